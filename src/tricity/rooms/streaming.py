"""The stream of a room as the live hub reads it, and the pass with which a browser follows it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from tricity.events.models import Event
from tricity.live import Audience, Tail
from tricity.live import Event as LiveEvent
from tricity.live.names import STREAM_PREFIX
from tricity.live.tokens import make
from tricity.rooms import queries, rules
from tricity.rooms.models import Access, RoomEvent

PASS_LASTS = dt.timedelta(hours=12)
_ROLES = (Audience.MODERATORS, Audience.SPEAKERS, Audience.INTERPRETERS)


def source(room: str, after: int, limit: int) -> Tail | None:
    """What happened in a room after a number, for the hub; None for what is no event of this site."""
    event: Any = queries.event_with_room(room)
    if event is None:
        return None
    rows = queries.after(room, after)[:limit] if limit else ()
    is_public = event.is_public and rules.settings_of(event).open_to == Access.READERS
    return Tail(head=event.head, events=tuple(map(_live, rows)), is_public=is_public)


def address(event: Any, person: Any, *, captions: str) -> str:
    """Where a browser follows the room from now on, with captions of one language; the event as `event_with_room` gives it."""
    roles = [role.value for role in _ROLES if _holds(person, event, role)]
    token = make(event.code, roles, [captions] if captions else [], timezone.now() + PASS_LASTS)
    query = {"token": token, "captions": captions, "after": event.head}
    return f"{STREAM_PREFIX}{event.code}?{urlencode(query)}"


def _holds(person: Any, event: Event, role: Audience) -> bool:
    """Moderators are told everything."""
    if rules.may_moderate(person, event):
        return True
    wanted = {Audience.SPEAKERS: rules.Role.SPEAKER, Audience.INTERPRETERS: rules.Role.INTERPRETER}
    return wanted.get(role) in rules.roles(person, event)


def _live(row: RoomEvent) -> LiveEvent:
    return LiveEvent(
        seq=row.seq,
        at_ms=row.at_ms,
        type=row.type,
        data=row.data,
        audience=Audience(row.audience),
        language=row.language or None,
        key=row.key,
    )
