"""Services of bodies and entries of country cards as programs read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from tricity.api.shapes.pages import PageOut, Paging
from tricity.api.shapes.records import Code, SourceOut
from tricity.api.shapes.texts import AuthoredText, authored, every_rendering
from tricity.directory.models import CardEntry, Service
from tricity.directory.statements.choices import Section, ServiceKind
from tricity.directory.statements.digests import StatementView, views
from tricity.directory.statements.values import plain
from tricity.web.identity import Standing

ServiceKindName = Literal[tuple(ServiceKind.values)]  # type: ignore[valid-type]
SectionName = Literal[tuple(Section.values)]  # type: ignore[valid-type]


class ServiceFilters(Paging):
    kind: list[ServiceKindName] = Field([], description=gettext_noop("What it is."))  # type: ignore[valid-type]
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))
    organization: list[Code] = Field([], description=gettext_noop("Code of an organization."))


class CardEntryFilters(Paging):
    section: list[SectionName] = []  # type: ignore[valid-type]
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))


class StatementOut(Schema):
    """Something stated with a source and dates. What is empty or null was not stated."""

    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    country: str | None = Field(description="None of a service of an international body.")
    title: AuthoredText
    sources: list[SourceOut]
    valid_from: dt.date | None
    valid_until: dt.date | None
    has_ended: bool = Field(description="`valid_until` has passed.")
    is_stale: bool = Field(description="Nobody has confirmed or read it again for a year.")
    standing: Literal[tuple(Standing.values)]  # type: ignore[valid-type]
    standing_sentence: str
    confirmed_on: dt.date | None
    version: int
    updated_at: dt.datetime


class ServiceOut(StatementOut):
    organization: str = Field(description="Code of the body.")
    kind: ServiceKindName  # type: ignore[valid-type]
    description: AuthoredText
    for_whom: AuthoredText | None
    how_to_ask: AuthoredText | None
    contact_url: str
    cost: AuthoredText | None
    period: AuthoredText | None
    deadline: dt.date | None


class CardEntryOut(StatementOut):
    section: SectionName  # type: ignore[valid-type]
    text: AuthoredText
    as_of: dt.date | None
    figure: str | None = Field(description="A threshold or an amount, as a decimal number.")
    figure_unit: AuthoredText | None


class ServicePage(PageOut):
    items: list[ServiceOut]


class CardEntryPage(PageOut):
    items: list[CardEntryOut]


def services(rows: Sequence[Service], request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The services as `ServiceOut`; two queries. Reads `organization`."""
    return [
        {
            **shared,
            "organization": row.organization.code,
            "kind": row.kind,
            "contact_url": row.contact_url,
            "deadline": row.deadline,
        }
        for row, shared in _shared(rows, request, language)
    ]


def entries(rows: Sequence[CardEntry], request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The entries as `CardEntryOut`; two queries. Reads `country`."""
    return [
        {**shared, "section": row.section, "as_of": row.as_of, "figure": plain(row.figure) or None}
        for row, shared in _shared(rows, request, language)
    ]


def _shared(rows: Sequence[Any], request: HttpRequest, language: str) -> list[tuple[Any, dict[str, Any]]]:
    renderings = every_rendering(rows, rows[0].TEXTS) if rows else {}
    return [
        (row, {**_facts(row, view, request), **_texts(row, view, renderings)})
        for row, view in zip(rows, views(rows, language), strict=True)
    ]


def _texts(row: Any, view: StatementView, renderings: Any) -> dict[str, Any]:
    return {
        name: authored(view.texts[name], getattr(row, name), row.language, renderings.get((row.pk, name), ()))
        if name in view.texts
        else None
        for name in row.TEXTS
    }


def _facts(row: Any, view: StatementView, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(view.url),
        "country": row.country_id or None,
        "sources": [
            {"url": each.url, "read_on": each.read_on.isoformat() if each.read_on else None}
            for each in view.sources
        ],
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "has_ended": row.has_ended,
        "is_stale": row.is_stale,
        "standing": row.standing,
        "standing_sentence": view.standing.sentence,
        "confirmed_on": row.confirmed_on,
        "version": row.version,
        "updated_at": row.updated_at,
    }
