"""A client for load on loopback that costs little: a general one takes as much of the machine as the site it asks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

BROKEN = (OSError, asyncio.IncompleteReadError, TimeoutError)  # what a request raises where no answer came


@dataclass
class Client:
    """Keeps at most `most` connections to one address open, and cookies of nobody."""

    address: str
    most: int = 100
    seconds: float = 60.0
    _idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.most)

    async def get(self, path: str, headers: Mapping[str, str]) -> int:
        return await self._ask("GET", path, headers, b"")

    async def post(self, path: str, data: Mapping[str, str], headers: Mapping[str, str]) -> int:
        given = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        return await self._ask("POST", path, given, urlencode(data).encode())

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status, once the whole answer is there. Raises one of BROKEN."""
        async with self._free, asyncio.timeout(self.seconds):
            place = urlsplit(self.address)
            reader, writer = self._kept() or await asyncio.open_connection(place.hostname, place.port)
            try:
                lines = [f"{method} {path} HTTP/1.1", f"Host: {place.netloc}", f"Content-Length: {len(body)}"]
                lines += [f"{name}: {value}" for name, value in headers.items()]
                writer.write("\r\n".join([*lines, "", ""]).encode() + body)
                status, is_kept = await _answer(reader)
            except BaseException:
                writer.close()
                raise
        if is_kept:
            self._idle.append((reader, writer))
        else:
            writer.close()
        return status

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The connection used last that the server has not closed."""
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return None


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """(status, whether the connection may be used again)."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    told = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    if told.get("transfer-encoding") == "chunked":
        while length := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            await reader.readexactly(length + 2)
        await reader.readexactly(2)
    else:
        await reader.readexactly(int(told.get("content-length", 0)))
    return int(first.split()[1]), told.get("connection", "").lower() != "close"
