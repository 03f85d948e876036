from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from tricity.api.shapes.pages import PageOut, Paging
from tricity.api.shapes.records import Code, SourceOut, source
from tricity.api.shapes.texts import (
    AuthoredText,
    Names,
    Text,
    authored,
    every_rendering,
    names,
    text,
)
from tricity.directory.digests import OrganizationView, city_view, organization_views
from tricity.directory.models import City, Organization, OrganizationType
from tricity.web.identity import Standing

TEXTS = ("role_summary", "for_cities")
Type = Literal[tuple(OrganizationType.values)]  # type: ignore[valid-type]


class CityFilters(Paging):
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))
    name: str = Field(
        "", max_length=100, description=gettext_noop("A part of a name or a reading, in any language.")
    )


class OrganizationFilters(CityFilters):
    type: list[Type] = []  # type: ignore[valid-type]


class CityOut(Schema):
    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    country: str
    official_code: str | None
    native_name: str
    name: Text
    names: Names
    readings: Names
    admin_level: str
    is_capital: bool
    population: int | None
    population_year: int | None
    latitude: float | None
    longitude: float | None
    updated_at: dt.datetime


class CityPage(PageOut):
    items: list[CityOut]


class OrganizationOut(Schema):
    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    type: Type  # type: ignore[valid-type]
    country: str | None = Field(description="None of an international body.")
    city: str | None = Field(description="Code of the city it administers.")
    name: Text
    names: Names
    readings: Names
    role_summary: AuthoredText
    for_cities: AuthoredText | None
    is_national_body: bool
    website: str
    sources: list[SourceOut]
    standing: Literal[tuple(Standing.values)]  # type: ignore[valid-type]
    standing_sentence: str
    confirmed_on: dt.date | None
    updated_at: dt.datetime


class OrganizationPage(PageOut):
    items: list[OrganizationOut]


def cities(rows: Sequence[City], request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The cities as `CityOut`; reads `city.country`."""
    return [_city(row, request, language) for row in rows]


def _city(row: City, request: HttpRequest, language: str) -> dict[str, Any]:
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "country": row.country_id,
        "official_code": row.official_code,
        "native_name": row.native_name,
        "name": text(city_view(row, language).name.text),
        "names": names(row.names),
        "readings": names(row.readings),
        "admin_level": row.admin_level,
        "is_capital": row.is_capital,
        "population": row.population,
        "population_year": row.population_year,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "updated_at": row.updated_at,
    }


def organizations(rows: Sequence[Organization], request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The bodies as `OrganizationOut`; two queries."""
    renderings = every_rendering(rows, TEXTS)
    views = organization_views(rows, language)
    return [_organization(row, view, renderings, request) for row, view in zip(rows, views, strict=True)]


def _organization(
    row: Organization, view: OrganizationView, renderings: Any, request: HttpRequest
) -> dict[str, Any]:
    role = renderings.get((row.pk, "role_summary"), ())
    service = renderings.get((row.pk, "for_cities"), ())
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(view.url),
        "type": row.type,
        "country": row.country_id,
        "city": row.city.code if row.city else None,
        "name": text(view.name.text),
        "names": names(row.names),
        "readings": names(row.readings),
        "role_summary": authored(view.role, row.role_summary, row.language, role),
        "for_cities": authored(view.for_cities, row.for_cities, row.language, service)
        if view.for_cities
        else None,
        "is_national_body": row.is_national_body,
        "website": row.url,
        "sources": [source(each) for each in row.sources],
        "standing": row.standing,
        "standing_sentence": view.standing.sentence,
        "confirmed_on": row.confirmed_on,
        "updated_at": row.updated_at,
    }
