from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tricity.live.errors import Refused
from tricity.live.positions import Position
from tricity.live.requests import LONGEST_HEAD, Subscription, read_request, read_subscription

ROOMS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", fullmatch=True)


def subscription(target: str, *headers: str, method: str = "GET") -> Subscription:
    head = "\r\n".join([f"{method} {target} HTTP/1.1", "Host: forum.example.org", *headers])
    return read_subscription(read_request(head.encode()))


def test_browser_asks_for_room_languages_and_what_it_missed() -> None:
    asked = subscription("/live/forum-2026?captions=ko,zh-Hans&after=3&token=abc", "Last-Event-ID: 12.10")

    assert asked == Subscription("forum-2026", Position(12, 10), frozenset({"ko", "zh-hans"}), "abc", "")


def test_page_says_where_it_begins() -> None:
    assert subscription("/live/forum-2026?after=3").position == Position(3, 3)


@pytest.mark.parametrize(
    ("query", "languages"), [("", None), ("?captions=", frozenset()), ("?captions=JA", frozenset({"ja"}))]
)
def test_languages_not_named_are_all_and_named_but_empty_none(
    query: str, languages: frozenset[str] | None
) -> None:
    assert subscription(f"/live/forum-2026{query}").languages == languages


def test_proxy_nearest_to_us_is_the_one_believed() -> None:
    assert subscription("/live/r", "X-Forwarded-For: 10.9.9.9, 192.0.2.7").forwarded_for == "192.0.2.7"


@pytest.mark.parametrize(
    ("target", "headers", "method", "status"),
    [
        ("/live/", [], "GET", 404),
        ("/live/a/b", [], "GET", 404),
        ("/live/%2e%2e", [], "GET", 404),
        ("/live/r?captions=%0d%0a", [], "GET", 400),
        ("/live/r?" + "a=1&" * 30, [], "GET", 400),
        ("/live/r", ["Content-Length: 5"], "GET", 400),
        ("/live/r", ["Transfer-Encoding: chunked"], "GET", 400),
        ("/live/r", [" folded: header"], "GET", 400),
        ("/live/r", ["no colon"], "GET", 400),
        ("/live/r", ["X: a\nEvil: b"], "GET", 400),
        ("/live/r", ["X: " + "a" * LONGEST_HEAD], "GET", 431),
        ("/live/r", [], "POST", 405),
    ],
)
def test_what_is_no_request_for_a_stream_is_refused(
    target: str, headers: list[str], method: str, status: int
) -> None:
    with pytest.raises(Refused) as refusal:
        subscription(target, *headers, method=method)

    assert refusal.value.status == status


@given(st.binary(max_size=300))
@example(b"GET /live/r HTTP/1.1\r\n\xff: x")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        outcome: object = read_subscription(read_request(data)).room
    except Refused as refusal:
        outcome = refusal.status

    assert outcome in (400, 404, 405, 431) or outcome


@given(ROOMS, st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_what_a_stream_says_is_understood_when_it_comes_back(room: str, seq: int, counters: int) -> None:
    position = Position(max(seq, counters), min(seq, counters))

    assert subscription(f"/live/{room}", f"Last-Event-ID: {position}").position == position


@given(st.text(max_size=40))
def test_unreadable_position_is_none(text: str) -> None:
    position = Position.read(text)

    assert position is None or position.counters <= position.seq
