"""Errors of records.

TricityError
├── Refused
│   └── NotTheirs          the body is not named in the record, or the person does not speak for it
└── Conflict
    ├── ChangedMeanwhile   somebody else saved the record first
    ├── NotWhatWasConfirmed the record changed after the body confirmed it
    ├── WrongState         the record or claim is not in the state the deed needs
    ├── NotYetOverdue      the reviewing bodies of the country still have time
    ├── GoneMeanwhile      an earlier version names a place that is not here any more
    └── AlreadyClaimed     the body has an open claim on the record
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import Conflict, Refused


class NotTheirs(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only editors of a body this record names may speak for it."))


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else saved this record while you were writing. Nothing of yours is lost.")
        )


class NotWhatWasConfirmed(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("The record changed after the body confirmed it. Decline, and ask the body to read it again.")
        )


class WrongState(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))


class AlreadyClaimed(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Your body has already written about this record. A curator will answer."))


class NotYetOverdue(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The reviewing bodies of this country still have time. The secretariat publishes only after that."
            )
        )


class GoneMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This version names a place that is not in the directory any more. Edit by hand."))
