"""Whoever had an account before it was recovered keeps no way in through a program; who changes the password may end them."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse

from tricity.accounts.alarms import RECOVERED
from tricity.accounts.programs import Keeper, Key
from tricity.api.actions import revoke_token
from tricity.api.queries import valid_tokens


def revoke_all(user: Any, what: str) -> None:
    """End every token of the person when a new password was set with a recovery code or link."""
    if what == RECOVERED:
        revoke_tokens(user)


def revoke_tokens(user: Any) -> int:
    """End every token of the person; returns how many."""
    found = list(valid_tokens(user))
    for token in found:
        revoke_token(token, by=user)
    return len(found)


def keys(user: Any) -> list[Key]:
    return [
        Key(
            token.name,
            token.start,
            token.expires_at,
            token.last_used_at,
            reverse("api:token-revoke", args=[token.pk]),
        )
        for token in valid_tokens(user)
    ]


TOKENS: Final = Keeper(keys, revoke_tokens, lambda: reverse("api:tokens"))
