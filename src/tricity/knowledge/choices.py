"""What the form of a record offers to choose from, named and ordered in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from tricity.directory.models import City, Country
from tricity.directory.names import city_name, country_name
from tricity.directory.queries import countries_in_order, name_order
from tricity.language import Thesaurus
from tricity.search.engine import engine
from tricity.terms.models import Concept
from tricity.translation.names import name_in

Group = tuple[str, list[tuple[str, str]]]


def country_choices(countries: Iterable[Country], language: str) -> list[tuple[str, str]]:
    return [(country.code, str(country_name(country, language))) for country in countries]


def countries_for(codes: Collection[str] | None, language: str) -> list[Country]:
    """The countries of these codes (None: all), by name in the reader's language."""
    return [country for country in countries_in_order(language) if codes is None or country.code in codes]


def city_choices(countries: Iterable[Country], language: str) -> tuple[list[Group], dict[str, str]]:
    """Cities by country and name, and city code → country code."""
    groups: dict[str, Group] = {each.code: (str(country_name(each, language)), []) for each in countries}
    homes: dict[str, str] = {}
    rows = (
        City.objects.filter(country__in=groups).select_related("country").order_by(name_order(language), "pk")
    )
    for city in rows:
        groups[city.country_id][1].append((city.code, str(city_name(city, language))))
        homes[city.code] = city.country_id
    return [group for group in groups.values() if group[1]], homes


# Language → its topics, of the thesaurus they were made from: a changed one is another object.
_topics: tuple[Thesaurus | None, dict[str, list[Group]]] = (None, {})


def topic_choices(language: str) -> list[Group]:
    """All topics under the broadest ones, by name."""
    global _topics
    thesaurus = engine().thesaurus
    if _topics[0] is not thesaurus:
        _topics = (thesaurus, {})
    kept = _topics[1]
    if language not in kept:
        kept[language] = _topic_choices(thesaurus, language)
    return kept[language]


def _topic_choices(thesaurus: Thesaurus, language: str) -> list[Group]:
    rows: list[Any] = list(Concept.objects.values("slug", "names", "sort_keys", "is_top"))
    rows.sort(key=lambda row: (row["sort_keys"].get(language, row["slug"]), row["slug"]))
    groups: dict[str, Group] = {
        row["slug"]: (str(name_in(row["names"], language)), []) for row in rows if row["is_top"]
    }
    for row in rows:
        above = [row["slug"], *thesaurus.ancestors(row["slug"])]
        top = next((slug for slug in above if slug in groups), None)
        if top is not None:
            groups[top][1].append((row["slug"], str(name_in(row["names"], language))))
    return list(groups.values())
