"""What people do with events: make, publish, arrange, attach; and loading one from its description."""

from tricity.events.actions.consents import answer_consents
from tricity.events.actions.events import change_results, publish, save_event, withdraw
from tricity.events.actions.loading import load_event
from tricity.events.actions.parts import (
    delete_link,
    delete_person,
    delete_room,
    save_link,
    save_person,
    save_room,
    save_series,
    set_limits,
)
from tricity.events.actions.programme import put_on_programme, take_off_programme
from tricity.events.actions.resources import add_resource, count_download, delete_resource, keep_text
from tricity.events.actions.sessions import (
    delete_session,
    delete_talk,
    move_session,
    move_talk,
    save_session,
    save_talk,
)

__all__ = [
    "add_resource",
    "answer_consents",
    "change_results",
    "count_download",
    "delete_link",
    "delete_person",
    "delete_resource",
    "delete_room",
    "delete_session",
    "delete_talk",
    "keep_text",
    "load_event",
    "move_session",
    "move_talk",
    "publish",
    "put_on_programme",
    "save_event",
    "save_link",
    "save_person",
    "save_room",
    "save_series",
    "save_session",
    "save_talk",
    "set_limits",
    "take_off_programme",
    "withdraw",
]
