"""Events as the bytes of a server-sent-event stream (WHATWG HTML, section 9.2). Each is made once for all its readers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from tricity.live.events import Event
from tricity.live.positions import Position

# Browsers come back after a time of their own within this span, so that ten thousand do not come in one instant.
RETRY_MS = (500, 3500)
# No length: the stream ends with the connection. X-Accel-Buffering keeps nginx from collecting it.
OPENING = (
    b"HTTP/1.1 200 OK\r\n"
    b"Content-Type: text/event-stream; charset=utf-8\r\n"
    b"Cache-Control: no-store, no-transform\r\n"
    b"X-Accel-Buffering: no\r\n"
    b"X-Content-Type-Options: nosniff\r\n"
    b"Connection: close\r\n\r\n"
)


def opening() -> bytes:
    """Head of the answer and the time after which the browser tries again."""
    return OPENING + b"retry: %d\n\n" % random.randint(*RETRY_MS)  # noqa: S311  # spreads a crowd, hides nothing


def of_event(event: Event, position: Position) -> bytes:
    """An event that moves its reader to `position`."""
    return _frame(event.type, _shown(event), position)


def of_flash(event: Event) -> bytes:
    """An event that moves nobody: it is not shown again."""
    return _frame(event.type, {**_shown(event), "seq": None}, None)


def of_counters(events: Iterable[Event], position: Position) -> bytes:
    """The present state of several things at once, by their keys."""
    return _frame("counters", {"of": {event.key: event.data for event in events}}, position)


def mark(position: Position) -> bytes:
    """Moves its reader to `position` without showing anything: a page gets no event without data, but keeps the id.

    It is also what is sent in silence, so that proxies and phones see that the stream lives.
    """
    return b"id: %s\n\n" % str(position).encode()


def reset(position: Position) -> bytes:
    """What was missed cannot be replayed: the page should read itself anew."""
    return _frame("reset", {}, position)


TOKEN_EXPIRED = b"event: token-expired\ndata: {}\n\n"


def refusal(status: int, reason: str) -> bytes:
    """A whole answer that is no stream; a browser does not try again by itself after one."""
    body = reason.encode() + b"\n"
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n"
        + ("Allow: GET\r\n" if status == HTTPStatus.METHOD_NOT_ALLOWED else "")
        + ("Retry-After: 10\r\n" if status == HTTPStatus.SERVICE_UNAVAILABLE else "")
    )
    return head.encode() + b"\r\n" + body


def _shown(event: Event) -> dict[str, Any]:
    return {"seq": event.seq, "at_ms": event.at_ms, "language": event.language, "data": event.data}


def _frame(kind: str, data: Mapping[str, Any], position: Position | None) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))  # escapes every line break
    place = f"id: {position}\n" if position else ""
    return f"{place}event: {kind}\ndata: {text}\n\n".encode()
