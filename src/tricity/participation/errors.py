"""Errors of taking part.

TricityError
└── Conflict
    ├── NotOpen             registration is not open, or over
    ├── RegisteredAlready   an account registers once for an event
    ├── NoPlaceThisWay      nobody takes part in this way
    ├── StateMoved          somebody else decided, or the person cancelled meanwhile
    ├── ChangedMeanwhile    somebody saved the settings after this person opened them
    └── SurveyDone          the survey is answered once, while it is open
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import Conflict


class NotOpen(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Registration for this event is not open."))


class RegisteredAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("You are registered for this event already."))


class NoPlaceThisWay(Conflict):
    def __init__(self) -> None:
        super().__init__(_("One cannot take part in this event in this way. Choose the other one."))


class StateMoved(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("This registration has changed meanwhile. Look at it again before you decide on it.")
        )


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed these settings while you were writing. Your words are still here: "
                "look at the settings in another window, then save again."
            )
        )


class SurveyDone(Conflict):
    def __init__(self) -> None:
        super().__init__(_("The survey is not open, or you have answered it already."))
