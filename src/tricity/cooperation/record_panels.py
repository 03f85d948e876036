"""What the newest run found, beside a record on its own page."""

from __future__ import annotations

from tricity.directory.panels import Panel
from tricity.knowledge.models import Kind, Record


def similar_work(record: Record, language: str) -> Panel | None:
    """Initiatives of other cities like this one; looked up when somebody opens it, so that the page stays quick."""
    if record.kind != Kind.INITIATIVE:
        return None
    return Panel("cooperation/panel_peers.html", {"code": record.code})
