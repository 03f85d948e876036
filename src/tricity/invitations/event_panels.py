"""Links for organizers on the page of an event."""

from __future__ import annotations

from typing import Any

from tricity.directory.panels import Panel
from tricity.events.models import Event


def organizers_links(event: Event, language: str, user: Any) -> Panel:
    return Panel("invitations/organize.html", {"code": event.code})
