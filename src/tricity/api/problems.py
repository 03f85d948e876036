"""Errors of the interface in one shape (RFC 9457), in the caller's language.

`code` is for programs and never changes; `detail` is for people. `errors` say which field of the body (`pointer`) or
which parameter is wrong, and why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"
TYPE = "urn:tricity:problem:"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong: in the body at a JSON pointer, or in a parameter of the address."""

    code: str
    message: str
    pointer: str = ""
    parameter: str = ""

    def as_dict(self) -> dict[str, str]:
        place = {"pointer": self.pointer} if self.pointer else {"parameter": self.parameter}
        return {**place, "code": self.code, "message": self.message}


@dataclass
class Problem(Exception):
    """Stops a request with an answer the caller can act on. `detail` is in the caller's language."""

    status: int
    code: str
    detail: str
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def response(problem: Problem) -> HttpResponse:
    body: dict[str, Any] = {
        "type": TYPE + problem.code,
        "title": title(problem.status),
        "status": int(problem.status),
        "code": problem.code,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = [each.as_dict() for each in problem.errors]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        content_type=CONTENT_TYPE,
        status=int(problem.status),
        headers=dict(problem.headers),
    )


def not_found() -> Problem:
    return Problem(404, "not-found", _("There is nothing here, or you may not read it."))


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem for an answer that came without one: no such address, wrong method, an error of ours."""
    details = {
        400: ("bad-request", _("The request cannot be read.")),
        403: ("forbidden", _("You have no right to this.")),
        404: ("not-found", _("There is nothing here, or you may not read it.")),
        405: (
            "method-not-allowed",
            _("This address does not take this method; “Allow” names those it takes."),
        ),
        503: ("busy", _("Others are saving just now. Try again in a few seconds.")),
    }
    unknown = ("server-error", _("The error has been noted. Nothing you sent was half-saved."))
    code, detail = details.get(status, unknown if status >= 500 else ("refused", title(status)))
    return Problem(status, code, detail, headers=headers or {})


def title(status: int) -> str:
    """The kind of problem, in the active language."""
    titles = {
        400: _("This request cannot be read"),
        401: _("A token is needed"),
        403: _("Not allowed"),
        404: _("Nothing here"),
        405: _("This method is not offered here"),
        409: _("This cannot be done"),
        410: _("This record is gone"),
        412: _("Changed meanwhile"),
        413: _("This is too large"),
        415: _("This kind of content is not read"),
        422: _("This cannot be accepted"),
        428: _("Say which version you change"),
        429: _("Too many requests"),
        503: _("Not ready yet"),
    }
    return titles.get(status) or (_("Something went wrong") if status >= 500 else HTTPStatus(status).phrase)
