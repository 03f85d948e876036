"""Counters of a room (votes, reactions): only the latest state of each is kept, and sent at most once a second."""

from __future__ import annotations

from tricity.live.events import Event
from tricity.live.wanted import Wanted

# Above this many the one that changed longest ago is forgotten; pages have its state from when they were made.
MOST_KEYS = 10_000


class Counters:
    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], Event] = {}
        self._pending: dict[tuple[str, str], Event] = {}
        self._first_pending = 0

    def put(self, event: Event) -> None:
        """A new state, to be sent with the next `flush`."""
        if not self._pending:
            self._first_pending = event.seq
        self.absorb(event)
        self._pending[self._key(event)] = event

    def absorb(self, event: Event) -> None:
        """A state that only those get who were away when it was new."""
        key = self._key(event)
        known = self._latest.pop(key, event)
        self._latest[key] = known if known.seq > event.seq else event
        if len(self._latest) > MOST_KEYS:
            del self._latest[next(iter(self._latest))]

    @property
    def is_pending(self) -> bool:
        return bool(self._pending)

    def reached(self, head: int) -> int:
        """The number up to which every state was sent, in a room whose newest number is `head`."""
        return self._first_pending - 1 if self._pending else head

    def flush(self) -> list[Event]:
        """What changed since the last time, oldest first."""
        changed = sorted(self._pending.values(), key=lambda event: event.seq)
        self._pending.clear()
        return changed

    def since(self, seq: int, wanted: Wanted) -> list[Event]:
        """The latest states that are newer than `seq`, oldest first."""
        found = [event for event in self._latest.values() if event.seq > seq and wanted.admits(event)]
        return sorted(found, key=lambda event: event.seq)

    @staticmethod
    def _key(event: Event) -> tuple[str, str]:
        return (event.audience.value, event.key)
