"""One door to everything that can be exported."""

from __future__ import annotations

from typing import BinaryIO

from tricity.knowledge.exports import export_records
from tricity.terms.exports import export_topics


def export(what: str, file_format: str, out: BinaryIO) -> None:
    """Write `what` (records, organizations, cities, topics) in `file_format` to `out`."""
    if what == "topics":
        export_topics(file_format, out)
    else:
        export_records(what, file_format, out)
