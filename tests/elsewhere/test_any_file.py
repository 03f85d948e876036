"""Whatever the bytes: a file is read, or refused as unreadable; never anything else, and never slowly."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tricity.elsewhere.reading import Clock, Order, Unreadable, read, read_recording_name
from tricity.elsewhere.reading.chats import lines_of_text
from tricity.elsewhere.reading.encodings import decoded
from tricity.elsewhere.reading.times import read_seconds, read_shown

SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
MOMENTS = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 1, 1)).map(  # noqa: DTZ001
    lambda each: each.replace(microsecond=0)
)


def sentences(characters: str) -> st.SearchStrategy[str]:
    """Of characters that all encodings of their language can hold, no two the same."""
    return st.lists(st.sampled_from(sorted(set(characters))), min_size=8, unique=True).map("".join)


CHINESE = sentences("我们的城市停车数据开放平台请问多少钱吗")
JAPANESE = sentences("駐車場の予算はいくらですかありがとうございます市民")
KOREAN = sentences("주차예산은얼마입니까감사합니다시민도시데이터")


def assert_read_or_refused(content: bytes) -> None:
    """With every line accounted for: no more rows than lines."""
    try:
        reading = read(content)
    except Unreadable:
        return
    assert 0 < reading.rows + len(reading.left_out) <= content.count(b"\n") + content.count(b"\r") + 1


@pytest.mark.parametrize(
    "line",
    [
        "14:03:22 From Kim to" + " " * 2000 + "x",
        "14:03:22\t" + " " * 2000 + "x",
        " " * 2000 + "x",
        "Kim" + " " * 2000 + "2020-08-27 14:03" + " " * 2000 + "x",
    ],
)
def test_blanks_that_anybody_may_type_do_not_make_it_slow(line: str) -> None:
    begun = time.process_time()

    assert_read_or_refused(f"{line}\n".encode() * 20)

    assert time.process_time() - begun < 2


@SOME
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    assert_read_or_refused(content)


@SOME
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    assert_read_or_refused(text.encode("utf-8", "replace"))
    assert_read_or_refused(f"Name,Join Time,Question\n{text}".encode("utf-8", "replace"))


@SOME
@given(st.text(max_size=60))
def test_times_and_lengths_of_any_text(text: str) -> None:
    shown, seconds = read_shown(text), read_seconds(text)

    assert shown is None or isinstance(shown, dt.datetime | dt.time)
    assert seconds is None or seconds >= 0
    read_recording_name(text)
    if isinstance(shown, dt.time) or (shown is not None and shown.year > 1971):
        assert Clock("Asia/Seoul", dt.datetime(2020, 8, 27, tzinfo=dt.UTC)).instant(shown) is not None


@SOME
@given(MOMENTS)
def test_a_moment_is_read_as_it_was_written(moment: dt.datetime) -> None:
    for shape in ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%b %d, %Y %H:%M:%S", "%Y年%m月%d日 %H:%M:%S"):
        assert read_shown(moment.strftime(shape)) == moment
    assert read_shown(moment.strftime("%d/%m/%Y %H:%M:%S"), Order.DAY_FIRST) == moment


@SOME
@given(st.lists(st.tuples(NAMES, MOMENTS, st.integers(0, 600)), min_size=1, max_size=8))
def test_a_list_comes_back_as_it_was_written(people: list[tuple[str, dt.datetime, int]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"])
    for name, joined, minutes in people:
        left = joined + dt.timedelta(minutes=minutes)
        writer.writerow([f"x{name}", "a@example.org", joined, left, minutes])

    for encoding in ("utf-8-sig", "utf-16"):
        reading = read(out.getvalue().encode(encoding))

        assert reading.left_out == ()
        assert [(each.joined, each.seconds) for each in reading.presences] == [
            (joined, minutes * 60) for _name, joined, minutes in people
        ]


@SOME
@given(CHINESE, JAPANESE, KOREAN)
def test_sentences_tell_their_encoding(chinese: str, japanese: str, korean: str) -> None:
    for text, encoding in ((f"{chinese}。", "gb18030"), (f"{japanese}です", "cp932"), (korean, "cp949")):
        assert decoded(text.encode(encoding)) == (text, encoding)


@SOME
@given(st.lists(st.tuples(NAMES, st.text("abc ?\n", min_size=1, max_size=40)), min_size=1, max_size=6))
def test_a_chat_keeps_every_message(said: list[tuple[str, str]]) -> None:
    kept = [(name.replace(":", "").replace("：", ""), " ".join(text.split())) for name, text in said]
    kept = [(name, text) for name, text in kept if text]
    content = "".join(f"15:00:00 From x{name} to Everyone:\n\t{text}\n" for name, text in kept)
    if not kept:
        return

    lines, left_out = lines_of_text(content)

    assert [line.text for line in lines] == [text for _name, text in kept]
    assert left_out == []
