"""Where people take part from, and when they work there."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from tricity.calendars.planning.days import Calendar

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Site:
    """People who take part from one place.

    `zone` is a name of the tz database. They meet between `opens` and `closes` (minutes after midnight of their
    clocks, closes ≤ 1440) of one day, and not between `lunch[0]` and `lunch[1]` where it is given. Without a
    `calendar` their holidays are not looked at, only their weekends.
    """

    name: str
    zone: str
    opens: int = 9 * 60
    closes: int = 18 * 60
    lunch: tuple[int, int] | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A meeting as the clocks at a site show it: aware start and end."""

    site: str
    starts_at: dt.datetime
    ends_at: dt.datetime


def clock_at(site: Site, starts_at: dt.datetime, minutes: int) -> Clock:
    """`starts_at` is an instant (UTC); the length is added to the instant, so that a change of clocks does no harm."""
    zone = zoneinfo.ZoneInfo(site.zone)
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    return Clock(site.name, starts_at.astimezone(zone), ends_at.astimezone(zone))


def minute_of(moment: dt.datetime) -> int:
    return moment.hour * 60 + moment.minute
