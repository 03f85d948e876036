"""Two sites for `live.py`, both in uvicorn: one with our hub beside it, one that streams as Django does it.

`python benchmarks/live_sites.py hub|django PORT`; `GET /publish` makes an event, `GET /flash` one that leaves no trace.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import uvicorn

from tricity.live import Event, Tail, announce, flash, frames, sources
from tricity.live.descriptors import allow_many
from tricity.live.positions import Position

ROOM = "bench"
ROWS: list[Event] = []
QUEUES: set[asyncio.Queue[bytes]] = set()


def new_event() -> Event:
    """Some 300 bytes as a frame."""
    seq = len(ROWS) + 1
    text = "字幕の一行、이것은 자막 한 줄입니다，这是一行字幕。" * 3
    return Event(
        seq, time.time_ns() // 1_000_000, "caption", {"t": time.time_ns() // 1000, "text": text[:64]}
    )


async def hub_site(scope: Any, receive: Any, send: Any) -> None:
    event = new_event()
    if scope["path"] == "/publish":
        ROWS.append(event)
        announce(ROOM, event.seq)
    elif scope["path"] == "/flash":
        flash(ROOM, event)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"%d\n" % len(frames.of_event(event, Position(1, 1)))})


def read(room: str, after: int, limit: int) -> Tail:
    return Tail(len(ROWS), ROWS[after : after + limit], is_public=True)


def django_site() -> Any:
    import django
    from django.conf import settings
    from django.core.asgi import get_asgi_application
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
    from django.urls import path

    async def stream(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(lines(), content_type="text/event-stream")

    async def lines() -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        QUEUES.add(queue)
        try:
            yield b"retry: 1000\n\n"
            while True:
                yield await queue.get()
        finally:
            QUEUES.discard(queue)

    async def publish(request: HttpRequest) -> HttpResponse:
        event = new_event()
        ROWS.append(event)
        frame = frames.of_event(event, Position(event.seq, event.seq))
        for queue in QUEUES:
            queue.put_nowait(frame)
        return HttpResponse(b"")

    urls = [path("live/bench", stream), path("publish", publish)]
    settings.configure(
        ROOT_URLCONF=type("urls", (), {"urlpatterns": urls}),
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="x",
        MIDDLEWARE=[],
    )
    django.setup()
    return get_asgi_application()


def main(kind: str, port: int) -> None:
    allow_many()
    listener = socket.create_server(("127.0.0.1", port), backlog=4096)
    more: dict[str, Any] = {}
    if kind == "hub":
        os.environ["DJANGO_SETTINGS_MODULE"] = "tricity.site.settings"
        from tricity.site.live_events import answering_the_hub
        from tricity.site.protocol import HandsOverStreams

        sources.register("bench", read)
        application, more = answering_the_hub(hub_site), {"http": HandsOverStreams}
    else:
        application = django_site()
    config = uvicorn.Config(
        application, lifespan="off", log_level="error", access_log=False, backlog=4096, **more
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
