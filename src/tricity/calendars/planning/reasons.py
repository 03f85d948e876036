"""Why a time does not do at a site, and what to know of one that does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tricity.calendars.planning.days import (
    WEEKEND,
    Calendar,
    SpecialDay,
    Standing,
    days_off_beside,
    standing_of,
)
from tricity.calendars.planning.sites import MINUTES_A_DAY, Clock, Site, minute_of


class Hindrance(StrEnum):
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    UNKNOWN = "unknown"
    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    LUNCH = "lunch"


class Caution(StrEnum):
    MAKEUP = "makeup"
    DAY_BEFORE = "day-before"
    DAY_AFTER = "day-after"
    DISPUTED = "disputed"
    NO_CALENDAR = "no-calendar"


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` of a Hindrance or a Caution at the `site`; `name` of the day it is about, where it is about one."""

    kind: Hindrance | Caution
    site: str
    name: str = ""


def hindrances(site: Site, clock: Clock) -> list[Reason]:
    """Everything that speaks against the time at this site; empty where it fits."""
    return [*_of_the_day(site, clock), *_of_the_hours(site, clock)]


def cautions(site: Site, clock: Clock) -> list[Reason]:
    """What one should know of a time that fits."""
    calendar, date = site.calendar, clock.starts_at.date()
    if calendar is None:
        return [Reason(Caution.NO_CALENDAR, site.name)]
    found = []
    special = calendar.days.get(date)
    if standing_of(date, calendar) == Standing.MAKEUP:
        found.append(Reason(Caution.MAKEUP, site.name, special.name if special else ""))
    if special is not None and special.is_disputed:
        found.append(Reason(Caution.DISPUTED, site.name, special.name))
    for kind, before in ((Caution.DAY_BEFORE, False), (Caution.DAY_AFTER, True)):
        name = days_off_beside(date, calendar, before=before)
        if name is not None:
            found.append(Reason(kind, site.name, name))
    return found


def _of_the_day(site: Site, clock: Clock) -> list[Reason]:
    date = clock.starts_at.date()
    if site.calendar is None:
        return [Reason(Hindrance.WEEKEND, site.name)] if date.weekday() in WEEKEND else []
    return _against(site, standing_of(date, site.calendar), _special(site.calendar, clock))


def _special(calendar: Calendar, clock: Clock) -> SpecialDay | None:
    return calendar.days.get(clock.starts_at.date())


def _against(site: Site, standing: Standing, special: SpecialDay | None) -> list[Reason]:
    kinds = {
        Standing.HOLIDAY: Hindrance.HOLIDAY,
        Standing.WEEKEND: Hindrance.WEEKEND,
        Standing.UNKNOWN: Hindrance.UNKNOWN,
    }
    if standing not in kinds:
        return []
    return [Reason(kinds[standing], site.name, special.name if special else "")]


def _of_the_hours(site: Site, clock: Clock) -> list[Reason]:
    starts = minute_of(clock.starts_at)
    days = (clock.ends_at.date() - clock.starts_at.date()).days
    ends = minute_of(clock.ends_at) + days * MINUTES_A_DAY
    found = []
    if starts < site.opens:
        found.append(Reason(Hindrance.TOO_EARLY, site.name))
    if ends > site.closes or starts >= site.closes:
        found.append(Reason(Hindrance.TOO_LATE, site.name))
    if not found and site.lunch is not None and starts < site.lunch[1] and ends > site.lunch[0]:
        found.append(Reason(Hindrance.LUNCH, site.name))
    return found
