from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tricity.events.digests.pages import session_title
from tricity.events.models import Event, Session
from tricity.events.times import Hours, hours, reader_zone
from tricity.rooms.models import Room
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the programme."""

    pk: int
    title: LocalizedText
    kind_label: str
    hours: Hours | None
    is_now: bool


def is_on(event: Event, room: Room, now: dt.datetime) -> bool:
    """Whether the event takes place: by its hours, or because the moderator says what is on."""
    return event.starts_at <= now <= event.ends_at or room.now_session_id is not None


def session_now(event: Event, room: Room, sessions: Sequence[Session], now: dt.datetime) -> Session | None:
    """What is on: what the moderator says, else what the clock says; None before, after and between sessions."""
    if room.now_session_id is not None:
        return next((each for each in sessions if each.pk == room.now_session_id), None)
    timed = sorted((each for each in sessions if each.starts_at), key=_start)
    for place, session in enumerate(timed):
        following = _start(timed[place + 1]) if place + 1 < len(timed) else event.ends_at
        ends = (
            _start(session) + dt.timedelta(minutes=session.duration_minutes)
            if session.duration_minutes
            else following
        )
        if _start(session) <= now < ends:
            return session
    return None


def programme(sessions: Sequence[Session], now: Session | None, reader: str) -> list[Item]:
    """The parts in order, for a reader of the active language."""
    return [
        Item(
            pk=each.pk,
            title=session_title(each, reader),
            kind_label=each.get_kind_display(),
            hours=_hours(each),
            is_now=now is not None and each.pk == now.pk,
        )
        for each in sessions
    ]


def _hours(session: Session) -> Hours | None:
    if session.starts_at is None:
        return None
    length = dt.timedelta(minutes=session.duration_minutes or 0)
    return hours(session.starts_at, session.starts_at + length, reader_zone())


def _start(session: Session) -> dt.datetime:
    assert session.starts_at is not None
    return session.starts_at
