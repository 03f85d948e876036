"""What a file of terms says, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tricity.language import clean, parse_code
from tricity.language.errors import UnknownLanguage
from tricity.terms.sections import Section, Status, section

SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80
# Addresses of the site stand under the same path as those of topics.
RESERVED = frozenset({"false-friends", "import", "proposals", "propose"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be taken from a file: where it stands there, and why, in `language` ("": the active one)."""

    place: str
    reason: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of a file, its place in the file, and what it says per language; `broader` are slugs."""

    slug: str
    place: str
    sections: Mapping[str, Section]
    broader: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "place": self.place,
            "broader": list(self.broader),
            "sections": {code: each.as_dict() for code, each in self.sections.items()},
        }


@dataclass(slots=True)
class ReadTerms:
    """A whole file: the entries that can be used and the problems of the rest."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, place: str, reason: str) -> None:
        self.problems.append(Problem(place, reason))


def entry_of(raw: Mapping[str, Any]) -> Entry:
    """An entry from its stored form."""
    sections = {code: section(each) for code, each in raw["sections"].items()}
    return Entry(raw["slug"], raw["place"], sections, tuple(raw.get("broader", ())))


def slug_of(text: str) -> str:
    """An identifier of a file as the address of a concept; empty where nothing of it can be used."""
    # The address is what stays of Latin letters and digits: “SmartParking”, “Smart_Parking” → smart-parking.
    apart = re.sub("(?<=[a-z0-9])(?=[A-Z])", "-", clean(text))
    slug = re.sub("[^a-z0-9]+", "-", apart.casefold()).strip("-")
    return slug if len(slug) <= LONGEST_SLUG and slug not in RESERVED else ""


class Gathered:
    """The words of one concept while a file is read: language → status → texts, with what is wrong noted."""

    def __init__(self, place: str, read: ReadTerms) -> None:
        self.place, self._read = place, read
        self._labels: dict[str, dict[Status, list[str]]] = {}
        self._definitions: dict[str, str] = {}

    def language(self, tag: str, place: str) -> str | None:
        """Our code for a tag of the file; one we do not keep is noted as a problem and left out."""
        try:
            return parse_code(tag)
        except UnknownLanguage:
            reason = _("The language “%(tag)s” is not one of: zh-Hans, zh-Hant, ja, ko, en.") % {"tag": tag}
            self._read.refuse(place, reason)
            return None

    def label(self, code: str, text: str, status: Status | None) -> None:
        """Add a word; without a status the first of its language is preferred, the others admitted."""
        by_status = self._labels.setdefault(code, {})
        if status is None or (status is Status.PREFERRED and by_status.get(Status.PREFERRED)):
            status = Status.ADMITTED if by_status.get(Status.PREFERRED) else Status.PREFERRED
        by_status.setdefault(status, []).append(text)

    def definition(self, code: str, text: str) -> None:
        self._definitions.setdefault(code, text)

    def entry(self, slug: str, broader: tuple[str, ...] = ()) -> Entry | None:
        """The concept with what was gathered; None where there was nothing."""
        sections = {code: self._section(code) for code in dict.fromkeys([*self._labels, *self._definitions])}
        given = {code: each for code, each in sections.items() if each}
        return Entry(slug, self.place, given, broader) if given else None

    def _section(self, code: str) -> Section:
        labels = self._labels.get(code, {})
        return section(
            {
                "preferred": next(iter(labels.get(Status.PREFERRED, [])), ""),
                "admitted": labels.get(Status.ADMITTED, []),
                "deprecated": labels.get(Status.DEPRECATED, []),
                "definition": self._definitions.get(code, ""),
            }
        )
