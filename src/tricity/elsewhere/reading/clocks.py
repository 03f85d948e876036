"""From what the platform's clock showed to the instant that is meant."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_FAR: Final = dt.timedelta(hours=6)
_HALF_A_DAY: Final = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Clock:
    """`zone` is of the tz database; `begins` the beginning of the session, an instant; `shift` is added to every time.

    Times without a date are of the day of the session. With `is_elapsed` they count from its beginning, as in files
    that belong to a recording.
    """

    zone: str
    begins: dt.datetime
    shift: dt.timedelta = dt.timedelta()
    is_elapsed: bool = False

    def instant(self, shown: dt.datetime | dt.time | None) -> dt.datetime | None:
        """In UTC; None where nothing was shown. An hour that clocks show twice is the first of them."""
        if shown is None:
            return None
        if isinstance(shown, dt.time):
            return self._of_time(shown) + self.shift
        meant = shown if shown.tzinfo else shown.replace(tzinfo=zoneinfo.ZoneInfo(self.zone))
        return meant.astimezone(dt.UTC) + self.shift

    def _of_time(self, shown: dt.time) -> dt.datetime:
        since_midnight = dt.timedelta(hours=shown.hour, minutes=shown.minute, seconds=shown.second)
        if self.is_elapsed:
            return self.begins.astimezone(dt.UTC) + since_midnight
        place = zoneinfo.ZoneInfo(self.zone)
        day = self.begins.astimezone(place).date()
        meant = dt.datetime.combine(day, shown, tzinfo=place).astimezone(dt.UTC)
        if meant < self.begins - _HALF_A_DAY:  # after midnight
            meant = dt.datetime.combine(day + dt.timedelta(days=1), shown, tzinfo=place).astimezone(dt.UTC)
        return meant


def counts_from_the_beginning(shown: Iterable[object], zone: str, begins: dt.datetime) -> bool:
    """Whether times without a date are rather those of a recording: far from the session by the clock."""
    times = [each for each in shown if isinstance(each, dt.time)]
    clock = Clock(zone, begins)
    far = sum(abs(clock._of_time(each) - begins) > _FAR for each in times)
    return bool(times) and far * 2 > len(times)
