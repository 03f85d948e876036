"""Tokens that a page hands to the browser, which shows them to the hub: who may watch a room, and as what.

A token is `payload.signature`, both base64url: short-lived, readable by anybody, forgeable by nobody without the key.
It says nothing about the person.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hmac
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass

from tricity.live import names
from tricity.live.errors import TokenRefused

# Where no hub runs nobody reads tokens: any key will do.
_NOBODYS_KEY = secrets.token_bytes(32)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Token:
    """`roles` are among moderators, speakers, interpreters; `languages` are those read unless the address names others
    (empty: all of them); `expires_at` is an instant in seconds of UTC.
    """

    room: str
    roles: frozenset[str]
    languages: frozenset[str]
    expires_at: float


def make(room: str, roles: Iterable[str], languages: Iterable[str], expires_at: dt.datetime) -> str:
    """A token for one room, good until `expires_at` (aware)."""
    payload = {
        "room": room,
        "roles": sorted(roles),
        "languages": sorted(languages),
        "expires": int(expires_at.timestamp()),
    }
    packed = _encoded(json.dumps(payload, separators=(",", ":")).encode())
    return f"{packed}.{_signature(packed)}"


def read(token: str, now: float | None = None) -> Token:
    """Raises TokenRefused; `now` in seconds of UTC."""
    packed, _dot, signature = token.partition(".")
    if len(token) > LONGEST or not token.isascii() or not hmac.compare_digest(signature, _signature(packed)):
        raise TokenRefused("the token is not one of this site")
    try:
        payload = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        found = Token(
            room=payload["room"],
            roles=frozenset(payload["roles"]),
            languages=frozenset(payload["languages"]),
            expires_at=float(payload["expires"]),
        )
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise TokenRefused("the token cannot be read") from error
    if found.expires_at <= (time.time() if now is None else now):
        raise TokenRefused("the token has expired")
    return found


def _signature(packed: str) -> str:
    key = names.derived(names.key() or _NOBODYS_KEY, "token")
    return _encoded(hmac.digest(key, packed.encode(), "sha256"))


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
