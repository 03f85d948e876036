"""What people do with events: make, publish, arrange, attach; and loading one from its description."""

from tricity.events.actions.events import change_results, publish, save_event, withdraw
from tricity.events.actions.loading import load_event
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
    "change_results",
    "count_download",
    "delete_resource",
    "delete_session",
    "delete_talk",
    "keep_text",
    "load_event",
    "move_session",
    "move_talk",
    "publish",
    "put_on_programme",
    "save_event",
    "save_session",
    "save_talk",
    "take_off_programme",
    "withdraw",
]
