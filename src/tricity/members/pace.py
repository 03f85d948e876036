"""Limits for visitors who are not signed in, by address, with the counters of sign-in; no captcha."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tricity.accounts import throttle
from tricity.members.errors import TooMany


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_fast(request: HttpRequest, what: str) -> bool:
    """`what` (asking, looking up, trying links) was noted too often lately from this address."""
    address = address_of(request)
    return throttle.is_blocked(f"{what}:{address}", address)


def note(request: HttpRequest, what: str) -> None:
    address = address_of(request)
    throttle.note_failure(f"{what}:{address}", address)


def too_fast() -> TooMany:
    return TooMany(_("Too many attempts. Wait fifteen minutes and try again."))
