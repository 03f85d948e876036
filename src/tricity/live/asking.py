"""The hub's questions to the site: which events of a room came after a number."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from tricity.live import names
from tricity.live.errors import InvalidEvent, InvalidLine, SiteAway
from tricity.live.events import Tail, read_tail

PATIENCE_SECONDS = 10.0
LARGEST_BYTES = 16_000_000
MOST_AT_ONCE = 8

# (room, after, limit) → Tail, or None where there is no such room; raises SiteAway.
Ask = Callable[[str, int, int], Awaitable[Tail | None]]


def password(key: bytes) -> str:
    """What the hub shows to the site, and nobody else can."""
    return names.derived(key, "events").hex()


class Site:
    """The web process at `host:port`, asked over plain HTTP on this machine."""

    def __init__(self, address: str, key: bytes) -> None:
        host, _colon, port = address.rpartition(":")
        self._host, self._port, self._password = host.strip("[]"), int(port), password(key)
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    async def ask(self, room: str, after: int, limit: int) -> Tail | None:
        """See `Ask`."""
        async with self._turns:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    answer = await self._get(f"{names.EVENTS_PREFIX}{room}?after={after}&limit={limit}")
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                raise SiteAway(f"{type(error).__name__}: {error}") from error
        return _understood(answer)

    async def _get(self, target: str) -> bytes:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            head = f"GET {target} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {self._password}\r\n"
            writer.write(head.encode() + b"Connection: close\r\n\r\n")
            parts, size = [], 0
            while part := await reader.read(65536):
                parts.append(part)
                size += len(part)
                if size > LARGEST_BYTES:
                    raise SiteAway("the answer is too long")
            return b"".join(parts)
        finally:
            writer.close()


def _understood(answer: bytes) -> Tail | None:
    """The site states the length of what it answers, so that one cut short is known."""
    head, _empty, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    words = first.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    if status == HTTPStatus.NOT_FOUND:
        return None
    if status != HTTPStatus.OK:
        raise SiteAway(f"it answers {status}")
    fields = dict(line.lower().split(b":", 1) for line in lines if b":" in line)
    if fields.get(b"content-length", b"").strip() != b"%d" % len(body):
        raise SiteAway("the answer was cut short")
    try:
        return read_tail(body)
    except (InvalidLine, InvalidEvent) as error:
        raise SiteAway(str(error)) from error
