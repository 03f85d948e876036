"""Who must know when a speaker agrees to something or takes it back. Apps above register what they show or hide then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.events.models import Talk

# Called with the talk and who wrote the answer down (None: the speaker), in the transaction of the change.
Listener = Callable[[Talk, Any], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(talk: Talk, by: Any) -> None:
    for each in _listeners:
        each(talk, by)
