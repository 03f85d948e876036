"""What the list pages of the directory show for a request: rows, facets, page, map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from tricity.directory import panels, queries
from tricity.directory.digests import (
    CapitalTime,
    OrganizationView,
    capital_time,
    city_view,
    organization_views,
)
from tricity.directory.models import Country, OrganizationType
from tricity.directory.names import DisplayName, country_name, display
from tricity.directory.places import map_of, needed
from tricity.language import clean
from tricity.web.pages import PAGE_SIZE, Page, page_number

CITIES_A_PAGE = 60
LONGEST_QUESTION = 100


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; `count` None is not shown."""

    value: str
    label: Any
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country beside the others."""

    code: str
    url: str
    name: DisplayName
    time: CapitalTime | None
    cities: int
    figures: tuple[panels.Figure, ...]
    bodies: tuple[OrganizationView, ...]


def countries_beside_each_other(language: str, user: Any) -> list[CountryCard]:
    """Every country by name in the reader's language; three queries and those of the figures."""
    rows = queries.countries_in_order(language)
    bodies = organization_views(
        list(queries.national_bodies().order_by(queries.name_order(language), "pk")), language
    )
    cities, figures = queries.city_counts(), panels.figures(language=language, user=user)
    return [
        CountryCard(
            code=row.code,
            url=row.get_absolute_url(),
            name=display(row.names, language, row.language),
            time=capital_time(row, language),
            cities=cities.get(row.code, 0),
            figures=tuple(figures.get(row.code, ())),
            bodies=tuple(body for body in bodies if body.country_code == row.code),
        )
        for row in rows
    ]


def city_list(request: HttpRequest, language: str) -> dict[str, Any]:
    """The cities asked for by `q`, `country` and `has`."""
    countries = queries.countries_in_order(language)
    question = _question(request)
    chosen = _chosen(request, "country", (country.code for country in countries))
    held = _chosen(request, "has", (presence.value for presence in panels.presences()))
    rows = queries.cities().filter(queries.called(question))
    if chosen:
        rows = rows.filter(country__in=chosen)
    if held:
        conditions = (each.condition() for each in panels.presences() if each.value in held)
        rows = rows.filter(_any(conditions))
    spots = queries.spots(rows, language=language)
    page = Page(page_number(request), CITIES_A_PAGE, len(spots))
    shown = [pk for pk, _, _ in spots[page.offset : page.offset + page.size]]
    found = queries.cities_by_id([*shown, *needed(spots)])
    return {
        "cities": [city_view(found[pk], language) for pk in shown],
        "page": page,
        "question": question,
        "countries": _country_facet(countries, queries.city_counts(), chosen, language),
        "presences": [
            FacetValue(each.value, str(each.label), None, each.value in held) for each in panels.presences()
        ],
        "places": map_of(spots, found, language) if spots else None,
        "is_filtered": bool(question or chosen or held),
    }


def organization_list(request: HttpRequest, language: str) -> dict[str, Any]:
    """The organizations asked for by `q`, `type` and `country`."""
    countries = queries.countries_in_order(language)
    question = _question(request)
    chosen = _chosen(request, "country", (country.code for country in countries))
    types = _chosen(request, "type", OrganizationType.values)
    rows = queries.organizations().filter(queries.called(question))
    by_type = rows.filter(country__in=chosen) if chosen else rows
    by_country = rows.filter(type__in=types) if types else rows
    found = by_type.filter(type__in=types) if types else by_type
    page = Page(page_number(request), PAGE_SIZE, found.count())
    ordered = found.order_by(queries.name_order(language), "pk")[page.offset : page.offset + page.size]
    type_counts = dict(by_type.order_by().values_list("type").annotate(Count("pk")))
    country_counts = dict(by_country.order_by().values_list("country_id").annotate(Count("pk")))
    return {
        "organizations": organization_views(list(ordered), language),
        "page": page,
        "question": question,
        "types": [
            FacetValue(value, str(label), type_counts.get(value, 0), value in types)
            for value, label in OrganizationType.choices
        ],
        "countries": _country_facet(countries, country_counts, chosen, language),
        "is_filtered": bool(question or chosen or types),
    }


def _question(request: HttpRequest) -> str:
    return clean(request.GET.get("q", ""))[:LONGEST_QUESTION].strip()


def _chosen(request: HttpRequest, facet: str, known: Iterable[str]) -> list[str]:
    """The known values asked for; others are ignored."""
    asked = set(request.GET.getlist(facet))
    return [value for value in known if value in asked]


def _any(conditions: Iterable[Any]) -> Q:
    either = Q()
    for condition in conditions:
        either |= Q(condition)
    return either


def _country_facet(
    countries: Iterable[Country], counts: dict[str, int], chosen: list[str], language: str
) -> list[FacetValue]:
    return [
        FacetValue(each.code, country_name(each, language), counts.get(each.code, 0), each.code in chosen)
        for each in countries
    ]
