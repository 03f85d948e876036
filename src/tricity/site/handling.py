"""How one process of the web server works through requests: few at a time, in the order they came."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tricity.site.turns import Turns

# More would only take each other's processor: pages are made in Python.
AT_ONCE: Final = 4
# What takes no time, and must be answered however long the queue is.
_FREE: Final = ("/health/", settings.STATIC_URL)


class SiteHandler(ASGIHandler):
    """Django's own, but for the queue. A request is read before it waits and sent after its turn, so that slow
    connections hold up nobody.
    """

    def __init__(self) -> None:
        super().__init__()
        self._turns = Turns(AT_ONCE)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(_FREE):
            return await super().run_get_response(request)
        async with self._turns:
            return await super().run_get_response(request)
