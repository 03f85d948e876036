"""What happens to an account that its owner should learn of, whoever did it. Apps above are told; this app knows none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

# What can happen, as words the listeners know.
PASSWORD_CHANGED: Final = "password-changed"  # noqa: S105  # no password
PASSKEY_ADDED: Final = "passkey-added"
APP_ADDED: Final = "app-added"
FACTOR_REFUSED: Final = "factor-refused"
FACTORS_RESET: Final = "factors-reset"
IDENTITY_LINKED: Final = "identity-linked"
RECOVERY_ISSUED: Final = "recovery-issued"
RECOVERED: Final = "recovered"
DELETION_ASKED: Final = "deletion-asked"

# Called with the owner of the account and one of the words, in the transaction of the deed.
Listener = Callable[[Any, str], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def raise_alarm(user: Any, what: str) -> None:
    """Let every app that looks after the account know."""
    for listener in _listeners:
        listener(user, what)
