"""What the pages of events must know of this app."""

from __future__ import annotations

from typing import Any

from tricity.directory.panels import Panel
from tricity.elsewhere import rules
from tricity.events import panels
from tricity.events.models import Event


def register_everywhere() -> None:
    panels.register(bring_link, panels.Place.ORGANIZE)


def bring_link(event: Event, language: str, user: Any) -> Panel | None:
    return Panel("elsewhere/organize.html", {"code": event.code}) if rules.may_bring(user, event) else None
