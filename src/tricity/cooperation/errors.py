"""Errors of cooperation.

TricityError
├── Refused
│   ├── NoOrganization     the person speaks for no body
│   ├── OwnSubject         the body would write to itself
│   └── TooManyInterests   the body has written often today
├── BadInput
│   ├── NothingSaid        a note without words and without a new status
│   └── TooFewCountries    an idea is taken on by bodies of two countries at least
└── Conflict
    ├── WrongState         the candidate or idea is not in the state the deed needs
    ├── ChangedMeanwhile   somebody else has changed the idea since it was read
    └── ContradictsMerge   a candidate that others were merged into is set aside, split or merged in a circle
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.web.errors import BadInput, Conflict, Refused


class NoOrganization(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Only members of a city administration, company or association can send this for their organization."
            )
        )


class OwnSubject(Refused):
    def __init__(self) -> None:
        super().__init__(_("This record is your own organization's: others write to you about it."))


class TooManyInterests(Refused):
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "An organization can send %(count)d message a day. Please go on tomorrow.",
                "An organization can send %(count)d messages a day. Please go on tomorrow.",
                most,
            )
            % {"count": most}
        )


class NothingSaid(BadInput):
    def __init__(self) -> None:
        super().__init__(_("Write a note or choose another status."))


class WrongState(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))


class TooFewCountries(BadInput):
    def __init__(self) -> None:
        super().__init__(
            _("An idea is taken on together: bodies of at least two countries must say that they would join.")
        )


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this idea since you opened it. Your text is still here:"
                " compare it with theirs and save again."
            )
        )


class ContradictsMerge(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Another candidate was merged into this one, so this would contradict that decision."
                " Publish the other one again first; then it stands for itself."
            )
        )
