"""What the hub asks the site, answered before Django's middleware: it knows no host name, session or language.

GET /live-events/<room>?after=<seq>&limit=<number>, with the password only the hub has; the answer is lines of JSON
(`live.events.tail_lines`), 404 for no such room, and 404 as well for anybody else.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import connections

from tricity.live import names, sources
from tricity.live.asking import password
from tricity.live.events import tail_lines

logger = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

MOST_EVENTS = 1000


def answering_the_hub(site: Application) -> Application:
    """The site, which also answers its live hub."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(names.EVENTS_PREFIX):
            await _answer(scope, send)
        else:
            await site(scope, receive, send)

    return application


async def _answer(scope: Scope, send: Send) -> None:
    status, body = 404, b""
    room = scope["path"].removeprefix(names.EVENTS_PREFIX)
    if _is_the_hub(scope) and names.is_room(room):
        async with ThreadSensitiveContext():
            status, body = await sync_to_async(_read)(room, scope["query_string"])
    headers = [(b"content-type", b"application/x-ndjson"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _is_the_hub(scope: Scope) -> bool:
    key = names.key()
    shown = dict(scope["headers"]).get(b"authorization", b"")
    return key is not None and hmac.compare_digest(shown, b"Bearer " + password(key).encode())


def _read(room: str, query: bytes) -> tuple[int, bytes]:
    fields = parse_qs(query.decode("ascii", "replace"))
    after, limit = _number(fields, "after"), min(_number(fields, "limit"), MOST_EVENTS)
    try:
        tail = sources.read(room, after, limit)
    except Exception:  # the hub asks again soon
        logger.exception("the events of a room cannot be read")
        return 500, b""
    finally:
        connections.close_all()  # this thread ends with the answer
    return (404, b"") if tail is None else (200, b"\n".join(tail_lines(tail)))


def _number(fields: dict[str, list[str]], name: str) -> int:
    text = fields.get(name, ["0"])[-1]
    return int(text) if text.isdecimal() and len(text) < 19 else 0
