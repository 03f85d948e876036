"""Errors of meetings.

TricityError
├── Refused
│   └── NotListed            who asks must be found as well
├── TooMany                  of members: too many requests in a short time
├── BadInput
│   └── NoSuchObject         what a meeting led to is not public here
└── Conflict
    ├── AskingClosed         the time in which one can ask has not come, or is over
    ├── NotToBeMet           the other is not listed any more
    ├── AskedAlready         two people have one meeting at an event
    ├── EnoughMeetings       one has as many as the organizers allow
    ├── OtherHasEnough       the other one has
    ├── SlotTaken            one of the two was faster elsewhere, or the time is over
    ├── NoPlace              every table is taken, and nobody meets online
    ├── TableTaken           of an organizer: that table is given at this time
    ├── InterpreterBusy      of an organizer: this interpreter works elsewhere at this time
    ├── MeetingMoved         the other answered or cancelled meanwhile
    ├── SlotsInUse           agreed meetings would lose their time
    └── ChangedMeanwhile     somebody saved the settings after this person opened them
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.web.errors import BadInput, Conflict, Refused


class NotListed(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("First write your own entry: whom you ask should be able to see who wishes to meet.")
        )


class NoSuchObject(BadInput):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No public candidate, idea or record has this code. Copy the eight characters at the end of its address."
            )
        )


class AskingClosed(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Meetings cannot be asked for at the moment."))


class NotToBeMet(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This person cannot be asked for a meeting any more."))


class AskedAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("You two have a meeting or a request for one already. You find it among yours."))


class EnoughMeetings(Conflict):
    def __init__(self, most: int) -> None:
        message = ngettext(
            "The organizers allow %(number)s meeting for each person. Cancel one, or take back a request, to make room.",
            "The organizers allow %(number)s meetings for each person. Cancel one, or take back a request, to make room.",
            most,
        )
        super().__init__(message % {"number": most})


class OtherHasEnough(Conflict):
    def __init__(self) -> None:
        super().__init__(_("The other person has as many meetings by now as the organizers allow."))


class SlotTaken(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This time is not free any more. Choose or propose another one."))


class NoPlace(Conflict):
    def __init__(self) -> None:
        super().__init__(_("All tables are taken at this time. Choose or propose another one."))


class TableTaken(Conflict):
    def __init__(self) -> None:
        super().__init__(_("Another meeting has this table at this time. Choose another table."))


class InterpreterBusy(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This interpreter is in another meeting at this time. Choose another one."))


class MeetingMoved(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This meeting has changed meanwhile. Look at it again before you answer."))


class SlotsInUse(Conflict):
    def __init__(self, number: int) -> None:
        message = ngettext(
            "%(number)s agreed meeting would lose its time. Keep that time and its length, or cancel the meeting first.",
            "%(number)s agreed meetings would lose their times. Keep these times and their length, or cancel the meetings first.",
            number,
        )
        super().__init__(message % {"number": number})


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed these settings while you were writing. Your words are still here: "
                "look at the settings in another window, then save again."
            )
        )
