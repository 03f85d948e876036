"""Errors of discussion.

TricityError
├── Refused
│   ├── NotAMember       only members of an organization write
│   ├── NotOpen          nothing can be said here (any more)
│   ├── NotReachable     nobody there wants or is able to be written to
│   └── TooMuch          written too often in a short time
├── BadInput
│   └── RepeatedText     the same words were posted before
└── Conflict
    └── DecidedAlready   another moderator was faster
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict, Refused


class NotAMember(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only members of a city administration, company or association can write here."))


class NotOpen(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nothing can be written here now."))


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only its author can do this, and a text can be changed for a short time only."))


class NotReachable(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Nobody can be reached here: no member uses the platform, or none wants to be written to."
                " The curators of the country can help."
            )
        )


class TooMuch(Refused):
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self) -> None:
        super().__init__(_("You have written very often. Please wait a while and send it then."))


class RepeatedText(BadInput):
    def __init__(self) -> None:
        super().__init__(_("You have posted the same text today. Write it once, where it fits best."))


class DecidedAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))
