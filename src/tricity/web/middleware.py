from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from tricity.language import bcp47

GetResponse = Callable[[HttpRequest], HttpResponse]


def permissions_policy(get_response: GetResponse) -> GetResponse:
    """Ask the browser for nothing the pages do not use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def content_language(get_response: GetResponse) -> GetResponse:
    """State the page's language in BCP 47 case, and tell caches that htmx requests get another body."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Language"] = bcp47(get_language() or "en")
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary", ""), "HX-Request"]))
        return response

    return middleware
