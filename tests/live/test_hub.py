"""The hub in this process, its viewers on pairs of sockets."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.live.streams import EventSource, Rows, caption
from tricity.live import hub as hubs
from tricity.live import viewer as viewers
from tricity.live.events import Event, to_line
from tricity.live.hub import Hub, Limits

ASK = b"GET /live/forum-2026?after=0 HTTP/1.1\r\n\r\n"


class Street:
    """Where viewers come from."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._sockets: list[socket.socket] = []

    def visit(self, begun: bytes = ASK) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._sockets.append(ours)
        self.hub.enter(theirs, begun)
        return ours

    async def read(self, visitor: socket.socket) -> bytes:
        """Until there is something, or the end."""
        async with asyncio.timeout(10):
            return await asyncio.get_running_loop().sock_recv(visitor, 65536)

    async def read_to_end(self, visitor: socket.socket) -> bytes:
        parts = []
        while part := await self.read(visitor):
            parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        for each in self._sockets:
            each.close()


def happens(rows: Rows, story: Callable[[Street], Coroutine[Any, Any, None]], **limits: int) -> None:
    async def told() -> None:
        hub = Hub(rows.ask, Limits(**limits))
        street = Street(hub)
        try:
            await story(street)
        finally:
            hub.end()
            await asyncio.sleep(0.01)
            street.close()

    asyncio.run(told())


def test_viewer_gets_a_stream_of_events() -> None:
    async def story(street: Street) -> None:
        answer = await street.read(street.visit())
        head, _empty, stream = answer.partition(b"\r\n\r\n")
        source = EventSource()
        source.feed(stream)

        assert head.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream")
        assert source.numbers == [1]
        assert stream.startswith(b"retry: ")

    happens(Rows([caption(1)]), story)


def test_something_fleeting_is_shown_to_the_room() -> None:
    async def story(street: Street) -> None:
        visitor = street.visit(ASK.replace(b"?after=0", b""))
        await street.read(visitor)
        event = json.loads(to_line(Event(0, 5, "interim", {"text": "안"})))

        street.hub.told(json.dumps({"room": "forum-2026", "event": event}).encode())

        assert b"event: interim" in await street.read(visitor)

    happens(Rows([caption(1)]), story)


@pytest.mark.parametrize(
    "message",
    [b"{", b"[]", b'{"room": "forum-2026"}', b'{"room": "forum-2026", "event": {}}', b'{"room": []}'],
)
def test_message_that_cannot_be_read_harms_nobody(message: bytes) -> None:
    async def story(street: Street) -> None:
        visitor = street.visit()
        await street.read(visitor)

        street.hub.told(message)

        assert street.hub.figures()["viewers"] == 1

    happens(Rows([caption(1)]), story)


def test_request_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewers, "REQUEST_SECONDS", 0.05)

    async def story(street: Street) -> None:
        assert await street.read_to_end(street.visit(b"GET /live/forum-2026 HTTP/1.1\r\nX: ")) == b""
        assert street.hub.figures()["viewers"] == 0

    happens(Rows([]), story)


def test_request_that_is_too_long_is_refused() -> None:
    async def story(street: Street) -> None:
        visitor = street.visit(b"GET /live/forum-2026 HTTP/1.1\r\n")
        visitor.send(b"X: " + b"a" * 9000)

        assert (await street.read_to_end(visitor)).startswith(b"HTTP/1.1 431 ")

    happens(Rows([]), story)


def test_viewer_who_talks_on_is_let_go() -> None:
    async def story(street: Street) -> None:
        visitor = street.visit()
        await street.read(visitor)
        visitor.send(b"x" * 5000)

        assert await street.read_to_end(visitor) == b""

    happens(Rows([caption(1)]), story)


def test_viewer_who_does_not_read_is_let_go_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewers, "MOST_WAITING_BYTES", 20_000)
    rows = Rows([caption(1)])

    async def story(street: Street) -> None:
        slow, quick = street.visit(), street.visit()
        await street.read(slow)
        source = EventSource()
        source.feed((await street.read(quick)).partition(b"\r\n\r\n")[2])
        while not street.hub.figures()["too_slow"]:
            rows.events.append(Event(rows.head + 1, 1, "caption", {"text": "字" * 3000}))
            street.hub.told(json.dumps({"room": "forum-2026", "seq": rows.head}).encode())
            while len(source.numbers) < rows.head:
                source.feed(await street.read(quick))

        assert street.hub.figures()["viewers"] == 1
        assert source.numbers == list(range(1, rows.head + 1))

    happens(rows, story)


def test_full_hub_says_so() -> None:
    async def story(street: Street) -> None:
        await street.read(street.visit())

        assert (await street.read_to_end(street.visit())).startswith(b"HTTP/1.1 503 ")

    happens(Rows([]), story, viewers=1)


def test_rooms_are_limited_too() -> None:
    async def story(street: Street) -> None:
        await street.read(street.visit())

        other = street.visit(b"GET /live/another HTTP/1.1\r\n\r\n")
        assert (await street.read_to_end(other)).startswith(b"HTTP/1.1 503 ")

    happens(Rows([]), story, rooms=1)


def test_proxy_says_who_asks_and_each_has_an_own_share() -> None:
    async def story(street: Street) -> None:
        def ask(address: str) -> bytes:
            return ASK.replace(b"\r\n\r\n", f"\r\nX-Forwarded-For: {address}\r\n\r\n".encode())

        first = await street.read(street.visit(ask("192.0.2.1")))
        again = await street.read(street.visit(ask("192.0.2.1")))
        other = await street.read(street.visit(ask("192.0.2.2")))

        assert [answer[9:12] for answer in (first, again, other)] == [b"200", b"503", b"200"]

    happens(Rows([caption(1)]), story, per_address=1)


def test_silent_stream_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "HEARTBEAT_SECONDS", 0)

    async def story(street: Street) -> None:
        visitor = street.visit()
        await street.read(visitor)
        street.hub.look_after_rooms()

        assert await street.read(visitor) == b"id: 1.1\n\n"

    happens(Rows([caption(1)]), story)


def test_room_nobody_watches_is_closed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(street: Street) -> None:
        visitor = street.visit()
        await street.read(visitor)
        visitor.close()
        while street.hub.figures()["viewers"]:
            await asyncio.sleep(0.005)
        street.hub.look_after_rooms()
        assert street.hub.figures()["rooms"] == 1

        monkeypatch.setattr(hubs, "EMPTY_ROOM_SECONDS", 0)
        street.hub.look_after_rooms()
        assert street.hub.figures()["rooms"] == 0

    happens(Rows([caption(1)]), story)
