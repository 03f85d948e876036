"""Errors of harvests and of records that are joined.

TricityError
├── Refused
│   └── NotBoth         the person has no right to change both records
└── Conflict
    ├── NotInUse        the source is switched off
    ├── NothingOffered  there is nothing (any more) to be taken over
    └── DecidedAlready  somebody decided about the two records meanwhile, or one is gone
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import Conflict, Refused


class NotBoth(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You may not change both of these records. A reviewer of both countries, or the secretariat, can join them."
            )
        )


class NotInUse(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This source is switched off. Switch it on first."))


class NothingOffered(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))


class DecidedAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))
