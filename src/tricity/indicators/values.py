"""What is known of indicators: metadata, never a value of a city or a country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, str]
"""Language → the text; every interface language is there."""


class Relation(StrEnum):
    """How an indicator stands to what its theme asks for. Two are comparable with each other only if both are so here."""

    COMPARABLE = "comparable"
    SIMILAR = "similar"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they were published, in their own language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where it stands. `read_on` is the day on which somebody compared it with that page; None: not verified."""

    url: str
    read_on: dt.date | None

    @property
    def is_verified(self) -> bool:
        return self.read_on is not None


@dataclass(frozen=True, slots=True)
class Framework:
    """A set of indicators. `country` is None where several use it; `comparing` is its own rule on comparing cities."""

    id: str
    country: str | None
    edition: str
    year: int
    names: Texts
    original: Words
    publisher: Texts
    purpose: Texts
    comparing: Texts
    source: Source


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a framework. `number` is its place there, empty where we are not sure; `edition` the one read.

    `definition` is in our words, not those of the standard. `reasons` say why the relation is what it is.
    """

    framework: Framework
    edition: str
    name: Words
    number: str
    definition: Texts
    relation: Relation
    reasons: tuple[Texts, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that several frameworks measure. `measure` is what it asks for, `topic` its slug in the thesaurus."""

    id: str
    topic: str
    names: Texts
    measure: Texts
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything, by id."""

    frameworks: Mapping[str, Framework]
    themes: Mapping[str, Theme]
