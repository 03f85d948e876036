"""Candidates from the opportunities.json of a run, limits from a JSON object."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from tricity.synthesis.errors import BadRecord
from tricity.synthesis.portfolio.candidates import Candidate, built
from tricity.synthesis.portfolio.errors import BadLimits
from tricity.synthesis.portfolio.limits import Limits
from tricity.synthesis.records import Horizon, Priority
from tricity.synthesis.values import RecordFacts

_PARTS: Final = ("needs", "plans", "experience")
_LISTS: Final = ("pinned", "excluded")
_MAY_BE_OPEN: Final = ("most_per_city", "most_apart")


def read_candidates(path: Path | str) -> list[Candidate]:
    """Return the candidates of an opportunities.json, or of the folder that has one. Raises BadRecord, OSError."""
    file = Path(path)
    file = file / "opportunities.json" if file.is_dir() else file
    try:
        return candidates_from(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadRecord(str(file), 1, "opportunities", f"not the result of a run: {error!r}") from error


def candidates_from(document: Mapping[str, Any]) -> list[Candidate]:
    """Return the candidates of what a run wrote, in order of id. Raises ValueError, TypeError, KeyError, AttributeError.

    A run of an earlier version wrote no `facts`: without them no city is known, and every need counts the same.
    """
    found = [_candidate(row) for row in document["opportunities"]]
    if len({each.id for each in found}) < len(found):
        raise ValueError("two candidates have the same id")
    return sorted(found, key=lambda each: each.id)


def _candidate(row: Mapping[str, Any]) -> Candidate:
    facts = {each["record_id"]: _facts(each) for each in row.get("facts", ())}
    parts = {part: _texts(row, part) for part in _PARTS}
    name = row.get("id") or row["key"]
    if not isinstance(name, str):
        raise ValueError(f"an id is not text: {name!r:.60}")
    return built(name, Horizon(row["horizon"]), _texts(row, "countries"), parts, facts)


def _facts(row: Mapping[str, Any]) -> RecordFacts:
    priority, city = row.get("priority"), row.get("city")
    if city is not None and not isinstance(city, str):
        raise ValueError(f"a city is not text: {city!r:.60}")
    return RecordFacts(
        str(row["record_id"]), str(row["country"]), city, Priority(priority) if priority is not None else None
    )


def _texts(row: Mapping[str, Any], field: str) -> list[str]:
    values = row[field]
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise ValueError(f"{field} must be a list of texts")
    return values


def read_limits(path: Path | str) -> Limits:
    """Return the limits of a JSON file. Raises BadLimits, OSError."""
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadLimits(str(path), "not_json", str(error)) from error
    return limits_from(document)


def limits_from(document: object) -> Limits:
    """Return the limits of an object with the fields of `Limits`, each of which may be missing. Raises BadLimits."""
    if not isinstance(document, Mapping):
        raise BadLimits("", "not_an_object")
    known = {each.name for each in fields(Limits)}
    for name in document:
        if name not in known:
            raise BadLimits(str(name), "unknown_limit")
    return Limits(**{name: _value(name, value) for name, value in document.items()})


def _value(name: str, value: object) -> Any:
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadLimits(name, "not_a_list", f"{value!r:.60}")
        return tuple(value)
    if value is None and name in _MAY_BE_OPEN:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadLimits(name, "not_a_number", f"{value!r:.60}")
    return value
