"""The way from an event to its bundle, for organizers."""

from __future__ import annotations

from typing import Any

from tricity.directory.panels import Panel
from tricity.events.models import Event


def organizers_link(event: Event, language: str, user: Any) -> Panel:
    return Panel("bundles/organize.html", {"code": event.code})
