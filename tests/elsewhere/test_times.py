from __future__ import annotations

import datetime as dt

import pytest

from tricity.elsewhere.reading import Clock, Order
from tricity.elsewhere.reading.clocks import counts_from_the_beginning
from tricity.elsewhere.reading.times import order_of, read_seconds, read_shown

KST = dt.timezone(dt.timedelta(hours=9))
THEN = dt.datetime(2020, 8, 27, 14, 0, 5)  # noqa: DTZ001  # what a clock showed
BEGINS = dt.datetime(2020, 8, 27, 6, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2020-08-27 14:00:05",
        "2020-08-27T14:00:05",
        "2020/8/27 14:00:05",
        "2020.08.27 14:00:05",
        "08/27/2020 02:00:05 PM",
        "8/27/20, 2:00:05 PM",
        "Aug 27, 2020 14:00:05",
        "August 27, 2020 2:00:05 p.m.",
        "27 Aug 2020 14:00:05",
        "2020年8月27日 14:00:05",
        "2020年8月27日 下午2:00:05",
        "2020/08/27 午後2:00:05",
        "2020年8月27日 14時00分05秒",
        "2020. 8. 27. 오후 2:00:05",
        "2020년 8월 27일 오후 2시 00분 05초",
        "２０２０/０８/２７　１４：００：０５",
        "20200827-140005",
    ],
)
def test_a_moment_as_it_is_written_in_four_languages(text: str) -> None:
    assert read_shown(text) == THEN


@pytest.mark.parametrize(
    ("text", "offset_hours"),
    [
        ("2020-08-27T14:00:05Z", 0),
        ("2020-08-27T14:00:05+09:00", 9),
        ("2020-08-27 14:00:05 GMT+8", 8),
        ("2020-08-27 14:00:05 (UTC-05:00)", -5),
        ("2020-08-27 14:00:05 JST", 9),
        ("2020-08-27 14:00:05 UTC", 0),
    ],
)
def test_a_zone_that_is_written_is_kept(text: str, offset_hours: int) -> None:
    assert read_shown(text) == THEN.replace(tzinfo=dt.timezone(dt.timedelta(hours=offset_hours)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:03:22", dt.time(14, 3, 22)),
        ("오전 12:05", dt.time(0, 5)),
        ("下午1:05", dt.time(13, 5)),
        ("12:05 AM", dt.time(0, 5)),
        ("", None),
        ("yesterday", None),
        ("25:00", None),
        ("2020-13-40 14:00", None),
        ("31/02/2020 14:00", None),
    ],
)
def test_times_alone_and_what_is_no_time(text: str, expected: dt.time | None) -> None:
    assert read_shown(text) == expected


def test_day_or_month_first() -> None:
    assert read_shown("08/09/2020 10:00", Order.MONTH_FIRST).month == 8  # type: ignore[union-attr]
    assert read_shown("08/09/2020 10:00", Order.DAY_FIRST).month == 9  # type: ignore[union-attr]
    assert order_of(["08/09/2020", "27/08/2020"]) is Order.DAY_FIRST
    assert order_of(["08/09/2020", "08/27/2020"]) is Order.MONTH_FIRST
    assert order_of(["08/09/2020", "2020-08-27"]) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("57", 57 * 60),
        ("57.5", 3450),
        ("65 mins", 3900),
        ("1h 27m 51s", 5271),
        ("2m", 120),
        ("01:27:51", 5271),
        ("27:51", 1671),
        ("1小时27分51秒", 5271),
        ("27分钟", 1620),
        ("1時間27分", 5220),
        ("1시간 27분 51초", 5271),
        ("", None),
        ("--", None),
        ("-5", None),
        ("99999999", None),
    ],
)
def test_lengths_as_platforms_write_them(text: str, seconds: int | None) -> None:
    assert read_seconds(text) == seconds


def test_a_clock_of_a_zone_gives_the_instant() -> None:
    clock = Clock("Asia/Shanghai", BEGINS)

    assert clock.instant(THEN) == dt.datetime(2020, 8, 27, 6, 0, 5, tzinfo=dt.UTC)
    assert clock.instant(THEN.replace(tzinfo=KST)) == dt.datetime(2020, 8, 27, 5, 0, 5, tzinfo=dt.UTC)
    assert clock.instant(None) is None


def test_a_time_without_a_date_is_of_the_day_of_the_session_or_after_midnight() -> None:
    late = dt.datetime(2020, 8, 27, 14, 30, tzinfo=dt.UTC)  # 23:30 in Tokyo
    clock = Clock("Asia/Tokyo", late)

    assert clock.instant(dt.time(23, 40)) == late + dt.timedelta(minutes=10)
    assert clock.instant(dt.time(0, 10)) == late + dt.timedelta(minutes=40)


def test_times_may_count_from_the_beginning_and_all_be_moved() -> None:
    clock = Clock("Asia/Tokyo", BEGINS, dt.timedelta(minutes=-2), is_elapsed=True)

    assert clock.instant(dt.time(0, 5, 10)) == BEGINS + dt.timedelta(minutes=3, seconds=10)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([dt.time(0, 5), dt.time(1, 10)], True),
        ([dt.time(15, 5), dt.time(16, 10)], False),
        ([THEN], False),
        ([], False),
    ],
)
def test_times_far_from_the_session_are_those_of_a_recording(times: list[object], expected: bool) -> None:
    assert counts_from_the_beginning(times, "Asia/Tokyo", BEGINS) is expected
