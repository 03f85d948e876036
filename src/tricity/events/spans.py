"""Stretches of time of sessions and of the people in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from tricity.events.models import Session, SessionPerson

Span = tuple[dt.datetime, dt.datetime]


def session_span(session: Session) -> Span | None:
    """Start and end, or None where one of them is not known."""
    if session.starts_at is None or not session.duration_minutes:
        return None
    return session.starts_at, session.starts_at + dt.timedelta(minutes=session.duration_minutes)


def shift_span(person: SessionPerson, session: Session) -> Span | None:
    """The shift; the whole session where none is given. None where the hours of the session are not known."""
    whole = session_span(session)
    if whole is None:
        return None
    start = whole[0] + dt.timedelta(minutes=person.shift_offset_minutes or 0)
    end = start + dt.timedelta(minutes=person.shift_minutes) if person.shift_minutes else whole[1]
    return (start, end) if start < end else None


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time without seams: spans that touch or overlap become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(spans: Sequence[Span], others: Iterable[Span]) -> list[Span]:
    """The parts of `spans` during which none of the others lasts."""
    left = list(spans)
    for start, end in merged(others):
        left = [part for span in left for part in _cut(span, start, end)]
    return left


def _cut(span: Span, start: dt.datetime, end: dt.datetime) -> list[Span]:
    parts = [(span[0], min(span[1], start)), (max(span[0], end), span[1])]
    return [(first, last) for first, last in parts if first < last]


def minutes(span: Span) -> int:
    return int((span[1] - span[0]).total_seconds()) // 60
