"""Limits for visitors who are not signed in, by address; no captcha."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tricity.accounts import throttle
from tricity.members.errors import TooMany


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_fast(request: HttpRequest, what: str) -> bool:
    """`what` (asking, looking up, trying links) was noted too often lately from this address."""
    return throttle.is_used_up(what, address=address_of(request))


def note(request: HttpRequest, what: str) -> None:
    throttle.note(what, address=address_of(request))


def too_fast() -> TooMany:
    return TooMany(_("Too many attempts. Wait fifteen minutes and try again."))
