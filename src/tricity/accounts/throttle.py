"""Slow down guessing of passwords and codes, without a captcha.

The counters live in the database: they hold across restarts and for all processes that serve the site.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import Attempts

FAILURES_ALLOWED = 8
FAILURES_ALLOWED_PER_ADDRESS = 4 * FAILURES_ALLOWED
WINDOW_SECONDS = 15 * 60


class TooManyAttempts(ValidationError):
    def __init__(self) -> None:
        super().__init__(_("Too many attempts. Wait fifteen minutes and try again."), code="throttled")


@contextmanager
def attempt(kind: str, *, address: str, who: str | None = None) -> Iterator[None]:
    """Count an attempt before it is made, and take it back when nothing is raised within.

    One counter per account (`who`) and one per address, so that neither a spread nor a targeted attack gets far; a
    success clears the account's and only lowers the address's. Raises TooManyAttempts where either is used up.
    """
    of_person = _key(kind, "user", who.casefold()) if who is not None else None
    of_address = _key(kind, "address", address)
    used_up = _count(of_address) > FAILURES_ALLOWED_PER_ADDRESS
    if of_person is not None:
        used_up = _count(of_person) > FAILURES_ALLOWED or used_up
    if used_up:
        raise TooManyAttempts
    yield
    Attempts.objects.filter(key=of_address, count__gt=0).update(count=F("count") - 1)
    Attempts.objects.filter(key=of_person).delete()


def is_used_up(kind: str, *, address: str, limit: int = FAILURES_ALLOWED) -> bool:
    """Whether something that is counted by `note` happened `limit` times lately from this address (or this person)."""
    row = Attempts.objects.filter(key=_key(kind, "address", address), ends_at__gt=timezone.now()).first()
    return row is not None and row.count >= limit


def note(kind: str, *, address: str) -> None:
    """Count something that was done from an address, whether or not it went well."""
    _count(_key(kind, "address", address))


def use_once(kind: str, text: str, seconds: int) -> bool:
    """Whether this text is used for the first time within so many seconds."""
    now = timezone.now()
    Attempts.objects.filter(ends_at__lte=now).delete()
    _row, made = Attempts.objects.get_or_create(
        key=_key(kind, text), defaults={"count": 1, "ends_at": now + dt.timedelta(seconds=seconds)}
    )
    return made


@transaction.atomic
def _count(key: str) -> int:
    """Add one; how many there are now within the window that began with the first."""
    now = timezone.now()
    Attempts.objects.filter(ends_at__lte=now).delete()
    Attempts.objects.get_or_create(key=key, defaults={"ends_at": now + dt.timedelta(seconds=WINDOW_SECONDS)})
    Attempts.objects.filter(key=key).update(count=F("count") + 1)
    return Attempts.objects.filter(key=key).values_list("count", flat=True).first() or 1


def _key(*parts: str) -> str:
    """Names and addresses are kept as a digest only."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
