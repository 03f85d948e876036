"""From what a clock shows in a zone to the instant that is meant."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from tricity.events.errors import HourTwice, NoSuchHour


def instant(shown: dt.datetime, zone: str) -> dt.datetime:
    """The instant (UTC) at which clocks in `zone` show the naive time `shown`. Raises NoSuchHour, HourTwice."""
    place = zoneinfo.ZoneInfo(zone)
    first, second = (shown.replace(tzinfo=place, fold=fold) for fold in (0, 1))
    meant = first.astimezone(dt.UTC)
    if first.utcoffset() == second.utcoffset():
        return meant
    if meant.astimezone(place).replace(tzinfo=None) != shown:
        raise NoSuchHour(zone)
    raise HourTwice(zone)


def shown_in(moment: dt.datetime, zone: str) -> dt.datetime:
    """What clocks in `zone` show at the instant; naive, for a form."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
