"""What happens in a room, as the site hands it to the hub: a value, and its line of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tricity.live.errors import InvalidEvent, InvalidLine

COUNTERS = "counters"
_TYPE = re.compile(r"[a-z][a-z0-9-]{0,31}\Z")


class Audience(StrEnum):
    """Who may see an event: everybody in the room, or those whose token holds the role of the same name."""

    ALL = "all"
    MODERATORS = "moderators"
    SPEAKERS = "speakers"
    INTERPRETERS = "interpreters"


@dataclass(frozen=True, slots=True)
class Event:
    """One moment of a room. `seq` counts without gaps in the room, `at_ms` is milliseconds of UTC.

    `language` names the language of a text that only its readers get (a caption, a rendering); None goes to everybody.
    `data` is what the page gets, JSON. An event of type `counters` holds the whole present state of the thing that
    `key` names (a poll, a question): the hub sends only the latest of them, at most once a second.
    """

    seq: int
    at_ms: int
    type: str
    data: Mapping[str, Any]
    audience: Audience = Audience.ALL
    language: str | None = None
    key: str = ""

    def __post_init__(self) -> None:
        if not _TYPE.match(self.type):
            raise InvalidEvent(
                f"type is {self.type!r}; expected small letters, digits and hyphens, at most 32"
            )
        if self.seq < 0 or self.at_ms < 0:
            raise InvalidEvent(f"seq and at_ms are {self.seq} and {self.at_ms}; expected numbers from 0")

    @property
    def is_counters(self) -> bool:
        return self.type == COUNTERS


@dataclass(frozen=True, slots=True)
class Tail:
    """The newest number given out in a room, and the events asked for, oldest first.

    Read `head` BEFORE the events: what is stored between the two is then sent once more rather than never.
    `is_public`: anybody may watch; else the hub asks for a token (`tokens.make`).
    """

    head: int
    events: Sequence[Event] = ()
    is_public: bool = False


def to_line(event: Event) -> bytes:
    """One line of JSON, without its end."""
    fields = {
        "seq": event.seq,
        "at_ms": event.at_ms,
        "type": event.type,
        "audience": event.audience.value,
        "language": event.language,
        "data": event.data,
        **({"key": event.key} if event.key else {}),
    }
    return _json(fields)


def from_line(line: bytes) -> Event:
    """Raises InvalidLine or InvalidEvent."""
    return from_fields(_object(line))


def from_fields(fields: Mapping[str, Any]) -> Event:
    """Raises InvalidLine or InvalidEvent."""
    try:
        return Event(
            seq=int(fields["seq"]),
            at_ms=int(fields["at_ms"]),
            type=str(fields["type"]),
            data=fields.get("data") or {},
            audience=Audience(fields.get("audience") or "all"),
            language=fields.get("language") or None,
            key=str(fields.get("key") or ""),
        )
    except InvalidEvent:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidLine(f"not an event: {error}") from error


def tail_lines(tail: Tail) -> Iterable[bytes]:
    """The answer to the hub: a line about the room, then one per event."""
    yield _json({"head": tail.head, "is_public": tail.is_public})
    yield from map(to_line, tail.events)


def read_tail(body: bytes) -> Tail:
    """Read what `tail_lines` wrote. Raises InvalidLine or InvalidEvent."""
    first, *rest = body.split(b"\n")
    about = _object(first)
    head = about.get("head")
    if not isinstance(head, int):
        raise InvalidLine("head is missing")
    events = tuple(from_line(line) for line in rest if line)
    return Tail(head=head, events=events, is_public=bool(about.get("is_public")))


def _object(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise InvalidLine(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise InvalidLine("not a JSON object")
    return fields


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()
