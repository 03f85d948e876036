"""The last events of a room, ready to be sent again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from tricity.live.events import Event

MOST_EVENTS = 1000
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, and to whom it may go; of the event itself the data is left out, which is in the frame."""

    event: Event
    frame: bytes


class Ring:
    """Holds every event after `start`, up to what is newest; the oldest give way."""

    def __init__(self, start: int, *, most_events: int = MOST_EVENTS, most_bytes: int = MOST_BYTES) -> None:
        self.start = start
        self._sent: deque[Sent] = deque()
        self._bytes = 0
        self._most_events, self._most_bytes = most_events, most_bytes

    def append(self, event: Event, frame: bytes) -> None:
        self._sent.append(Sent(replace(event, data={}), frame))
        self._bytes += len(frame)
        while len(self._sent) > self._most_events or (self._bytes > self._most_bytes and len(self._sent) > 1):
            oldest = self._sent.popleft()
            self._bytes -= len(oldest.frame)
            self.start = oldest.event.seq

    def after(self, seq: int) -> list[Sent]:
        """Events with a greater number, oldest first; complete where `seq` is not below `start`."""
        found = []
        for sent in reversed(self._sent):
            if sent.event.seq <= seq:
                break
            found.append(sent)
        return found[::-1]
