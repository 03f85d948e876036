"""Slow down guessing of passwords, without a captcha."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

FAILURES_ALLOWED = 8
WINDOW_SECONDS = 15 * 60


def _keys(username: str, address: str) -> list[str]:
    """One counter per account and one per address, so that neither a spread nor a targeted attack gets far."""
    return [
        "sign-in:" + hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()
        for part in (f"user {username.casefold()}", f"address {address}")
    ]


def is_blocked(username: str, address: str) -> bool:
    """Too many failures lately for this account or from this address."""
    user_failures, address_failures = (cache.get(key, 0) for key in _keys(username, address))
    return user_failures >= FAILURES_ALLOWED or address_failures >= 4 * FAILURES_ALLOWED


def note_failure(username: str, address: str) -> None:
    for key in _keys(username, address):
        cache.add(key, 0, WINDOW_SECONDS)
        cache.incr(key)


def forget(username: str, address: str) -> None:
    """A right password clears the account's counter, not the address's."""
    cache.delete(_keys(username, address)[0])
