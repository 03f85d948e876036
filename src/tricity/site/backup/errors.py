"""What can go wrong, told to the person who asked for it.

BackupError
├── AlreadyRunning   another backup is being made
├── Damaged          the file is not a whole backup
├── Unsuitable       a whole backup, but not for this version or database
└── NotEmpty         there is something where it would be restored to
"""

from __future__ import annotations

from tricity.web.errors import TricityError


class BackupError(TricityError):
    pass


class AlreadyRunning(BackupError):
    pass


class Damaged(BackupError):
    pass


class Unsuitable(BackupError):
    pass


class NotEmpty(BackupError):
    pass
