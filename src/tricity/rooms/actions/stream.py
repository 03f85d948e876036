"""The stream of a room: every change is a row on its clock, and the hub is told when it is committed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction

from tricity.events.models import Event
from tricity.events.roomclock import Moment, tick, ticks
from tricity.live import Audience, announce
from tricity.rooms.models import Room, RoomEvent


def tell(
    event: Event,
    type: str,
    data: dict[str, Any],
    *,
    moment: Moment | None = None,
    audience: Audience = Audience.ALL,
    language: str = "",
    key: str = "",
) -> Moment:
    """Put a change on the clock, at `moment` where it has one already; call it in the transaction of the change."""
    when = moment or tick(event.code)
    RoomEvent.objects.create(
        room=event.code,
        seq=when.seq,
        at_ms=when.at_ms,
        type=type,
        audience=audience.value,
        language=language,
        key=key,
        data=data,
    )
    transaction.on_commit(partial(announce, event.code, when.seq))
    return when


def tell_each(event: Event, type: str, changes: Mapping[str, dict[str, Any]]) -> None:
    """Put several changes on the clock at once, each by its key, for everybody in the room."""
    if not changes:
        return
    moments = ticks(event.code, len(changes))
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=event.code,
            seq=when.seq,
            at_ms=when.at_ms,
            type=type,
            audience=Audience.ALL.value,
            key=key,
            data=data,
        )
        for when, (key, data) in zip(moments, changes.items(), strict=True)
    )
    transaction.on_commit(partial(announce, event.code, moments[-1].seq))


def room_row(event: Event) -> Room:
    """The settings of the room, stored."""
    return Room.objects.get_or_create(event=event)[0]
