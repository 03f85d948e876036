from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.live.streams import Page, Rows, caption, votes
from tricity.live import keeper as keeping
from tricity.live.errors import SiteAway
from tricity.live.events import Tail
from tricity.live.keeper import Keeper
from tricity.live.positions import Position


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(keeping, "BREATH_SECONDS", 0.0)
    monkeypatch.setattr(keeping, "PAUSE_AFTER_ERROR_SECONDS", 0.01)
    monkeypatch.setattr(keeping, "COUNTERS_SECONDS", 0.1)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


def running(rows: Rows, story: Callable[[Keeper], Coroutine[Any, Any, None]], ask: Any = None) -> list[str]:
    """Tell a story to a room that is kept; the names of the rooms that closed."""
    gone: list[str] = []

    async def told() -> None:
        keeper = Keeper("forum-2026", ask or rows.ask, gone.append)
        try:
            await story(keeper)
        finally:
            keeper.end()

    asyncio.run(told())
    return gone


def test_announced_rows_reach_those_who_watch() -> None:
    rows, page = Rows([caption(1), caption(2)]), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        rows.events += [caption(3), caption(4)]
        keeper.heard(4)
        await until(lambda: page.source.numbers)

    running(rows, story)

    assert page.source.numbers == [3, 4]


def test_lost_announcement_heals_by_itself() -> None:
    rows, page = Rows([caption(1)]), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        rows.events.append(caption(2))
        await until(lambda: page.source.numbers)

    running(rows, story)

    assert page.source.numbers == [2]


def test_room_opened_anew_replays_from_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PAGE", 4)
    rows = Rows([votes(each, each) if each % 5 == 0 else caption(each) for each in range(1, 31)])
    pages = [Page(Position(number, max(0, number - 3))) for number in (0, 11, 11, 28, 30)]

    async def story(keeper: Keeper) -> None:
        for page in pages:
            keeper.add(page)
        await until(lambda: all(page.source.last_id == "30.30" for page in pages))

    running(rows, story)

    for page, start in zip(pages, (0, 11, 11, 28, 30), strict=True):
        assert page.source.numbers == [each for each in range(start + 1, 31) if each % 5]
        assert page.source.shown[-1].data == {"of": {"poll:1": {"votes": 30}}}


def test_rows_that_come_during_a_replay_are_sent_once() -> None:
    rows, page = Rows([caption(each) for each in range(1, 6)]), Page(Position(2, 2))

    def and_another() -> None:
        if len(rows.events) < 9:
            rows.events.append(caption(rows.head + 1))

    async def story(keeper: Keeper) -> None:
        rows.before = and_another
        keeper.add(page)
        await until(lambda: page.source.last_id == "9.9")

    running(rows, story)

    assert page.source.numbers == list(range(3, 10))


def test_page_newer_than_the_hub_is_not_shown_its_own_rows_again() -> None:
    rows, page, first = Rows([caption(1)]), Page(Position(3, 3)), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(first)
        await until(lambda: first.source.last_id)
        rows.events += [caption(2), caption(3)]
        keeper.add(page)
        await until(lambda: page.source.last_id)
        rows.events.append(caption(4))
        keeper.heard(4)
        await until(lambda: page.source.numbers)

    running(rows, story)

    assert page.source.numbers == [4]


def test_position_the_site_does_not_have_starts_anew() -> None:
    rows, page = Rows([caption(1)]), Page(Position(900, 900))

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)

    running(rows, story)

    assert [(each.type, each.id) for each in page.source.shown] == [("reset", "1.1")]


def test_who_is_very_far_behind_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FURTHEST_BEHIND", 3)
    rows, page = Rows([caption(each) for each in range(1, 10)]), Page(Position(5, 5))

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)

    running(rows, story)

    assert [each.type for each in page.source.shown] == ["reset"]


def test_restored_site_lets_everybody_come_anew() -> None:
    rows, page = Rows([caption(1), caption(2)]), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        rows.events.pop()
        await until(lambda: page.is_closed)

    assert running(rows, story) == ["forum-2026"]


def test_counters_are_sent_once_a_second() -> None:
    rows, page = Rows([]), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        for number in range(1, 60):
            rows.events.append(votes(number, number))
            keeper.heard(number)
            await asyncio.sleep(0.005)
        await until(lambda: page.source.last_id == "59.59")

    running(rows, story)

    assert page.source.shown[-1].data == {"of": {"poll:1": {"votes": 59}}}
    assert len(page.source.shown) < 20


def test_site_that_is_away_is_asked_again() -> None:
    rows, page, times = Rows([caption(1)]), Page(), []

    async def ask(room: str, after: int, limit: int) -> Tail | None:
        times.append(after)
        if 1 < len(times) < 4:
            raise SiteAway("restarting")
        return rows.read(after, limit)

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        rows.events.append(caption(2))
        keeper.heard(2)
        await until(lambda: page.source.numbers)

    running(rows, story, ask)

    assert page.source.numbers == [2]


def test_viewers_come_back_where_the_room_cannot_be_opened() -> None:
    page = Page()

    async def ask(room: str, after: int, limit: int) -> Tail | None:
        raise SiteAway("restarting")

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.is_closed)

    assert running(Rows(), story, ask) == ["forum-2026"]


def test_unknown_room_is_refused() -> None:
    page = Page()

    async def ask(room: str, after: int, limit: int) -> Tail | None:
        return None

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.refused)

    assert running(Rows(), story, ask) == ["forum-2026"]
    assert page.refused == (404, "there is no such room")


def test_closed_room_wants_a_token() -> None:
    rows, visitor, guest = Rows([caption(1)], is_public=False), Page(), Page()
    guest.has_token = True

    async def story(keeper: Keeper) -> None:
        keeper.add(visitor)
        keeper.add(guest)
        await until(lambda: visitor.refused and guest.source.last_id)

    running(rows, story)

    assert visitor.refused == (403, "this room asks for a token")


def test_room_that_is_closed_to_the_public_lets_go_of_it() -> None:
    rows, visitor, guest = Rows([caption(1)]), Page(), Page()
    guest.has_token = True

    async def story(keeper: Keeper) -> None:
        keeper.add(visitor)
        keeper.add(guest)
        await until(lambda: visitor.source.last_id)
        rows.is_public = False
        await until(lambda: visitor.is_closed)

    running(rows, story)

    assert not guest.is_closed


def test_room_without_viewers_is_empty() -> None:
    rows, page = Rows([caption(1)]), Page()

    async def story(keeper: Keeper) -> None:
        keeper.add(page)
        await until(lambda: page.source.last_id)
        assert not keeper.is_empty
        keeper.remove(page)
        assert keeper.is_empty

    running(rows, story)
