"""What the form of a record offers to choose from, named and ordered in the reader's language."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Max

from tricity.directory.models import City, Country
from tricity.directory.names import city_name, country_name
from tricity.directory.queries import countries_in_order, name_order
from tricity.language import Thesaurus
from tricity.search.engine import engine
from tricity.terms.models import Concept
from tricity.translation.names import name_in
from tricity.web.widgets import KeptChoices

Group = tuple[str, list[tuple[str, str]]]


def country_choices(countries: Iterable[Country], language: str) -> list[tuple[str, str]]:
    return [(country.code, str(country_name(country, language))) for country in countries]


def countries_for(codes: Collection[str] | None, language: str) -> list[Country]:
    """The countries of these codes (None: all), by name in the reader's language."""
    return [country for country in countries_in_order(language) if codes is None or country.code in codes]


# How long a city whose new name escaped the stamp may be shown under the old one.
CITY_SECONDS = 60.0
_MOST_KEPT = 32
_Cities = tuple[KeptChoices, Mapping[str, str]]
# (language, countries with their names, stamp of the cities, minute) → what was made of them.
_cities: dict[tuple[Any, ...], _Cities] = {}


def city_choices(countries: Iterable[Country], language: str) -> _Cities:
    """Cities by country and name, and city code → country code; one query while no city changes."""
    names = tuple((each.code, str(country_name(each, language))) for each in countries)
    facts = City.objects.aggregate(count=Count("pk"), newest=Max("updated_at"), last=Max("pk"))
    key = (language, names, *facts.values(), time.monotonic() // CITY_SECONDS)
    found = _cities.get(key)
    if found is None:
        if len(_cities) >= _MOST_KEPT:
            _cities.clear()
        found = _cities[key] = _city_choices(dict(names), language)
    return found


def _city_choices(names: Mapping[str, str], language: str) -> _Cities:
    groups: dict[str, Group] = {code: (name, []) for code, name in names.items()}
    homes: dict[str, str] = {}
    rows = (
        City.objects.filter(country__in=groups).select_related("country").order_by(name_order(language), "pk")
    )
    for city in rows:
        groups[city.country_id][1].append((city.code, str(city_name(city, language))))
        homes[city.code] = city.country_id
    return KeptChoices(group for group in groups.values() if group[1]), homes


# Language → its topics, of the thesaurus they were made from: a changed one is another object.
_topics: tuple[Thesaurus | None, dict[str, KeptChoices]] = (None, {})


def topic_choices(language: str) -> KeptChoices:
    """All topics under the broadest ones, by name."""
    global _topics
    thesaurus = engine().thesaurus
    if _topics[0] is not thesaurus:
        _topics = (thesaurus, {})
    kept = _topics[1]
    if language not in kept:
        kept[language] = KeptChoices(_topic_choices(thesaurus, language))
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
