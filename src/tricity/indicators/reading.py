"""The shipped files of indicators: read, and refused where anything is missing, unknown or claimed without a source."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from tricity.indicators.errors import BadIndicators
from tricity.indicators.values import Framework, Indicator, Registry, Relation, Source, Texts, Theme, Words
from tricity.language import INTERFACE_LANGUAGES, LANGUAGES

FOLDER: Final = Path(__file__).parent / "data"
LEAST_INDICATORS: Final = 2  # of a theme: with one there is nothing to compare
# Whoever has not read how an indicator is counted cannot say that it is comparable.
UNREAD: Final = frozenset({"unread", "heading"})
_SLUG: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY: Final = re.compile("[A-Z]{2}")
_FRAMEWORK: Final = frozenset(
    ("id", "country", "edition", "year", "names", "original", "publisher", "purpose", "comparing", "source")
)
_THEME: Final = frozenset(("id", "topic", "names", "measure", "indicators"))
_INDICATOR: Final = frozenset(
    ("framework", "edition", "name", "number", "definition", "relation", "reasons", "source")
)
Value = TypeVar("Value")
Row = Mapping[str, Any]


@lru_cache(maxsize=1)
def registry() -> Registry:
    """What is shipped. It is read once: a process keeps it until it ends."""
    return read_registry()


def read_registry(folder: Path = FOLDER) -> Registry:
    """The frameworks and themes of the files in `folder`. Raises BadIndicators, OSError."""
    frameworks = _read(folder / "frameworks.jsonl", _framework)
    reasons = _read(folder / "reasons.jsonl", _reason)
    themes = _read(folder / "themes.jsonl", lambda row: _theme(row, frameworks, reasons))
    return Registry(frameworks, themes)


def _read(path: Path, made: Callable[[Row], Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            if not _SLUG.fullmatch(row["id"]) or row["id"] in found:
                raise ValueError(f"id {row['id']!r} is no slug or there already")
            found[row["id"]] = made(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadIndicators(f"{path.name}, line {number}: {error}") from error
    return found


def _framework(row: Row) -> Framework:
    _only(row, _FRAMEWORK)
    if row["country"] is not None and not _COUNTRY.fullmatch(row["country"]):
        raise ValueError(f"country {row['country']!r}")
    return Framework(
        row["id"],
        row["country"],
        _filled(row["edition"]),
        int(row["year"]),
        _texts(row["names"]),
        _words(row["original"]),
        _texts(row["publisher"]),
        _texts(row["purpose"]),
        _texts(row["comparing"]),
        _source(row["source"]),
    )


def _reason(row: Row) -> tuple[str, Texts]:
    _only(row, frozenset(("id", "texts")))
    return row["id"], _texts(row["texts"])


def _theme(row: Row, frameworks: Mapping[str, Framework], reasons: Mapping[str, tuple[str, Texts]]) -> Theme:
    _only(row, _THEME)
    indicators = tuple(_indicator(each, frameworks, reasons) for each in row["indicators"])
    if len(indicators) < LEAST_INDICATORS:
        raise ValueError("a theme needs two indicators")
    return Theme(row["id"], _filled(row["topic"]), _texts(row["names"]), _texts(row["measure"]), indicators)


def _indicator(
    row: Row, frameworks: Mapping[str, Framework], reasons: Mapping[str, tuple[str, Texts]]
) -> Indicator:
    _only(row, _INDICATOR)
    relation, why = Relation(row["relation"]), row["reasons"]
    if not why or len(set(why)) < len(why):
        raise ValueError("a relation needs reasons, each once")
    if relation is Relation.COMPARABLE and UNREAD & set(why):
        raise ValueError("what was not read cannot be called comparable")
    return Indicator(
        frameworks[row["framework"]],
        _filled(row["edition"]),
        _words(row["name"]),
        str(row["number"]),
        _texts(row["definition"]),
        relation,
        tuple(reasons[each][1] for each in why),
        _source(row["source"]),
    )


def _source(row: Row) -> Source:
    _only(row, frozenset(("url", "read_on", "verified")))
    if not row["url"].startswith(("http://", "https://")):
        raise ValueError(f"address {row['url']!r}")
    if row["verified"] is not (row["read_on"] is not None):
        raise ValueError("verified with the day it was read, or neither")
    return Source(row["url"], dt.date.fromisoformat(row["read_on"]) if row["verified"] else None)


def _words(row: Row) -> Words:
    _only(row, frozenset(("text", "language")))
    if row["language"] not in LANGUAGES:
        raise ValueError(f"language {row['language']!r}")
    return Words(_filled(row["text"]), row["language"])


def _texts(row: Mapping[str, str]) -> Texts:
    _only(row, frozenset(INTERFACE_LANGUAGES))
    return {language: _filled(row[language]) for language in INTERFACE_LANGUAGES}


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("an empty text")
    return text


def _only(row: Mapping[str, Any], names: frozenset[str]) -> None:
    if set(row) != names:
        raise ValueError(f"fields {', '.join(_differing(row, names))}")


def _differing(row: Mapping[str, Any], names: frozenset[str]) -> Iterator[str]:
    return (f"“{name}”" for name in sorted(set(row) ^ names))
