"""How long somebody was there, from stays that may overlap (two devices) or follow each other (left and came again)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tricity.elsewhere.reading import Clock, Presence


@dataclass(frozen=True, slots=True)
class Stay:
    """Instants in UTC; what the file does not tell is None. `seconds` is what the platform counted."""

    joined_at: dt.datetime | None
    left_at: dt.datetime | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Attended:
    """`seconds` is None where the files tell of no length."""

    first_at: dt.datetime
    last_at: dt.datetime
    seconds: int | None


def stay_of(told: Presence, clock: Clock) -> Stay:
    """On the event clock; one end of a stay follows from the other and the length."""
    joined, left = clock.instant(told.joined), clock.instant(told.left)
    length = None if told.seconds is None else dt.timedelta(seconds=told.seconds)
    if length is not None and joined and not left:
        left = joined + length
    elif length is not None and left and not joined:
        joined = left - length
    if joined and left and left < joined:  # times without a date, over midnight
        left += dt.timedelta(days=1)
    return Stay(joined, left, told.seconds)


def attended(stays: Iterable[Stay], begins: dt.datetime) -> Attended:
    """All stays of a person together. Where no file tells a time, they begin with the session (`begins`)."""
    found = list(stays)
    signs = [moment for each in found for moment in (each.joined_at, each.left_at) if moment]
    counted = [length for each in found if (length := _length(each)) is not None]
    seconds = sum(counted) if counted else None
    if seconds is not None and all(each.joined_at and each.left_at for each in found):
        seconds = min(seconds, _together(found))
    first = min(signs, default=begins)
    last = max(signs, default=begins + dt.timedelta(seconds=seconds or 0))
    return Attended(first, last, seconds)


def _length(stay: Stay) -> int | None:
    """What the platform counted, never more than lies between coming and leaving: it may leave waiting out, or round up."""
    if not stay.joined_at or not stay.left_at:
        return stay.seconds
    # A date beside a time without one may still run backwards.
    between = max(0, int((stay.left_at - stay.joined_at).total_seconds()))
    return between if stay.seconds is None else min(between, stay.seconds)


def _together(stays: Iterable[Stay]) -> int:
    """The time in which at least one of the stays went on."""
    total, until = 0.0, None
    for joined, left in sorted(
        (each.joined_at, each.left_at) for each in stays if each.joined_at and each.left_at
    ):
        start = joined if until is None else max(joined, until)
        if left > start:
            total += (left - start).total_seconds()
        until = left if until is None else max(until, left)
    return int(total)
