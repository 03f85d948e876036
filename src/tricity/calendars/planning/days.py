"""What a date is in a country: working day, day off, or not known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WEEKEND = frozenset({5, 6})
ONE_DAY = dt.timedelta(days=1)


class DayKind(StrEnum):
    """`MAKEUP` is a day of a weekend on which people work for a day off elsewhere in the year."""

    PUBLIC = "public"
    SUBSTITUTE = "substitute"
    OTHER = "other"
    MAKEUP = "makeup"
    ORDINARY = "ordinary"


DAYS_OFF = frozenset({DayKind.PUBLIC, DayKind.SUBSTITUTE, DayKind.OTHER})


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A dated statement about a country. `name` is whatever the caller calls it by; `is_disputed`: sources disagree."""

    kind: DayKind
    name: str = ""
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The special days of a country as far as they are known: `known_until` is the last day one can speak of."""

    known_until: dt.date | None = None
    days: Mapping[dt.date, SpecialDay] = field(default_factory=dict)


class Standing(StrEnum):
    WORKING = "working"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"


def standing_of(date: dt.date, calendar: Calendar) -> Standing:
    """What the date is there. After `known_until` a day is UNKNOWN, also a weekend, for it may become a working day.

    A day off that is stated for such a date already (by law) is a HOLIDAY all the same.
    """
    special = calendar.days.get(date)
    if special is not None and special.kind in DAYS_OFF:
        return Standing.HOLIDAY
    if special is not None and special.kind == DayKind.MAKEUP:
        return Standing.MAKEUP
    if calendar.known_until is None or date > calendar.known_until:
        return Standing.UNKNOWN
    return Standing.WEEKEND if date.weekday() in WEEKEND else Standing.WORKING


def days_off_beside(date: dt.date, calendar: Calendar, *, before: bool) -> str | None:
    """The name of the holiday the day before (`before`) or after the date; None where there is none."""
    special = calendar.days.get(date - ONE_DAY if before else date + ONE_DAY)
    return special.name if special is not None and special.kind in DAYS_OFF else None
