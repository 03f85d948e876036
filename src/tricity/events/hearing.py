"""Who must know when others are heard at an event than before: somebody is new on its programme, or is heard on another
channel. Apps above register what they must look at again then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.events.models import Event

# Called with the event and who changed it, in the transaction of the change.
Listener = Callable[[Event, Any], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Have it called after each such change; once, however often it is registered."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(event: Event, by: Any) -> None:
    """Call it in the transaction of the change; `by` is who made it."""
    for each in _listeners:
        each(event, by)
