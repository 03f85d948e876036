from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from tricity.site.first_run.opening import is_open

GetResponse = Callable[[HttpRequest], HttpResponse]
# What monitors and robots ask stays as it is on any site.
FREE = frozenset({"setup", "live", "ready", "healthz", "robots"})


def until_set_up(get_response: GetResponse) -> GetResponse:
    """Lead every request of an empty site to the page that sets it up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_open() or _is_free(request):
            return get_response(request)
        response = redirect("setup")
        add_never_cache_headers(response)
        return response

    return middleware


def _is_free(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in FREE
    except Resolver404:
        return False
