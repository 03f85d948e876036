"""Who reads the events of a room for the hub; the apps that store them register here when they are set up."""

from __future__ import annotations

from collections.abc import Callable

from tricity.live.events import Tail

# (room, after, limit) → the events with a greater number than `after`, oldest first, at most `limit` of them (0: only
# the head is asked for); None where the room is not one of the source's. It runs in a web process, not in the hub.
Source = Callable[[str, int, int], Tail | None]

_SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Have the hub's questions answered by `source` too; registering a name again replaces it."""
    _SOURCES[name] = source


def unregister(name: str) -> None:
    _SOURCES.pop(name, None)


def read(room: str, after: int, limit: int) -> Tail | None:
    """The answer of the first source that knows the room, in the order of registration; None where none does."""
    for source in _SOURCES.values():
        tail = source(room, after, limit)
        if tail is not None:
            return tail
    return None
