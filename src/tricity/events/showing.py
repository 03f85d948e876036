"""Who must know when everybody may read an event, or no longer. Apps above register what they have the search find then."""

from __future__ import annotations

from collections.abc import Callable

from tricity.events.models import Event

# Called with the event, in the transaction of the change.
Listener = Callable[[Event], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(event: Event) -> None:
    for each in _listeners:
        each(event)
