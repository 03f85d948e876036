"""Pure predicates; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.events import rules as events
from tricity.events.models import Event
from tricity.replay.models import Replay
from tricity.rooms import rules as rooms


def may_prepare(user: Any, event: Event) -> bool:
    """Upload recordings, make and publish the replay: whoever may change the event."""
    return events.may_edit(user, event)


def may_watch(user: Any, event: Event, replay: Replay | None) -> bool:
    """Everybody once it is published with its event; before, and while it is withheld, those who prepare it."""
    if replay is None or not events.may_see(user, event):
        return False
    return (replay.is_public and event.is_public) or may_prepare(user, event)


def may_correct(user: Any, event: Event, replay: Replay | None) -> bool:
    """Correct captions: whoever prepares the replay; captioners of the room where everybody may read them."""
    return may_watch(user, event, replay) and (may_prepare(user, event) or rooms.may_caption(user, event))
