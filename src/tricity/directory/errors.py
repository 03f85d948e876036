"""Errors of the directory.

TricityError
├── Conflict
│   └── ChangedMeanwhile    409: somebody saved the organization or the statement after this person opened the form
└── BadInput
    └── NotThere            422: a version, or a step of a statement, that there is not
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        message = _(
            "Somebody else changed this meanwhile. Your words are still here: read the page, then save again."
        )
        super().__init__(message)


class NotThere(BadInput):
    def __init__(self) -> None:
        super().__init__(_("There is no such version or step. Reload the page and choose again."))
