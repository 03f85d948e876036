from __future__ import annotations

import datetime as dt

import pytest

from tricity.events.clocks import instant, shown_in
from tricity.events.errors import HourTwice, NoSuchHour

shown = dt.datetime.fromisoformat


@pytest.mark.parametrize(
    ("zone", "utc"), [("Asia/Seoul", 6), ("Asia/Tokyo", 6), ("Asia/Shanghai", 7), ("UTC", 15)]
)
def test_instant_is_what_the_clock_of_the_zone_means(zone: str, utc: int) -> None:
    assert instant(shown("2020-08-05T15:00"), zone) == dt.datetime(2020, 8, 5, utc, tzinfo=dt.UTC)


def test_shown_in_is_the_way_back() -> None:
    moment = dt.datetime(2020, 8, 5, 16, 30, tzinfo=dt.UTC)

    assert shown_in(moment, "Asia/Seoul") == shown("2020-08-06T01:30")


def test_time_skipped_in_spring_is_refused() -> None:
    with pytest.raises(NoSuchHour, match="Europe/Berlin"):
        instant(shown("2027-03-28T02:30"), "Europe/Berlin")


def test_time_shown_twice_in_autumn_is_refused() -> None:
    with pytest.raises(HourTwice, match="America/New_York"):
        instant(shown("2026-11-01T01:30"), "America/New_York")


def test_hours_beside_the_change_are_taken() -> None:
    assert instant(shown("2027-03-28T03:00"), "Europe/Berlin").hour == 1
