"""What a browser makes of a stream, and rooms that are made of lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tricity.live.events import Event, Tail
from tricity.live.positions import Position
from tricity.live.wanted import Wanted


@dataclass(frozen=True)
class Shown:
    """An event as a page gets it."""

    type: str
    data: dict[str, Any]
    id: str


@dataclass
class EventSource:
    """Reads a stream by the rules of WHATWG HTML 9.2.6; keeps the last id over a new connection."""

    shown: list[Shown] = field(default_factory=list)
    last_id: str = ""
    _rest: str = ""

    def feed(self, data: bytes) -> None:
        *blocks, self._rest = (self._rest + data.decode()).split("\n\n")
        for block in blocks:
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            self.last_id = fields.get("id", self.last_id)
            if "data" in fields:
                self.shown.append(
                    Shown(fields.get("event", "message"), json.loads(fields["data"]), self.last_id)
                )

    def connection_lost(self) -> None:
        """What was not finished is not shown."""
        self._rest = ""

    @property
    def numbers(self) -> list[int]:
        return [each.data["seq"] for each in self.shown if each.data.get("seq") is not None]


class Page:
    """A reader of a room without a network; `capacity` in bytes, None: as much as one likes."""

    def __init__(
        self, position: Position | None = None, wanted: Wanted | None = None, capacity: int | None = None
    ) -> None:
        self.wanted = wanted or Wanted()
        self.source = EventSource()
        self.has_position = position is not None
        self.position = position or Position(0, 0)
        self.read_to = self.position.counters
        self.has_token = False
        self.refused: tuple[int, str] | None = None
        self.is_closed = False
        self.taken = 0
        self._capacity = capacity

    def accept(self) -> None:
        pass

    def refuse(self, status: int, reason: str) -> None:
        self.refused = (status, reason)

    def close(self) -> None:
        self.is_closed = True

    def write(self, data: bytes) -> bool:
        if self._capacity is not None and self.taken + len(data) > self._capacity:
            self.is_closed = True
            return False
        self.taken += len(data)
        self.source.feed(data)
        return True


def caption(seq: int, language: str | None = None, **more: Any) -> Event:
    return Event(seq, seq * 1000, "caption", {"text": f"line {seq}"}, language=language, **more)


def votes(seq: int, number: int, key: str = "poll:1", **more: Any) -> Event:
    return Event(seq, seq * 1000, "counters", {"votes": number}, key=key, **more)


@dataclass
class Rows:
    """A room's rows as a site has them; `asked` is what the hub wanted to know."""

    events: list[Event] = field(default_factory=list)
    is_public: bool = True
    asked: list[tuple[int, int]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    @property
    def head(self) -> int:
        return max([0, *(event.seq for event in self.events)])

    def read(self, after: int, limit: int) -> Tail:
        self.before()
        self.asked.append((after, limit))
        found = [event for event in self.events if event.seq > after][:limit]
        return Tail(self.head, found, self.is_public)

    async def ask(self, room: str, after: int, limit: int) -> Tail | None:
        return self.read(after, limit)
