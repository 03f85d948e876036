"""What the newest run found, beside a record on its own page."""

from __future__ import annotations

from tricity.cooperation.digests.peers import peer_lines
from tricity.directory.panels import Panel
from tricity.knowledge.models import Kind, Record


def similar_work(record: Record, language: str) -> Panel | None:
    """Initiatives of other cities like this one."""
    if record.kind != Kind.INITIATIVE:
        return None
    lines = peer_lines(record, language)
    return Panel("cooperation/panel_peers.html", {"lines": lines, "code": record.code}) if lines else None
