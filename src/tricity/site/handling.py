"""How one process of the web server works through requests: few at a time, on threads that keep their connections."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tricity.site.turns import Turns

# More would only take each other's processor: pages are made in Python.
AT_ONCE: Final = 4
# Threads that wait for the next request with their connection to the database, which costs 3 ms to open.
IDLE: Final = 4
# What takes no time, and must be answered however long the queue is.
_AT_ONCE_FREE: Final = ("/health/", settings.STATIC_URL)


class SiteHandler(ASGIHandler):
    """Django's own, but for the queue and the threads. A request is read before it waits and sent after its turn, so
    that slow connections hold up nobody.
    """

    def __init__(self) -> None:
        super().__init__()
        self._turns = Turns(AT_ONCE)
        self._idle: list[ThreadPoolExecutor] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            raise ValueError(f"This server answers HTTP alone, not {scope['type']}.")
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1, "request")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            self._put_back(thread)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(_AT_ONCE_FREE):
            return await super().run_get_response(request)
        async with self._turns:
            return await super().run_get_response(request)

    def _put_back(self, thread: ThreadPoolExecutor) -> None:
        """Keep the thread for the next request once it is free: work whose client went away may still hold it."""
        loop = asyncio.get_running_loop()
        thread.submit(_nothing).add_done_callback(lambda _done: loop.call_soon_threadsafe(self._keep, thread))

    def _keep(self, thread: ThreadPoolExecutor) -> None:
        if len(self._idle) < IDLE:
            self._idle.append(thread)
        else:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)


def _nothing() -> None:
    pass
