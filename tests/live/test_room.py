from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.live.streams import Page, Shown, caption, votes
from tricity.live.events import Audience, Event
from tricity.live.positions import Position
from tricity.live.ring import Ring, Sent
from tricity.live.room import Room
from tricity.live.wanted import Wanted

KOREAN = Wanted(frozenset({"ko"}))
MODERATOR = Wanted(roles=frozenset({"moderators"}))


def room(head: int = 0) -> Room:
    return Room("forum-2026", head, lambda: 0.0)


def test_everybody_gets_what_is_new_once_and_in_order() -> None:
    hall, pages = room(), [Page(), Page()]
    for page in pages:
        hall.join(page)

    hall.take([caption(1), caption(2)], 2)
    hall.take([caption(2), caption(3)], 3)

    assert [page.source.numbers for page in pages] == [[1, 2, 3], [1, 2, 3]]
    assert pages[0].source.shown[2] == Shown(
        "caption", {"seq": 3, "at_ms": 3000, "language": None, "data": {"text": "line 3"}}, "3.3"
    )


def test_viewer_gets_own_languages_and_what_has_none() -> None:
    hall, page = room(), Page(wanted=KOREAN)
    hall.join(page)

    hall.take([caption(1, "ja"), caption(2, "ko"), caption(3, "KO"), caption(4)], 4)

    assert page.source.numbers == [2, 3, 4]


def test_only_the_audience_sees_what_is_for_it() -> None:
    hall, visitor, moderator = room(), Page(), Page(wanted=MODERATOR)
    hall.join(visitor)
    hall.join(moderator)

    hall.take([caption(1, audience=Audience.MODERATORS), caption(2, audience=Audience.SPEAKERS)], 2)
    hall.take([votes(3, 5, audience=Audience.MODERATORS)], 3)
    hall.flush()

    assert visitor.source.shown == []
    assert [each.type for each in moderator.source.shown] == ["caption", "counters"]


def test_who_comes_back_gets_what_was_missed() -> None:
    hall = room()
    hall.take([caption(number) for number in range(1, 6)], 5)

    page = Page(Position(3, 3))
    hall.join(page)

    assert page.source.numbers == [4, 5]
    assert page.source.last_id == "5.5"


def test_who_got_nothing_in_own_language_still_moves_on() -> None:
    hall, page = room(), Page(wanted=KOREAN)
    hall.join(page)
    hall.take([caption(1, "ja")], 1)

    hall.beat(silence=0)

    assert (page.source.shown, page.source.last_id) == ([], "1.1")


def test_slow_viewer_is_let_go_and_nobody_else() -> None:
    hall, slow, quick = room(), Page(capacity=200), Page()
    hall.join(slow)
    hall.join(quick)

    for number in range(1, 10):
        hall.take([caption(number)], number)

    assert slow.is_closed
    assert quick.source.numbers == list(range(1, 10))
    assert [len(group.readers) for group in hall.groups.values()] == [1]


def test_counters_go_out_together_with_their_latest_state() -> None:
    hall, page = room(), Page()
    hall.join(page)

    hall.take([votes(1, 1), votes(2, 2), votes(3, 7, key="question:4")], 3)
    assert page.source.shown == []
    hall.flush()

    assert page.source.shown == [
        Shown("counters", {"of": {"poll:1": {"votes": 2}, "question:4": {"votes": 7}}}, "3.3")
    ]


def test_counters_not_yet_sent_are_not_lost_to_who_drops_before_them() -> None:
    hall, page = room(), Page()
    hall.join(page)
    hall.take([votes(1, 1), caption(2)], 2)
    hall.leave(page)
    hall.flush()
    assert page.source.last_id == "2.0"

    again = Page(Position.read(page.source.last_id))
    hall.join(again)

    assert [each.data for each in again.source.shown] == [{"of": {"poll:1": {"votes": 1}}}]
    assert again.source.last_id == "2.2"


def test_what_passes_is_not_shown_again() -> None:
    hall, page, late = room(), Page(), Page(Position(0, 0))
    hall.join(page)

    hall.flash(Event(0, 1, "interim", {"text": "안"}))
    hall.join(late)

    assert [each.data["data"] for each in page.source.shown] == [{"text": "안"}]
    assert late.source.shown == []
    assert page.source.last_id == "0.0"


def test_older_rows_are_replayed_to_who_lags() -> None:
    hall = room(head=10)
    lagging, korean = Page(Position(6, 4)), Page(Position(6, 4), KOREAN)

    older = [votes(5, 3), caption(6), caption(7, "ja"), votes(8, 4), caption(9, "ko"), caption(11)]
    left = hall.replay([lagging, korean], older)
    for page in left:
        page.position = Position(10, page.position.counters)
        hall.join(page)

    assert lagging.source.numbers == [7, 9]
    assert korean.source.numbers == [9]
    assert lagging.source.shown[-1].data == {"of": {"poll:1": {"votes": 4}}}


def test_ring_keeps_the_newest_and_says_where_it_begins() -> None:
    ring = Ring(5, most_events=2)

    for number in (6, 7, 9):
        ring.append(caption(number), b"x")

    assert ring.start == 6
    assert [sent.event.seq for sent in ring.after(6)] == [7, 9]
    assert [sent.event.seq for sent in ring.after(8)] == [9]


def test_ring_is_bounded_in_bytes_but_keeps_the_last() -> None:
    ring = Ring(0, most_bytes=10)

    ring.append(caption(1), b"x" * 6)
    ring.append(caption(2), b"x" * 60)

    assert (ring.start, ring.after(1)) == (1, [Sent(replace(caption(2), data={}), b"x" * 60)])


@given(
    st.lists(st.tuples(st.sampled_from(["caption", "votes", "flush", "drop"]), st.booleans()), max_size=60),
)
def test_however_often_one_drops_nothing_is_lost_or_doubled(steps: list[tuple[str, bool]]) -> None:
    hall, page = room(), Page()
    hall.join(page)
    captions, latest, seq = [], {}, 0
    for step, which in steps:
        if step == "drop":
            hall.leave(page)
            source = page.source
            source.connection_lost()
            page = Page(Position.read(source.last_id))
            page.source = source
            hall.join(page)
        elif step == "flush":
            hall.flush()
        else:
            seq += 1
            key = f"poll:{which}"
            event = caption(seq) if step == "caption" else votes(seq, seq, key=key)
            captions += [seq] if step == "caption" else []
            latest |= {key: {"votes": seq}} if step == "votes" else {}
            hall.take([event], seq)
    hall.flush()

    seen: dict[str, object] = {}
    for each in page.source.shown:
        seen |= each.data.get("of", {})
    assert page.source.numbers == captions
    assert seen == latest
