from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router

from tricity.api import paging
from tricity.api.shapes.statements import (
    CardEntryFilters,
    CardEntryOut,
    CardEntryPage,
    ServiceFilters,
    ServiceOut,
    ServicePage,
    entries,
    services,
)
from tricity.directory.statements import queries
from tricity.web.languages import reader_language

services_router = Router(tags=["services"])
entries_router = Router(tags=["card-entries"])


@services_router.get("", response=ServicePage, summary=gettext_noop("Services of bodies for cities"))
def list_services(request: HttpRequest, filters: Query[ServiceFilters]) -> Any:
    rows = queries.public_services()
    if filters.kind:
        rows = rows.filter(kind__in=filters.kind)
    if filters.country:
        rows = rows.filter(organization__country__in=filters.country)
    if filters.organization:
        rows = rows.filter(organization__code__in=filters.organization)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, services(piece.rows, request, reader_language()), piece.cursor)


@services_router.get("/{slug:code}", response=ServiceOut, summary=gettext_noop("One service for cities"))
def read_service(request: HttpRequest, code: str) -> Any:
    row = get_object_or_404(queries.public_services(), code=code)
    return services([row], request, reader_language())[0]


@entries_router.get("", response=CardEntryPage, summary=gettext_noop("Entries of the country cards"))
def list_card_entries(request: HttpRequest, filters: Query[CardEntryFilters]) -> Any:
    rows = queries.public_entries()
    if filters.section:
        rows = rows.filter(section__in=filters.section)
    if filters.country:
        rows = rows.filter(country__in=filters.country)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    return paging.page(request, entries(piece.rows, request, reader_language()), piece.cursor)


@entries_router.get(
    "/{slug:code}", response=CardEntryOut, summary=gettext_noop("One entry of a country card")
)
def read_card_entry(request: HttpRequest, code: str) -> Any:
    row = get_object_or_404(queries.public_entries(), code=code)
    return entries([row], request, reader_language())[0]
