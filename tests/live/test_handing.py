from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tricity.live import handing
from tricity.live.handing import Handing


class Visitor:
    """A connection as the web process holds it: `theirs` is the browser's end."""

    def __init__(self) -> None:
        self.theirs, self._ours = socket.socketpair()
        self.theirs.settimeout(5)
        self.is_over = False

    def pause_reading(self) -> None:
        pass

    def get_extra_info(self, _name: str) -> socket.socket:
        return self._ours

    def is_closing(self) -> bool:
        return self.is_over

    def abort(self) -> None:
        self.is_over = True
        self._ours.close()

    def close(self) -> None:
        self.abort()
        self.theirs.close()


@pytest.fixture
def path() -> Iterator[Path]:
    with TemporaryDirectory(prefix="hub-") as folder:  # a path of a Unix socket may not be long
        yield Path(folder) / "hub"


def listening(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    hub = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    hub.bind(str(path))
    hub.listen()
    return hub


def given(
    path: Path, number: int, story: Callable[[Handing, list[Visitor]], Coroutine[Any, Any, None]]
) -> None:
    visitors = [Visitor() for _each in range(number)]

    async def told() -> None:
        handing = Handing(str(path))
        try:
            await story(handing, visitors)
        finally:
            handing.close()

    try:
        asyncio.run(told())
    finally:
        for visitor in visitors:
            visitor.close()


def taken(door: socket.socket) -> bytes:
    """What came with a connection, to which the hub says hello."""
    message, handed, _flags, _address = socket.recv_fds(door, 1000, 1)
    os.write(handed[0], b"hello")
    os.close(handed[0])
    return message


def test_connection_goes_to_the_hub_with_what_was_read(path: Path) -> None:
    async def story(handing: Handing, visitors: list[Visitor]) -> None:
        handing.hand_over(visitors[0], b"GET /live/")  # type: ignore[arg-type]

        with hub.accept()[0] as door:
            assert taken(door) == b"GET /live/"
        assert visitors[0].is_over
        assert visitors[0].theirs.recv(10) == b"hello"

    with listening(path) as hub:
        given(path, 1, story)


def test_everybody_waits_while_the_hub_is_busy(path: Path) -> None:
    async def story(handing: Handing, visitors: list[Visitor]) -> None:
        for number, visitor in enumerate(visitors):
            handing.hand_over(visitor, b"%d" % number)  # type: ignore[arg-type]
        assert not visitors[-1].is_over
        with hub.accept()[0] as door:
            door.setblocking(False)
            found: list[bytes] = []
            async with asyncio.timeout(20):
                while len(found) < len(visitors):
                    try:
                        found.append(taken(door))
                    except BlockingIOError:
                        await asyncio.sleep(0.001)
        assert found == [b"%d" % number for number in range(len(visitors))]

    with listening(path) as hub:
        given(path, 400, story)


def test_nobody_waits_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "PATIENCE_SECONDS", 0.1)

    async def story(handing: Handing, visitors: list[Visitor]) -> None:
        for visitor in visitors:
            handing.hand_over(visitor, b"x")  # type: ignore[arg-type]
        async with asyncio.timeout(20):
            while not all(visitor.is_over for visitor in visitors):
                await asyncio.sleep(0.01)

    with listening(path):
        given(path, 400, story)


def test_connection_ends_where_there_is_no_hub_and_works_with_the_next(path: Path) -> None:
    async def story(handing: Handing, visitors: list[Visitor]) -> None:
        handing.hand_over(visitors[0], b"1")  # type: ignore[arg-type]
        assert visitors[0].theirs.recv(10) == b""

        for visitor in visitors[1:]:
            with listening(path) as hub:
                handing.hand_over(visitor, b"2")  # type: ignore[arg-type]
                with hub.accept()[0] as door:
                    assert taken(door) == b"2"

    given(path, 3, story)
