"""Events as a reader of one language gets them: texts or digests, hours in the reader's zone, ready for templates."""

from tricity.events.digests.cards import present
from tricity.events.digests.pages import present_page, sessions_with_parts
from tricity.events.digests.texts import language_label
from tricity.events.digests.views import (
    AttendanceView,
    EventPage,
    EventView,
    ResourceView,
    SessionView,
    TalkView,
)

__all__ = [
    "AttendanceView",
    "EventPage",
    "EventView",
    "ResourceView",
    "SessionView",
    "TalkView",
    "language_label",
    "present",
    "present_page",
    "sessions_with_parts",
]
