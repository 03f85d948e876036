"""From stretches of time to slots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from tricity.events.spans import Span

MOST_SLOTS = 200


def slots_in(spans: Iterable[Span], minutes: int, pause: int) -> Iterator[Span]:
    """One after another with a pause between; a rest that is too short for a meeting stays free."""
    length, step = dt.timedelta(minutes=minutes), dt.timedelta(minutes=minutes + pause)
    for start, end in sorted(spans):
        while start + length <= end:
            yield start, start + length
            start += step


def how_many(spans: Iterable[Span], minutes: int, pause: int) -> int:
    """How many slots that gives, without making them: a year may have been typed for a day."""
    length, step = dt.timedelta(minutes=minutes), dt.timedelta(minutes=minutes + pause)
    return sum((end - start - length) // step + 1 for start, end in spans if start + length <= end)
