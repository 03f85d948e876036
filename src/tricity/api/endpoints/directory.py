from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router

from tricity.api import paging
from tricity.api.shapes.directory import (
    CityFilters,
    CityOut,
    CityPage,
    OrganizationFilters,
    OrganizationOut,
    OrganizationPage,
    cities,
    organizations,
)
from tricity.directory import queries
from tricity.language import clean
from tricity.web.languages import reader_language

cities_router = Router(tags=["cities"])
organizations_router = Router(tags=["organizations"])


@cities_router.get("", response=CityPage, summary=gettext_noop("Cities"))
def list_cities(request: HttpRequest, filters: Query[CityFilters]) -> Any:
    rows = queries.cities().filter(queries.called(clean(filters.name)))
    if filters.country:
        rows = rows.filter(country__in=filters.country)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, cities(piece.rows, request, reader_language()), piece.cursor)


@cities_router.get("/{slug:code}", response=CityOut, summary=gettext_noop("One city"))
def read_city(request: HttpRequest, code: str) -> Any:
    return cities([get_object_or_404(queries.cities(), code=code)], request, reader_language())[0]


@organizations_router.get("", response=OrganizationPage, summary=gettext_noop("Organizations"))
def list_organizations(request: HttpRequest, filters: Query[OrganizationFilters]) -> Any:
    rows = queries.organizations().select_related("city").filter(queries.called(clean(filters.name)))
    if filters.country:
        rows = rows.filter(country__in=filters.country)
    if filters.type:
        rows = rows.filter(type__in=filters.type)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, organizations(piece.rows, request, reader_language()), piece.cursor)


@organizations_router.get("/{slug:code}", response=OrganizationOut, summary=gettext_noop("One organization"))
def read_organization(request: HttpRequest, code: str) -> Any:
    row = get_object_or_404(queries.organizations().select_related("city"), code=code)
    return organizations([row], request, reader_language())[0]
