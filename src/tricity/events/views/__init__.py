"""Pages of events: reading them, and what organizers do."""

from tricity.events.views.editing import (
    event_edit,
    event_new,
    event_publish,
    event_results,
    event_withdraw,
)
from tricity.events.views.papers import paper, papers
from tricity.events.views.parts import (
    interpreting,
    link_delete,
    link_edit,
    link_new,
    person_delete,
    person_edit,
    person_new,
    room_delete,
    room_edit,
    room_new,
    series_edit,
    series_new,
)
from tricity.events.views.planning import event_plan
from tricity.events.views.preparation import preparation, series
from tricity.events.views.programme import programme_add, programme_remove
from tricity.events.views.reading import calendar, event, events, session_calendar
from tricity.events.views.resources import resource, resource_delete, resource_new
from tricity.events.views.sessions import (
    session_delete,
    session_edit,
    session_move,
    session_new,
    talk_delete,
    talk_edit,
    talk_move,
    talk_new,
)

__all__ = [
    "calendar",
    "event",
    "event_edit",
    "event_new",
    "event_plan",
    "event_publish",
    "event_results",
    "event_withdraw",
    "events",
    "interpreting",
    "link_delete",
    "link_edit",
    "link_new",
    "paper",
    "papers",
    "person_delete",
    "person_edit",
    "person_new",
    "preparation",
    "programme_add",
    "programme_remove",
    "resource",
    "resource_delete",
    "resource_new",
    "room_delete",
    "room_edit",
    "room_new",
    "series",
    "series_edit",
    "series_new",
    "session_calendar",
    "session_delete",
    "session_edit",
    "session_move",
    "session_new",
    "talk_delete",
    "talk_edit",
    "talk_move",
    "talk_new",
]
