"""Errors of rooms.

TricityError
├── Refused
│   ├── NotLetIn           the room is open to others only
│   └── MayNotTakePart     asking and voting need an account or a registration
├── Conflict
│   ├── NotOpen            a question, a poll or the whole room takes nothing now
│   ├── TooLate            a caption is corrected within ten seconds
│   └── CannotMerge        two questions that cannot become one
└── BadInput
    ├── TooOften           more than one person needs
    ├── BadBallot          answers that do not fit the poll
    └── NoSuchPerson       no account has this user name
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict, Refused


class NotLetIn(Refused):
    """Carries the sentence."""


class MayNotTakePart(Refused):
    def __init__(self) -> None:
        super().__init__(_("Sign in or register for the event to ask, vote and answer."))


class NotOpen(Conflict):
    """Carries the sentence."""


class TooLate(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("A caption can be corrected within ten seconds. Send the right words as a new line.")
        )


class CannotMerge(Conflict):
    """Carries the sentence."""


class TooOften(BadInput):
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self) -> None:
        super().__init__(_("That was very often within a quarter of an hour. Wait a little, then go on."))


class BadBallot(BadInput):
    """Carries the sentence."""


class NoSuchPerson(BadInput):
    def __init__(self, username: str) -> None:
        super().__init__(_("No account has the user name “%(username)s”.") % {"username": username})
