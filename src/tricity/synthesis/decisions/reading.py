"""Decisions from JSON Lines: one a line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final

from tricity.language import LANGUAGES, clean, parse_code
from tricity.synthesis.decisions.values import Decision, Deed
from tricity.synthesis.reading import Row, rows

_FIELDS: Final = frozenset(each.name for each in fields(Decision)) - {"file", "line"}
_LEAST_PARTS: Final = 2


def read_decisions(path: Path | str) -> list[Decision]:
    """Return the decisions of the file, in its order. Raises BadRecord, OSError."""
    return [decision_of(row) for row in rows(path)]


def decision_of(row: Row) -> Decision:
    """Return the decision of one line. Raises BadRecord."""
    for name in row.raw:
        known = ", ".join(sorted(_FIELDS))
        row.require(name in _FIELDS, name, f"is no field of a decision; these are: {known}")
    deed = row.choice("deed", Deed)
    if deed is None:
        raise row.error("deed", f"is missing; write one of {', '.join(Deed)}")
    return Decision(
        deed=deed,
        id=row.id(),
        decided_on=_day(row),
        reason=row.text("reason"),
        into=row.text("into", needed=deed is Deed.MERGE),
        parts=_parts(row, needed=deed is Deed.SPLIT),
        titles=_titles(row, needed=deed is Deed.RENAME),
        records=_ids(row, "records", row.raw.get("records") or []),
        file=row.file,
        line=row.line,
    )


def _day(row: Row) -> dt.date:
    text = row.text("decided_on", needed=True)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise row.error("decided_on", f"expected a day such as 2026-03-31, not {text!r:.60}") from error


def _parts(row: Row, *, needed: bool) -> tuple[tuple[str, ...], ...]:
    value = row.raw.get("parts")
    if not value and not needed:
        return ()
    if not isinstance(value, list) or len(value) < _LEAST_PARTS:
        raise row.error("parts", "expected two lists of record ids or more, one for each part")
    parts = tuple(_ids(row, "parts", each) for each in value)
    row.require(all(parts), "parts", "a part has no record; name at least one in each")
    named: set[str] = set()
    for each in (record_id for part in parts for record_id in part):
        row.require(each not in named, "parts", f"record {each!r} is named twice; leave it in one part")
        named.add(each)
    return parts


def _ids(row: Row, field: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise row.error(field, f"expected record ids, not {value!r:.60}")
    return tuple(clean(each).strip() for each in value)


def _titles(row: Row, *, needed: bool) -> dict[str, str]:
    value = row.raw.get("titles") or {}
    if not isinstance(value, Mapping):
        raise row.error("titles", 'expected titles by language, as {"en": "…", "ja": "…"}')
    titles = {_language(row, name): text for name, text in value.items()}
    for text in titles.values():
        row.require(isinstance(text, str) and bool(text.strip()), "titles", f"not a title: {text!r:.60}")
    row.require(bool(titles) or not needed, "titles", "is missing; name at least one title")
    return {name: clean(titles[name]).strip() for name in sorted(titles)}


def _language(row: Row, name: str) -> str:
    try:
        return parse_code(name)
    except ValueError as error:
        raise row.error("titles", f"{error}; expected one of {', '.join(LANGUAGES)}") from error
