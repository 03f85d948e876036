"""Pages of meetings: for participants, and for organizers."""

from tricity.meetings.views.arranging import (
    arrange,
    export,
    interpreter_delete,
    interpreters,
    manage,
    settings,
)
from tricity.meetings.views.meeting import meeting
from tricity.meetings.views.people import ask, entry, people
from tricity.meetings.views.schedule import calendar, schedule

__all__ = [
    "arrange",
    "ask",
    "calendar",
    "entry",
    "export",
    "interpreter_delete",
    "interpreters",
    "manage",
    "meeting",
    "people",
    "schedule",
    "settings",
]
