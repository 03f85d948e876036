from __future__ import annotations

import pytest

from tricity.replay.clocks import label, parse_ms, seconds_asked, written


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("90", 90_000),
        ("1:30", 90_000),
        ("1:02:03.5", 3_723_500),
        ("-0:05", -5_000),
        ("−2", -2_000),
        ("0:05,25", 5_250),
    ],
)
def test_times_are_read_as_people_write_them(text: str, ms: int) -> None:
    assert parse_ms(text) == ms


@pytest.mark.parametrize("text", ["", "x", "1:2:3:4", "1.5.2", "９", "99999999", "1:", "--1"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_ms(text) is None


@pytest.mark.parametrize("ms", [0, 59_999, 60_000, 3_723_500, -5_250])
def test_what_is_written_is_read_again(ms: int) -> None:
    assert parse_ms(written(ms)) == ms


def test_a_label_is_to_the_second() -> None:
    assert [label(ms) for ms in (0, 61_900, 3_600_000, -3)] == ["0:00", "1:01", "1:00:00", "0:00"]


def test_media_fragments_say_where_to_begin() -> None:
    assert [seconds_asked(each) for each in ("90", "npt:90", "1:30,2:00", "-3", "x")] == [
        90,
        90,
        90,
        None,
        None,
    ]
