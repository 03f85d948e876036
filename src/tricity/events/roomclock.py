"""The clock of a room, on which everything said in it is put: captions, questions, votes."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction

from tricity.events.models import RoomClock

# Wall time is read once, when the process starts; from then on the monotonic clock counts, so that a clock set back
# in the middle of an event does not turn what is said next into something earlier.
_STARTED_AT_MS = time.time_ns() // 1_000_000
_STARTED_MONOTONIC_NS = time.monotonic_ns()


@dataclass(frozen=True, slots=True)
class Moment:
    """A place on a room's time line: `seq` has no gaps, `at_ms` (UTC) never decreases."""

    seq: int
    at_ms: int


def now_ms() -> int:
    """Milliseconds of UTC, never decreasing within this process."""
    return _STARTED_AT_MS + (time.monotonic_ns() - _STARTED_MONOTONIC_NS) // 1_000_000


def tick(room: str) -> Moment:
    """The next moment of a room; call it in the transaction that stores what happened, so that no number is lost.

    Another process, or this one after a restart, goes on from the row: never earlier than what was given out.
    """
    return ticks(room, 1)[0]


@transaction.atomic
def ticks(room: str, number: int) -> list[Moment]:
    """So many moments in a row, at the same time: for what is told together."""
    rows = RoomClock.objects.select_for_update()
    clock = rows.filter(room=room).first()
    if clock is None:
        RoomClock.objects.get_or_create(room=room)
        clock = rows.get(room=room)
    first = clock.seq + 1
    clock.seq += number
    clock.at_ms = max(clock.at_ms, now_ms())
    clock.save(update_fields=["seq", "at_ms"])
    return [Moment(seq, clock.at_ms) for seq in range(first, first + number)]
