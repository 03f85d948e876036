"""How long somebody was there."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.elsewhere.conftest import BEGINS, CLOCK, at
from tricity.elsewhere.reading import Presence
from tricity.elsewhere.spans import Attended, Stay, attended, stay_of


def test_stays_after_each_other_are_added_without_the_break() -> None:
    stays = [Stay(at(15), at(15, 30), None), Stay(at(15, 40), at(17), None)]

    assert attended(stays, BEGINS) == Attended(at(15), at(17), 110 * 60)


def test_two_devices_at_once_count_once() -> None:
    stays = [Stay(at(15), at(16), 3600), Stay(at(15, 30), at(16, 30), 3600), Stay(at(15), at(16), 3600)]

    assert attended(stays, BEGINS).seconds == 90 * 60


def test_what_the_platform_counted_holds_where_it_is_less() -> None:
    assert attended([Stay(at(15), at(17), 5400)], BEGINS).seconds == 5400
    assert attended([Stay(at(15), at(16), 3660)], BEGINS).seconds == 3600


def test_who_left_on_an_earlier_day_than_they_came_was_not_there_for_less_than_nothing() -> None:
    joined = dt.datetime(2020, 8, 30, 15, 0)  # noqa: DTZ001  # what a clock showed
    backwards = stay_of(Presence(1, ("A",), joined=joined, left=dt.time(16, 0)), CLOCK)

    assert attended([backwards], BEGINS).seconds == 0


def test_without_any_time_the_session_begins_it() -> None:
    found = attended([Stay(None, None, 600), Stay(None, None, 300)], BEGINS)

    assert found == Attended(BEGINS, BEGINS + dt.timedelta(seconds=900), 900)


def test_a_sign_alone_tells_no_length() -> None:
    assert attended([Stay(at(15, 5), None, None)], BEGINS) == Attended(at(15, 5), at(15, 5), None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Presence(1, ("A",), joined=dt.time(15, 0), seconds=600), Stay(at(15), at(15, 10), 600)),
        (Presence(1, ("A",), left=dt.time(15, 10), seconds=600), Stay(at(15), at(15, 10), 600)),
        (Presence(1, ("A",), seconds=600), Stay(None, None, 600)),
    ],
)
def test_one_end_follows_from_the_other_and_the_length(told: Presence, expected: Stay) -> None:
    assert stay_of(told, CLOCK) == expected


def test_over_midnight_without_dates() -> None:
    told = Presence(1, ("A",), joined=dt.time(23, 30), left=dt.time(0, 30))

    found = stay_of(told, CLOCK)

    assert found.joined_at is not None
    assert found.left_at == found.joined_at + dt.timedelta(hours=1)
