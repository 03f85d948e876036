"""Facets of the lists: values with their names in the reader's language and how many records have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tricity.directory.models import City, Organization
from tricity.directory.names import city_name, country_name, organization_name
from tricity.directory.queries import countries_in_order
from tricity.knowledge.models import Horizon, Kind, Priority, Status
from tricity.language import Engine
from tricity.search.engine import engine
from tricity.terms.models import Concept
from tricity.translation.names import name_in

FILTERS = ("country", "topic", "status", "horizon", "priority", "city", "organization", "language")
MOST_VALUES, LONGEST_VALUE = 20, 80
COUNTED = {
    Kind.INITIATIVE.value: ("country", "topic", "status"),
    Kind.NEED.value: ("country", "topic", "priority", "horizon"),
    Kind.SOLUTION.value: ("country", "topic"),
}
CHOICES: dict[str, Any] = {"status": Status, "horizon": Horizon, "priority": Priority}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to tick; `depth` 1 is a topic below the one before."""

    value: str
    label: Any
    count: int
    is_on: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        """The long list of topics stays folded until one is chosen."""
        return self.name != "topic" or any(value.is_on for value in self.values)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that has no boxes to tick, only a way to take it away."""

    name: str
    label: Any


def filters_of(query: QueryDict) -> dict[str, list[str]]:
    """The filters in an address; what is unknown, too long or too much is left out."""
    found = {
        name: [
            value for value in query.getlist(name) if 0 < len(value) <= LONGEST_VALUE and value.isprintable()
        ]
        for name in FILTERS
    }
    return {name: values[:MOST_VALUES] for name, values in found.items() if values}


def facets(
    kind: str, counts: Mapping[str, Mapping[str, int]], filters: Mapping[str, Sequence[str]], language: str
) -> list[Facet]:
    """The facets of a kind, each value with its count. One query; the topics are read when they changed."""
    makers = {"country": _countries, "topic": _topics}
    titles = {
        "country": _("Country"),
        "topic": _("Topic"),
        "status": _("Status"),
        "priority": _("Priority"),
        "horizon": _("Time frame"),
    }
    found = []
    for name in COUNTED[kind]:
        on = frozenset(filters.get(name, ()))
        here = counts.get(name, {})
        values = makers[name](here, on, language) if name in makers else _choices(name, here, on)
        if values:
            found.append(Facet(name, titles[name], tuple(values)))
    return found


def chosen(filters: Mapping[str, Sequence[str]], language: str) -> list[Chosen]:
    """The city and the organization a list is narrowed down to; a query for each that is."""
    found: list[Chosen] = []
    if codes := filters.get("city"):
        cities = City.objects.filter(code__in=codes).select_related("country").order_by("code")
        found += [Chosen("city", city_name(city, language)) for city in cities]
    if codes := filters.get("organization"):
        bodies = Organization.objects.filter(code__in=codes, deleted_at=None).order_by("code")
        found += [Chosen("organization", organization_name(body, language)) for body in bodies]
    return found


def _countries(counts: Mapping[str, int], on: frozenset[str], language: str) -> list[FacetValue]:
    return [
        FacetValue(
            country.code, country_name(country, language), counts.get(country.code, 0), country.code in on
        )
        for country in countries_in_order(language)
    ]


def _choices(name: str, counts: Mapping[str, int], on: frozenset[str]) -> list[FacetValue]:
    return [
        FacetValue(value, str(label), counts.get(value, 0), value in on)
        for value, label in CHOICES[name].choices
    ]


def _topics(counts: Mapping[str, int], on: frozenset[str], language: str) -> list[FacetValue]:
    """The broadest topics by name; below one that is ticked, or that holds a ticked one, the narrower ones."""
    words = engine()
    named = _named_topics(words, language)
    opened = on | {above for slug in on for above in words.thesaurus.ancestors(slug)}
    found: list[FacetValue] = []
    for top, (label, below) in named.items():
        if counts.get(top) or top in on:
            found.append(FacetValue(top, label, counts.get(top, 0), top in on))
            if top in opened:
                found += [
                    FacetValue(slug, name, counts.get(slug, 0), slug in on, 1)
                    for slug, name in below
                    if counts.get(slug) or slug in on
                ]
    return found


@lru_cache(maxsize=16)
def _named_topics(words: Engine, language: str) -> Mapping[str, tuple[Any, list[tuple[str, Any]]]]:
    """Broadest topic → its name and its narrower topics, all by name; kept as long as the engine over the same terms."""
    rows = {row["slug"]: row for row in Concept.objects.values("slug", "names", "sort_keys", "is_top")}
    ordered = sorted(rows, key=lambda slug: (rows[slug]["sort_keys"].get(language, slug), slug))
    names = {slug: name_in(rows[slug]["names"], language) for slug in ordered}
    above = {slug: set(words.thesaurus.ancestors(slug)) for slug in ordered}
    return {
        top: (names[top], [(slug, names[slug]) for slug in ordered if top in above[slug]])
        for top in ordered
        if rows[top]["is_top"]
    }
