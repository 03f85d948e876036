"""Errors of members and their accounts.

TricityError
├── BadInput
│   └── NameTaken             422: somebody has this user name
├── Conflict
│   ├── InvitationOver        409: accepted, withdrawn or expired meanwhile
│   ├── CodeUsed              409: somebody used the same code a moment before
│   ├── AlreadyDecided        409: somebody else decided the request
│   └── LastAdministrator     409: the organization would be left without one
├── Refused
│   └── OwnInvitation         403: nobody accepts what they offered themselves
└── TooMany                   429: too much at once, or too many waiting
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict, Refused, TricityError


class NameTaken(BadInput):
    def __init__(self) -> None:
        super().__init__(_("Somebody has this user name already. Choose another."))


class InvitationOver(Conflict):
    def __init__(self) -> None:
        message = _(
            "This invitation has been used, withdrawn or has expired. Ask the person who gave it to you for a new one."
        )
        super().__init__(message)


class CodeUsed(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This code or link has been used already."))


class AlreadyDecided(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Somebody has decided this request meanwhile."))


class LastAdministrator(Conflict):
    def __init__(self) -> None:
        message = _(
            "This is the last administrator of the organization. Make somebody else administrator first, or ask an operator of this site."
        )
        super().__init__(message)


class OwnInvitation(Refused):
    def __init__(self) -> None:
        message = _("You made this invitation yourself. It is for somebody else; sign out to try it.")
        super().__init__(message)


class TooMany(TricityError):
    status = HTTPStatus.TOO_MANY_REQUESTS
