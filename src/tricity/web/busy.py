"""A write that did not get its turn at the database: said as that, with everything the person typed."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS: Final = 5
_SQLITE: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")
# PostgreSQL: serialization failure, deadlock, lock not available, too many connections, cannot connect now.
_STATES: Final = frozenset({"40001", "40P01", "55P03", "53300", "57P03"})
# What must never be sent back to a browser: fields with such a word in their name, or of just such a name.
_SECRET: Final = ("password", "secret", "credential")
_SECRET_NAMES: Final = frozenset({"code", "token"})
_OWN: Final = "csrfmiddlewaretoken"


def is_busy(error: BaseException | None) -> bool:
    """Whether an error says that others held the database for too long, and the same may go well in a moment."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if str(getattr(cause, "sqlite_errorname", "")).startswith(_SQLITE):
        return True
    return getattr(cause, "sqlstate", None) in _STATES


def busy_page(request: HttpRequest) -> HttpResponse:
    """The page that offers to send the same again."""
    typed = _typed(request)
    context = {"typed": typed, "address": request.get_full_path(), "was_sent": request.method == "POST"}
    page = render(request, "web/busy.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    page.headers["Retry-After"] = str(RETRY_SECONDS)
    return page


def current_error() -> BaseException | None:
    """What Django is handling when it asks for the page of an error."""
    return sys.exc_info()[1]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of the form, in its order; nothing where files or secrets were among them."""
    if request.method != "POST" or request.FILES:
        return []
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != _OWN]
    return [] if any(_is_secret(name) for name, _value in sent) else sent


def _is_secret(name: str) -> bool:
    return name in _SECRET_NAMES or any(word in name.casefold() for word in _SECRET)
