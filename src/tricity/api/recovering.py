"""Whoever had an account before it was recovered keeps no way in through a program."""

from __future__ import annotations

from typing import Any

from tricity.accounts.alarms import RECOVERED
from tricity.api.actions import revoke_token
from tricity.api.queries import valid_tokens


def revoke_all(user: Any, what: str) -> None:
    """End every token of the person when a new password was set with a recovery code or link."""
    if what == RECOVERED:
        for token in valid_tokens(user):
            revoke_token(token, by=user)
