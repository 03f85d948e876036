from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone, translation

from tests import factories
from tricity.events.times import hours, in_capitals

START = dt.datetime(2026, 5, 20, 14, 30, tzinfo=dt.UTC)
END = START + dt.timedelta(hours=1)


def test_hours_across_midnight_name_both_days() -> None:
    there = hours(START, END, "Asia/Seoul")

    assert (there.starts_on, there.starts) == ("May 20, 2026", "23:30")
    assert (there.ends_on, there.ends) == ("May 21, 2026", "00:30")
    assert there.offset == "UTC+9"


def test_hours_within_a_day_name_it_once() -> None:
    there = hours(START, END, "Asia/Shanghai")

    assert (there.starts, there.ends_on, there.ends) == ("22:30", "", "23:30")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "May 20, 2026"),
        ("ja", "2026年5月20日"),
        ("ko", "2026년 5월 20일"),
        ("zh-hans", "2026年5月20日"),
    ],
)
def test_hours_write_the_day_as_the_language_does(language: str, day: str) -> None:
    with translation.override(language):
        assert hours(START, END, "UTC").starts_on == day


def test_hours_know_zones_off_the_full_hour() -> None:
    assert hours(START, END, "Asia/Kolkata").offset == "UTC+5:30"
    assert hours(START, END, "America/St_Johns").offset == "UTC-2:30"


@pytest.mark.django_db
def test_capitals_show_the_date_only_where_it_differs_from_the_readers() -> None:
    for code in ("CN", "JP", "KR"):
        factories.country(code)

    with timezone.override("Asia/Shanghai"):
        found = {each.hours.zone: each for each in in_capitals(START, END, language="en")}

    assert {zone: each.has_other_dates for zone, each in found.items()} == {
        "Asia/Shanghai": False,
        "Asia/Tokyo": True,
        "Asia/Seoul": True,
    }
    assert found["Asia/Shanghai"].hours.starts == "22:30"
    assert found["Asia/Tokyo"].hours.ends_on == "May 21, 2026"
