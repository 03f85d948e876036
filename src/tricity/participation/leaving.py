"""Who must know when somebody takes part no longer. Apps above register what they give back then."""

from __future__ import annotations

from collections.abc import Callable

from tricity.participation.models import Registration

# Called in the transaction of the change, with a registration that was cancelled or declined.
Listener = Callable[[Registration], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(registration: Registration) -> None:
    for each in _listeners:
        each(registration)
