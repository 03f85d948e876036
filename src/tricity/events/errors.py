"""Errors of events.

TricityError
├── Conflict
│   ├── ChangedMeanwhile   somebody saved the event after this person opened the form
│   └── EventIsOver        a programme is closed once the event has ended
└── BadInput
    ├── NoSuchHour         the clocks of that zone skip this time
    ├── HourTwice          the clocks of that zone show this time twice
    └── FileRefused        an upload that is too large, of another kind, or not what its name says
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this event while you were writing. Your words are still here: "
                "look at the event, then save again."
            )
        )


class EventIsOver(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This event is over. Choose a session of an event still to come."))


class NoSuchHour(BadInput):
    def __init__(self, zone: str) -> None:
        super().__init__(
            _(
                "In %(zone)s the clocks are set forward and skip this time. "
                "Give an earlier or later time, or choose UTC."
            )
            % {"zone": zone}
        )


class HourTwice(BadInput):
    def __init__(self, zone: str) -> None:
        super().__init__(
            _(
                "In %(zone)s the clocks are set back and show this time twice, so it is not clear which is meant. "
                "Give an earlier or later time, or choose UTC."
            )
            % {"zone": zone}
        )


class FileRefused(BadInput):
    """Carries the sentence for the form."""
