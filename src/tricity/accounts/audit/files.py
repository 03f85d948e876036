"""The audit trail as a file, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.db.models import QuerySet

from tricity.activity.models import Entry

COLUMNS: Final = ("at", "username", "name", "verb", "object_kind", "object_code", "details")
ROWS_AT_ONCE: Final = 500
# What a spreadsheet would take for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Chunks = Iterator[bytes]


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "username": entry.actor.username if entry.actor else None,
        "name": entry.actor.display_name if entry.actor else None,
        "verb": entry.verb,
        "object_kind": entry.subject_kind,
        "object_code": entry.subject_code,
        "details": entry.details,
    }


def jsonl(entries: QuerySet[Entry]) -> Chunks:
    """One object a line, in UTF-8."""
    for entry in entries.iterator(ROWS_AT_ONCE):
        yield (json.dumps(_row(entry), ensure_ascii=False) + "\n").encode()


def comma_separated(entries: QuerySet[Entry]) -> Chunks:
    """CSV in UTF-8 with a mark at its start, so that spreadsheets read it as such."""
    yield b"\xef\xbb\xbf" + _line(COLUMNS)
    for entry in entries.iterator(ROWS_AT_ONCE):
        row = _row(entry)
        row["details"] = json.dumps(entry.details, ensure_ascii=False) if entry.details else ""
        yield _line([_plain(row[name]) for name in COLUMNS])


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(values: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().encode()


FORMATS: Final[Mapping[str, tuple[str, Callable[[QuerySet[Entry]], Chunks]]]] = {
    "csv": ("text/csv; charset=utf-8", comma_separated),
    "jsonl": ("application/jsonl; charset=utf-8", jsonl),
}
