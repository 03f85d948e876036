"""When the next e-mail of a person is due: at eight in the morning, where the person is."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from django.conf import settings
from django.utils import timezone

from tricity.notices.models import Digest

HOUR = 8
MONDAY, SATURDAY = 0, 5


def next_moment(rhythm: str, user: Any, now: dt.datetime | None = None) -> dt.datetime | None:
    """The first moment of the rhythm after `now`: a Monday, or any working day, at eight; None for never."""
    if rhythm == Digest.Rhythm.NONE:
        return None
    zone = zone_of(user)
    local = (now or timezone.now()).astimezone(zone)
    for days in range(8):
        day = local.date() + dt.timedelta(days=days)
        moment = dt.datetime.combine(day, dt.time(HOUR), tzinfo=zone)
        suits = day.weekday() == MONDAY if rhythm == Digest.Rhythm.WEEKLY else day.weekday() < SATURDAY
        if suits and moment > local:
            return moment
    raise AssertionError("a week has every day")


def next_monday(user: Any, now: dt.datetime | None = None) -> dt.datetime:
    """Midnight of the Monday after `now`, where the person is."""
    zone = zone_of(user)
    local = (now or timezone.now()).astimezone(zone)
    day = local.date() + dt.timedelta(days=7 - local.weekday())
    return dt.datetime.combine(day, dt.time(), tzinfo=zone)


def zone_of(user: Any) -> dt.tzinfo:
    """The person's zone, else the site's."""
    try:
        return zoneinfo.ZoneInfo(user.time_zone or settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
