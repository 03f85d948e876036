from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import get_language

from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.web.chosen import default_language, offered_languages

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


def offered_language(get_response: GetResponse) -> GetResponse:
    """Show a page asked for in a language this site does not offer in the site's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.path_info.split("/", 2)[1]
        if asked in INTERFACE_LANGUAGES and request.method == "GET" and asked not in offered_languages():
            return redirect(translate_url(request.get_full_path(), default_language()))
        return get_response(request)

    return middleware
