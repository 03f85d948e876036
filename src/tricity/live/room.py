"""A room as the hub holds it: who watches, what was sent last, how far each has got. Nothing here waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tricity.live import frames
from tricity.live.counters import Counters
from tricity.live.events import Event
from tricity.live.positions import Position
from tricity.live.ring import Ring
from tricity.live.wanted import Wanted

MOST_REPLAYED = 64


class Reader(Protocol):
    """A viewer as a room sees it. `write` is false where the viewer reads too slowly and was let go."""

    wanted: Wanted
    position: Position

    def write(self, data: bytes) -> bool: ...


@dataclass(slots=True)
class Group:
    """Viewers who want the same; `written_at` (seconds of the hub's clock) is when all of them last got something."""

    readers: set[Reader] = field(default_factory=set)
    written_at: float = 0.0


class Room:
    """`head` is the newest number known here; every event up to it was sent to those in `groups`."""

    def __init__(self, name: str, head: int, clock: Callable[[], float]) -> None:
        self.name, self.head = name, head
        self.ring, self.counters = Ring(head), Counters()
        self.groups: dict[Wanted, Group] = {}
        self._clock = clock
        # What was last replayed, for the many who come back at once from the same place.
        self._replayed: dict[tuple[Position, Wanted], bytes] = {}

    @property
    def position(self) -> Position:
        return Position(self.head, self.counters.reached(self.head))

    def join(self, reader: Reader) -> None:
        """Send what the reader lacks, which must not begin before `ring.start`, and everything from now on."""
        key = (reader.position, reader.wanted)
        lacking = self._replayed.get(key)
        if lacking is None:
            if len(self._replayed) >= MOST_REPLAYED:
                self._replayed.clear()
            lacking = self._replayed[key] = self._lacking(*key)
        reader.position = self.position
        if reader.write(lacking):
            self.groups.setdefault(reader.wanted, Group(written_at=self._clock())).readers.add(reader)

    def leave(self, reader: Reader) -> None:
        group = self.groups.get(reader.wanted)
        if group is not None:
            group.readers.discard(reader)
            if not group.readers:
                del self.groups[reader.wanted]

    def take(self, events: Sequence[Event], head: int) -> None:
        """Send events, oldest first, that bring the room to `head`. Those known already are left out."""
        new = [event for event in events if event.seq > self.head]
        self._replayed.clear()
        shown: list[tuple[Event, bytes]] = []
        for event in new:
            if event.is_counters:
                self.counters.put(event)
                continue
            frame = frames.of_event(event, Position(event.seq, self.counters.reached(event.seq)))
            self.ring.append(event, frame)
            shown.append((event, frame))
        self.head = max([self.head, head, *(event.seq for event in new)])
        for wanted, group in list(self.groups.items()):
            data = b"".join(frame for event, frame in shown if wanted.admits(event))
            if data:
                self._send(group, data)

    def flash(self, event: Event) -> None:
        """Send an event that leaves no trace."""
        frame = frames.of_flash(event)
        for wanted, group in list(self.groups.items()):
            if wanted.admits(event):
                self._send(group, frame)

    def flush(self) -> None:
        """Send the counters that changed."""
        self._replayed.clear()
        changed = self.counters.flush()
        for wanted, group in list(self.groups.items()):
            admitted = [event for event in changed if wanted.admits(event)]
            if admitted:
                self._send(group, frames.of_counters(admitted, self.position))

    def beat(self, silence: float) -> None:
        """Give a sign of life, and their position, to those who got nothing for `silence` seconds."""
        now = self._clock()
        for group in list(self.groups.values()):
            if now - group.written_at >= silence:
                self._send(group, frames.mark(self.position))

    def replay(self, readers: Iterable[Reader], events: Sequence[Event]) -> list[Reader]:
        """Send older events, of before `ring.start`, to those who lag; return who is still there.

        Counters among them are kept for `join`, which sends them all at once.
        """
        events = [event for event in events if event.seq <= self.head]
        for event in events:
            if event.is_counters:
                self.counters.absorb(event)
        made: dict[tuple[Position, Wanted], bytes] = {}
        left = []
        for reader in readers:
            key = (reader.position, reader.wanted)
            if key not in made:
                made[key] = self._older(*key, events)
            data = made[key]
            if not data or reader.write(data):
                left.append(reader)
        return left

    def _older(self, position: Position, wanted: Wanted, events: Iterable[Event]) -> bytes:
        return b"".join(
            frames.of_event(event, Position(event.seq, position.counters))
            for event in events
            if event.seq > position.seq and not event.is_counters and wanted.admits(event)
        )

    def _lacking(self, position: Position, wanted: Wanted) -> bytes:
        parts = []
        states = self.counters.since(position.counters, wanted)
        if states:  # first, since the events that follow say that their reader has them
            reached = min(position.seq, self.position.counters)
            parts.append(frames.of_counters(states, Position(position.seq, reached)))
        parts += [sent.frame for sent in self.ring.after(position.seq) if wanted.admits(sent.event)]
        return b"".join([*parts, frames.mark(self.position)])

    def _send(self, group: Group, data: bytes) -> None:
        group.written_at = self._clock()
        lost = [reader for reader in group.readers if not reader.write(data)]
        for reader in lost:
            self.leave(reader)
