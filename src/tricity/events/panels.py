"""What apps above show on the page of an event: its room, registration, the replay.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.directory.panels import Panel
from tricity.events.models import Event

PanelProvider = Callable[[Event, str, Any], Panel | None]
_panels: list[PanelProvider] = []


def register(provider: PanelProvider) -> None:
    """Add a section: called with the event, the reader's language and the user; None where there is nothing to show."""
    if provider not in _panels:
        _panels.append(provider)


def panels(event: Event, *, language: str, user: Any) -> list[Panel]:
    """The sections for this page, in the order the apps registered them."""
    return [panel for provider in _panels if (panel := provider(event, language, user)) is not None]
