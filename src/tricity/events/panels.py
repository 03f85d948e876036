"""What apps above show on the page of an event: the way to register, the room, the replay, what was asked.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from tricity.directory.panels import Panel
from tricity.events.models import Event

PanelProvider = Callable[[Event, str, Any], Panel | None]


class Place(Enum):
    """Where on the page: above the programme what people do now, below it what came of it, and what organizers do."""

    ABOVE = "above"
    BELOW = "below"
    ORGANIZE = "organize"


_panels: dict[Place, list[PanelProvider]] = {place: [] for place in Place}
_alongside: list[str] = []


def read_alongside(name: str) -> None:
    """Have the one row of an app above that belongs to an event (`related_name`) read with the event itself."""
    if name not in _alongside:
        _alongside.append(name)


def alongside() -> tuple[str, ...]:
    return tuple(_alongside)


def register(provider: PanelProvider, place: Place) -> None:
    """Add a section: called with the event, the reader's language and the user; None where there is nothing to show.

    Those of `ORGANIZE` are called only for people who may edit the event; they are links and bring no <section>.
    """
    if provider not in _panels[place]:
        _panels[place].append(provider)


def panels(event: Event, place: Place, *, language: str, user: Any) -> list[Panel]:
    """The sections for this place, in the order the apps registered them."""
    found = (provider(event, language, user) for provider in _panels[place])
    return [panel for panel in found if panel is not None]
