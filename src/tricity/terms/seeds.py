"""The shipped thesaurus as rows: reading and checking the file, nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tricity.language import INTERFACE_LANGUAGES, LANGUAGES, clean
from tricity.terms.errors import BadSeed

SEED_FILE = Path(__file__).parent / "seed" / "thesaurus.jsonl"
FALSE_FRIENDS_FILE = SEED_FILE.with_name("false_friends.jsonl")
# Raise it when the shipped file changes in a way worth noting in the rows.
SEED_VERSION = 1
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SeedConcept:
    """One line of the thesaurus file; `broader` and `related` are slugs of other lines."""

    slug: str
    is_top: bool
    names: dict[str, str]
    alternatives: dict[str, list[str]]
    definitions: dict[str, str]
    broader: tuple[str, ...]
    related: tuple[str, ...]
    cross_border: bool
    mappings: list[dict[str, str]]
    false_friends: list[dict[str, Any]]


def read_seed(source: Path | Iterable[str] = SEED_FILE) -> list[SeedConcept]:
    """The concepts of a thesaurus file, in its order. Raises BadSeed naming the first line that is wrong.

    Every concept needs a slug of its own, a preferred label in each interface language, and broader and related
    concepts that are in the file.
    """
    lines = source.read_text(encoding="utf-8").splitlines() if isinstance(source, Path) else source
    concepts: dict[str, tuple[int, SeedConcept]] = {}
    for number, concept in _parsed(lines):
        if concept.slug in concepts:
            raise BadSeed(
                f"line {number}: “{concept.slug}” is there already, in line {concepts[concept.slug][0]}"
            )
        concepts[concept.slug] = (number, concept)
    for number, concept in concepts.values():
        unknown = sorted({*concept.broader, *concept.related} - set(concepts))
        if unknown:
            raise BadSeed(f"line {number}: unknown concepts {', '.join(unknown)}")
    return [concept for _number, concept in concepts.values()]


def _parsed(lines: Iterable[str]) -> Iterator[tuple[int, SeedConcept]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, _concept(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadSeed(f"line {number}: {error}") from error


def _concept(row: Mapping[str, Any]) -> SeedConcept:
    slug = str(row["id"])
    if not _SLUG.fullmatch(slug) or len(slug) > 80:
        raise ValueError(f"“{slug}” is no slug: lower-case letters, digits and single hyphens, 80 at most")
    names = _by_language(row["pref"])
    missing = [language for language in INTERFACE_LANGUAGES if not names.get(language)]
    if missing:
        raise ValueError(f"“{slug}” has no label in {', '.join(missing)}")
    alternatives = {
        language: [clean(text) for text in texts] for language, texts in row.get("alt", {}).items()
    }
    return SeedConcept(
        slug=slug,
        is_top=bool(row.get("top")),
        names=names,
        alternatives={language: alternatives[language] for language in _known(alternatives)},
        definitions=_by_language(row.get("definition", {})),
        broader=tuple(row.get("broader", ())),
        related=tuple(row.get("related", ())),
        cross_border=bool(row.get("cross_border")),
        mappings=list(row.get("mappings", [])),
        false_friends=list(row.get("false_friends", [])),
    )


def _by_language(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: clean(texts[language]).strip() for language in _known(texts)}


def _known(texts: Mapping[str, Any]) -> list[str]:
    unknown = sorted(set(texts) - set(LANGUAGES))
    if unknown:
        raise ValueError(f"unknown languages {', '.join(unknown)}")
    return [language for language in LANGUAGES if language in texts]
