"""What all of `/api/` has in common: language, token, allowance, conditional requests, one shape of errors.

A session is not looked at: no cookie can make a program of somebody else's page write here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from tricity.api import problems, throttle
from tricity.api.actions import note_use
from tricity.api.languages import asked_language
from tricity.api.models import Scope, Token
from tricity.api.problems import Problem
from tricity.api.queries import token_of

START = "/api/"
READING = ("GET", "HEAD", "OPTIONS")
WRITING = ("POST", "PUT", "PATCH")
JSON = ("application/json", "application/merge-patch+json")
# Nothing here depends on cookies, so that pages of other sites may read what everybody may read.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def open_interface(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(START):
            return get_response(request)
        translation.activate(asked_language(request.headers.get("Accept-Language", "")))
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**CROSS_ORIGIN, **PREFLIGHT})
        allowance: throttle.Allowance | None = None
        try:
            token = _identify(request)
            allowance = _take(request, token)
            _check(request, token)
            response = _answer(request, get_response)
        except Problem as problem:
            response = problems.response(problem)
        return _finish(request, response, allowance)

    return middleware


def _identify(request: HttpRequest) -> Token | None:
    """The token of the request; its person becomes the user, otherwise a visitor is."""
    request.user = AnonymousUser()
    request.token = None  # type: ignore[attr-defined]
    given = request.headers.get("Authorization", "")
    if not given:
        return None
    kind, _space, secret = given.partition(" ")
    token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        _take(request, None)
        raise Problem(
            401,
            "invalid-token",
            _("This token is not valid here: it was revoked, has expired, or was not copied whole."),
            headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
        )
    request.user, request.token = token.user, token  # type: ignore[attr-defined]
    note_use(token)
    return token


def _take(request: HttpRequest, token: Token | None) -> throttle.Allowance:
    if token is not None:
        allowance = throttle.take(f"token {token.pk}", throttle.FOR_A_TOKEN)
    else:
        address = request.META.get("REMOTE_ADDR", "")
        allowance = throttle.take(f"address {address}", throttle.FOR_AN_ADDRESS)
    if allowance.is_spent:
        raise Problem(
            429,
            "rate-limited",
            _("You have asked too often. Wait %(seconds)d seconds.") % {"seconds": allowance.reset_seconds},
            headers={**allowance.headers(), "Retry-After": str(allowance.reset_seconds)},
        )
    return allowance


def _check(request: HttpRequest, token: Token | None) -> None:
    """Refuse what the token has no right to, before anything of the body is read."""
    if token is not None and request.method in READING:
        _require(token, Scope.READ)
    if request.method in WRITING:
        _require(token, _scope_of(request))
    if request.method in WRITING and _body(request) and request.content_type not in JSON:
        raise Problem(
            415,
            "unsupported-media-type",
            _("Send the body as JSON, with the content type “application/json”."),
        )


def _scope_of(request: HttpRequest) -> Scope:
    """Captions are sent by programs that should be able to do nothing else."""
    return Scope.WRITE_CAPTIONS if request.path_info.endswith("/captions") else Scope.WRITE_RECORDS


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise Problem(
            413, "too-large", _("The body of a request is too large. Send one record at a time.")
        ) from None


def _require(token: Token | None, scope: Scope) -> None:
    """Raises Problem 401 without a token, 403 where it lacks the right."""
    if token is None:
        raise Problem(
            401,
            "token-required",
            _("Only people with a token may do this: send it as “Authorization: Bearer …”."),
            headers={"WWW-Authenticate": f'Bearer scope="{scope.value}"'},
        )
    if scope.value not in token.scopes:
        raise Problem(
            403,
            "insufficient-scope",
            _("This token lacks the right “%(scope)s”.") % {"scope": scope.value},
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope.value}"'},
        )


def _answer(request: HttpRequest, get_response: GetResponse) -> HttpResponseBase:
    is_head = request.method == "HEAD"
    if is_head:
        request.method = "GET"
    response = get_response(request)
    if response.status_code >= 400 and response.headers.get("Content-Type") != problems.CONTENT_TYPE:
        allowed = sorted(filter(None, response.headers.get("Allow", "").split(", ")))
        headers = {"Allow": ", ".join(allowed)} if allowed else None
        response = problems.response(problems.of_status(response.status_code, headers))
    response = _conditional(request, response)
    if is_head:
        request.method = "HEAD"
        _without_content(response)
    return response


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Name the state of what is sent, and send nothing to who has it already."""
    version = getattr(request, "record_version", None)
    if response.status_code not in (200, 201) or not isinstance(response, HttpResponse):
        return response
    if request.method != "GET" and version is None:
        return response
    digest = hashlib.sha256(response.content).hexdigest()[:24]
    etag = f'"{digest}"' if version is None else f'"v{version}-{digest}"'
    response.headers["ETag"] = etag
    if request.method == "GET" and _has_it(request, etag):
        return HttpResponseNotModified(headers={"ETag": etag})
    return response


def _has_it(request: HttpRequest, etag: str) -> bool:
    """Whether the caller has this state already; what compression made weak counts as well (RFC 9110, 8.8.3.2)."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}


def _without_content(response: HttpResponseBase) -> None:
    if isinstance(response, HttpResponse):
        length = len(response.content)
        response.content = b""
        response.headers["Content-Length"] = str(length)


def _finish(
    request: HttpRequest, response: HttpResponseBase, allowance: throttle.Allowance | None
) -> HttpResponseBase:
    headers: dict[str, Any] = {**CROSS_ORIGIN, **(allowance.headers() if allowance else {})}
    for name, value in headers.items():
        response.headers[name] = value
    is_personal = bool(request.headers.get("Authorization"))
    fresh = "private, no-cache" if is_personal else "public, max-age=60"
    response.headers.setdefault("Cache-Control", fresh if response.status_code < 400 else "no-store")
    patch_vary_headers(response, ("Accept-Language", "Authorization"))
    return response
