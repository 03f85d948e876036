"""The published candidates that name a country, city or organization, on its page."""

from __future__ import annotations

from typing import Any

from tricity.cooperation.digests.candidates import present_rows
from tricity.cooperation.queries import naming
from tricity.directory.panels import Panel, Subject

SHOWN = 6


def opportunities(subject: Subject, language: str, user: Any) -> Panel | None:
    rows = list(naming(subject).order_by("-published_at", "pk")[: SHOWN + 1])
    if not rows:
        return None
    shown = rows[:SHOWN]
    return Panel(
        "cooperation/panel_opportunities.html",
        {"opportunities": list(present_rows(shown, language).values()), "has_more": len(rows) > SHOWN},
    )
