"""Errors a person can cause, and the pages that show them.

TricityError            shown to the person, in the person's language
├── Refused             403: the person may not do this
├── Conflict            409: somebody else changed it meanwhile
└── BadInput            422: what was given cannot be accepted
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tricity.web import busy


class TricityError(Exception):
    """An error with a translated message that may be shown to the person who caused it."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Refused(TricityError):
    status = HTTPStatus.FORBIDDEN


class Conflict(TricityError):
    status = HTTPStatus.CONFLICT


class BadInput(TricityError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY


def _page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    return render(
        request, "web/error.html", {"title": title, "message": message, "status": status}, status=status
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("This request cannot be read"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = (
        exception.message
        if isinstance(exception, TricityError)
        else _("Your account has no right to this page.")
    )
    return _page(request, 403, _("Not allowed"), message)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("Nothing here"),
        _("There is no page at this address. It may have been withdrawn or moved."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("This form is too old"),
        _("Reload the page and send the form again. Cookies of this site must be allowed."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """An error of ours; a write that waited too long for its turn is none, and gets a page of its own."""
    if busy.is_busy(busy.current_error()):
        return busy.busy_page(request)
    return _page(
        request,
        500,
        _("Something went wrong"),
        _("The error has been noted. Nothing you sent was half-saved."),
    )


def from_tricity_error(request: HttpRequest, error: TricityError) -> HttpResponse:
    """The page for an error no view showed in its form."""
    return _page(request, int(error.status), _("This cannot be done"), error.message)
