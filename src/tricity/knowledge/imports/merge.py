"""What a row makes of an object: the object's own shape, with everything the row gives put over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.values import Context
from tricity.knowledge.publication.template import BUDGET, Visibility
from tricity.language import bcp47, identify
from tricity.web.text import Origin

CITY_OF: Final = ("city", "city_native", "city_code")
# Compared apart, or never taken from a file.
_APART: Final = {
    "kind",
    "id",
    "source",
    "renderings",
    "names",
    "readings",
    "name_basis",
    "native_language",
    "visibility",
    *CITY_OF,
}
_NAME_PARTS: Final = ("names", "readings", "name_basis")
_TRUSTED_ONLY: Final = {"standing", "confirmed_on"}

# What a file calls differently than the record.
_NAMES: Final = {BUDGET: "budget"}

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """`data` is what will be written, its `renderings` only those that change; `changes` are the fields that differ."""

    data: Shape
    changes: list[str]


def merge(kind: RowKind, given: Shape, existing: Shape | None, context: Context, *, trusted: bool) -> Merged:
    """A field the row leaves out stays as it is; one that is empty in the row becomes empty."""
    data, changes = dict(existing or {}), []
    hidden = {_NAMES.get(each["field"], each["field"]) for each in data.get("visibility") or ()}
    for name, value in given.items():
        # Public files leave out what not everybody reads: an empty cell there says nothing.
        if name in hidden and not value:
            continue
        if not _is_compared(kind, name) or (name in _TRUSTED_ONLY and not (trusted and value)):
            continue
        if existing is None or existing.get(name) != value:
            changes.append(name)
        data[name] = value
    data |= {"kind": kind.value, "id": given.get("id"), "source": given.get("source")}
    if kind is not RowKind.CITY:
        _merge_city(data, given, existing, changes)
    if kind is not RowKind.CITY and not data.get("lang"):
        words = given.get("role_summary") or given.get("name") or ""
        data["lang"] = bcp47(context.countries.get(data.get("country") or "", "") or identify(words))
    if kind.is_record:
        _merge_visibility(data, given, existing, changes)
    if not kind.is_record:
        _merge_names(kind, data, given, existing, changes)
    data["renderings"] = _changed_renderings(given, existing, changes, trusted=trusted)
    if data["renderings"]:
        changes.append("renderings")
    return Merged(data, changes)


def _is_compared(kind: RowKind, name: str) -> bool:
    if kind is RowKind.CITY and name == "city_native":
        return True
    return name not in _APART and not (kind is RowKind.ORGANIZATION and name in ("name", "name_en"))


def _merge_city(data: Shape, given: Shape, existing: Shape | None, changes: list[str]) -> None:
    """`given["city_native"]` was resolved before, so it alone says which city is meant."""
    if not any(name in given for name in CITY_OF):
        return
    if existing is None or existing.get("city_native") != given.get("city_native"):
        changes.append("city")
    data["city_native"] = given.get("city_native")


def _merge_visibility(data: Shape, given: Shape, existing: Shape | None, changes: list[str]) -> None:
    """Field by field: one that is not named keeps its readers; “public” takes the limit away."""
    before = {each["field"]: each["readers"] for each in (existing or {}).get("visibility") or ()}
    wanted = {each["field"]: each["readers"] for each in given.get("visibility") or ()}
    after = {name: readers for name, readers in {**before, **wanted}.items() if readers != Visibility.PUBLIC}
    data["visibility"] = [{"field": name, "readers": readers} for name, readers in sorted(after.items())]
    if after != before:
        changes.append("visibility")


def _merge_names(
    kind: RowKind, data: Shape, given: Shape, existing: Shape | None, changes: list[str]
) -> None:
    before = existing or {}
    for part in _NAME_PARTS:
        data[part] = {**before.get(part, {}), **(given.get(part) or {})}
    if kind is RowKind.ORGANIZATION:
        for tag, name in (("en", given.get("name_en")), (data["lang"], given.get("name"))):
            if name and tag not in (given.get("names") or {}):
                data["names"][tag] = name
    else:
        native = bcp47(given["native_language"]) if given.get("native_language") else "en"
        for tag, name in ((native, data["city_native"]), ("en", given.get("city"))):
            if name:
                data["names"].setdefault(tag, name)
    for part in _NAME_PARTS:
        data[part] = dict(sorted(data[part].items()))
        if data[part] != before.get(part, {}):
            changes.append(part)


def _changed_renderings(
    given: Shape, existing: Shape | None, changes: list[str], *, trusted: bool
) -> list[Shape]:
    kept = {(row["language"], row["field"]): row for row in (existing or {}).get("renderings", ())}
    compared = ["text", "origin", "engine", "stale", *(["reviewed_on"] if trusted else [])]
    changed = []
    for row in given.get("renderings") or ():
        before = kept.get((row["language"], row["field"]))
        if before is not None:
            same = all(before[name] == row[name] for name in compared)
            if same and row["field"].split(".")[0] not in changes:
                continue
            if _outranks(before, row):
                continue
        changed.append(row if trusted else {**row, "reviewed_on": None})
    return changed


def _outranks(before: Shape, row: Shape) -> bool:
    """A machine rendering never replaces one a person made or reviewed."""
    by_person = before["origin"] != Origin.MACHINE or before["reviewed_on"]
    return bool(by_person) and row["origin"] == Origin.MACHINE and not row["reviewed_on"]
