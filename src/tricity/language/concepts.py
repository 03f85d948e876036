"""Thesaurus concepts and finding their labels in running text of any of our languages."""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tricity.language.codes import parse_code
from tricity.language.errors import BadLine
from tricity.language.labels import Entry, LabelFinder
from tricity.language.normalize import align, clean


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic. `labels` lists per language what it is called, the preferred label first."""

    id: str
    labels: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    top: bool = False
    cross_border: bool = False
    definition: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return the preferred label in the language, else in English, else any, else the id."""
        for code in (language, "zh-hans" if language == "zh-hant" else "", "en", *self.labels):
            if self.labels.get(code):
                return self.labels[code][0]
        return self.id


@dataclass(frozen=True, slots=True)
class Mention:
    """`label` of the concept was found at `text[start:end]`; `label_language` is the label's."""

    concept_id: str
    start: int
    end: int
    label: str
    label_language: str


class Thesaurus:
    """Concepts by id, in the order given; a later concept of the same id replaces the earlier."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts: dict[str, Concept] = {concept.id: concept for concept in concepts}

    @classmethod
    def from_jsonl(cls, source: Path | str | Iterable[str]) -> "Thesaurus":
        """Read the seed format (pref, alt, …) or plain topics ({"id", "labels": {lang: [text]}}).

        `source` is a path or the lines themselves. Empty lines are skipped. Raises BadLine, and
        OSError when the file cannot be read.
        """
        if isinstance(source, Path | str):
            name, lines = str(source), Path(source).read_bytes().split(b"\n")
            return cls(_concept(name, number, line) for number, line in enumerate(lines, 1) if line.strip())
        return cls(_concept("lines", number, line) for number, line in enumerate(source, 1) if line.strip())

    def __len__(self) -> int:
        return len(self.concepts)

    def __getitem__(self, concept_id: str) -> Concept:
        return self.concepts[concept_id]

    def ancestors(self, concept_id: str) -> dict[str, int]:
        """Return the broader concepts with their distance (1: parent), without cycles and unknown ids."""
        distances: dict[str, int] = {}
        frontier, distance = [concept_id], 0
        while frontier:
            distance += 1
            parents = [up for each in frontier if each in self.concepts for up in self.concepts[each].broader]
            frontier = [up for up in dict.fromkeys(parents) if up != concept_id and up not in distances]
            distances |= dict.fromkeys((up for up in frontier if up in self.concepts), distance)
        return distances

    @cached_property
    def finder(self) -> LabelFinder:
        """The compiled labels of all concepts; built at first use."""
        return LabelFinder(
            Entry(concept.id, label, language)
            for concept in self.concepts.values()
            for language, labels in concept.labels.items()
            for label in labels
        )

    def find(self, text: str, language: str, boundaries: Set[int] | None = None) -> list[Mention]:
        """Return the labels found in the text, longest first where they overlap, in order of start.

        Labels of all languages are looked for, so a Chinese label may be found in Japanese text.
        `boundaries` are the offsets where the text's words start or end; without them, edges are
        guessed from the script. Two concepts that share a label are both returned.
        """
        aligned = align(text)
        found = self.finder.find(aligned.text, language, boundaries)
        return [
            Mention(entry.id, *aligned.span(start, end), entry.label, entry.language)
            for entry, start, end in found
        ]


def _concept(file: str, number: int, line: str | bytes) -> Concept:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise BadLine(file, number, f"not JSON: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"].strip():
        raise BadLine(file, number, "expected an object with a non-empty text “id”")
    try:
        return Concept(
            id=raw["id"],
            labels=_labels(raw),
            broader=_ids(raw.get("broader")),
            related=_ids(raw.get("related")),
            top=bool(raw.get("top", False)),
            cross_border=bool(raw.get("cross_border", False)),
            definition={
                parse_code(code): str(text) for code, text in _mapping(raw.get("definition")).items()
            },
        )
    except ValueError as error:
        raise BadLine(file, number, str(error)) from error


def _labels(raw: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    labels: dict[str, list[str]] = {}
    for name in ("pref", "labels", "alt"):
        for code, texts in _mapping(raw.get(name)).items():
            texts = [texts] if isinstance(texts, str) else texts
            if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
                raise ValueError(f"labels of {code!r} must be text or a list of texts")
            labels.setdefault(parse_code(code), []).extend(clean(text).strip() for text in texts)
    return {code: tuple(dict.fromkeys(filter(None, texts))) for code, texts in labels.items()}


def _mapping(value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"expected an object by language, not {value!r}")
    return value


def _ids(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"expected a list of ids, not {value!r}")
    return tuple(value)
