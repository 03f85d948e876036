"""Rows checked one by one, without the database: fields, types, values, and what must agree within a row."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tricity.directory.models import OrganizationType
from tricity.knowledge.imports.fields import Field, RowKind, fields_of
from tricity.knowledge.imports.problems import Place, Problem, Severity, Wrong, shown
from tricity.knowledge.imports.readers import RawRow
from tricity.knowledge.imports.values import Context
from tricity.knowledge.publication.template import DETAIL, LIMITED_CORE, PARTS, PARTS_OF, WORDS
from tricity.language import bcp47, identify, parse_code

# Fields people write under another name.
_ALIASES: Final = {
    "language": "lang",
    "latitude": "lat",
    "longitude": "lon",
    "lng": "lon",
    "description": "summary",
    "native_name": "city_native",
    "website": "url",
    "code": "official_code",
}
_RENDERED: Final = {
    True: re.compile(
        r"title|summary|indicators\.(?P<position>\d{1,3})\.(?P<part>name|unit)|"
        + re.escape(DETAIL)
        + f"(?:{'|'.join(WORDS)})"
    ),
    False: re.compile(r"role_summary|for_cities"),
}
IDENTIFIED_FROM: Final = 12  # characters; the language of a shorter text is a guess


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with its values as they are kept; only fields the file gave. Refused if a problem is an error."""

    kind: RowKind | None
    place: Place
    data: dict[str, Any]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def title(self) -> str:
        """By what a person knows the row again."""
        return str(self.data.get("title") or self.data.get("name") or self.data.get("city_native") or "")


def check_row(row: RawRow, context: Context) -> CheckedRow:
    """Read every field of the row; all its problems are found, not only the first."""
    if row.data is None or row.kind is None:
        return CheckedRow(row.kind, row.place, {}, row.problems)
    data: dict[str, Any] = {}
    problems = [*row.problems, *_unknown_fields(row)]
    for each in fields_of(row.kind):
        if each.exported_only:
            continue
        try:
            _read(each, row, data, context)
        except Wrong as error:
            problems.append(Problem(error.code, row.place, f"{each.name}{error.path}", error.values))
    for code, name, values in _disagreements(row.kind, data, context):
        problems.append(Problem(code, row.place, name, values))
    data["kind"] = row.kind.value
    return CheckedRow(row.kind, row.place, data, tuple(problems))


def _unknown_fields(row: RawRow) -> Iterator[Problem]:
    assert row.kind is not None
    assert row.data is not None
    known = {each.name for each in fields_of(row.kind)}
    for name in row.data:
        if name not in known:
            alias = _ALIASES.get(name.lower(), "")
            near = [alias] if alias in known else difflib.get_close_matches(name.lower(), sorted(known), n=1)
            code = "unknown-field-near" if near else "unknown-field"
            yield Problem(code, row.place, shown(name), {"nearest": near[0]} if near else {})


def _read(each: Field, row: RawRow, data: dict[str, Any], context: Context) -> None:
    assert row.data is not None
    raw = row.data.get(each.name)
    if each.name in row.data:
        empty: Any = [] if each.is_list else None
        data[each.name] = empty if raw is None else each.read(raw, context)
    if each.required and not data.get(each.name):
        data.pop(each.name, None)
        raise Wrong("missing")


Disagreement = tuple[str, str, dict[str, Any]]


def _disagreements(kind: RowKind, data: dict[str, Any], context: Context) -> Iterator[Disagreement]:
    if kind is RowKind.CITY:
        yield from _coordinates(data)
        return
    if kind is RowKind.ORGANIZATION:
        if not data.get("country") and data.get("type") not in (None, OrganizationType.INTERNATIONAL):
            yield "missing", "country", {}
    else:
        yield from _of_other_kinds(kind, data)
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and end < start:
            yield "end-before-start", "end_year", {"start": start, "end": end}
    yield from _language(kind, data)
    yield from _renderings(kind, data)


def _of_other_kinds(kind: RowKind, data: dict[str, Any]) -> Iterator[Disagreement]:
    """Parts of the template that a record of this kind has not."""
    own = {part.name for part in PARTS_OF[kind.value]}
    for name in PARTS:
        if data.get(name) and name not in own:
            yield "not-of-kind", name, {"found": kind.value}
    known = {*own, *LIMITED_CORE[kind.value]}
    for position, each in enumerate(data.get("visibility") or ()):
        if each["field"] not in known:
            yield "not-of-kind", f"visibility.{position}.field", {"found": kind.value}


def _coordinates(data: dict[str, Any]) -> Iterator[Disagreement]:
    latitude, longitude = data.get("lat"), data.get("lon")
    if (latitude is None) != (longitude is None) and {"lat", "lon"} <= data.keys():
        yield "half-coordinates", "lat" if latitude is None else "lon", {}
    if latitude is None or longitude is None:
        return
    if latitude == longitude == 0:
        yield "null-island", "lat", {}
    elif latitude >= 70 and -60 <= longitude <= 60:
        # No city lies so far north there; the countries served lie between 70 and 155 degrees east.
        yield "exchanged-coordinates", "lat", {"latitude": latitude, "longitude": longitude}


def _language(kind: RowKind, data: dict[str, Any]) -> Iterator[Disagreement]:
    stated = data.get("lang")
    names = ("title", "summary") if kind.is_record else ("role_summary",)
    words = "\n".join(data[name] for name in names if data.get(name))
    if stated and len(words) >= IDENTIFIED_FROM:
        found = bcp47(identify(words, default=parse_code(stated)))
        if found != stated:
            yield "other-language", "lang", {"stated": stated, "found": found}


def _renderings(kind: RowKind, data: dict[str, Any]) -> Iterator[Disagreement]:
    indicators = data.get("indicators")
    for position, rendering in enumerate(data.get("renderings", ())):
        match = _RENDERED[kind.is_record].fullmatch(rendering["field"])
        name = f"renderings.{position}"
        beyond = match and kind.is_record and match["position"] and indicators is not None
        if match is None or (beyond and int(match["position"]) >= len(indicators or ())):
            yield "unknown-rendering", name, {"found": shown(rendering["field"])}
        if rendering["language"] == data.get("lang"):
            yield "own-language", name, {"found": rendering["language"]}
