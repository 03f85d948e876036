from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any, Literal

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from tricity.api import paging
from tricity.api.shapes.pages import PageOut, Paging
from tricity.api.shapes.records import Code
from tricity.api.shapes.texts import Text, Words, text
from tricity.cooperation.digests.candidates import OpportunityView, present_rows
from tricity.cooperation.exports import lines
from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.queries import evidence_of, in_countries, public_opportunities
from tricity.knowledge.models import Horizon
from tricity.language import bcp47
from tricity.web.languages import reader_language

opportunities_router = Router(tags=["opportunities"])
overlaps_router = Router(tags=["overlaps"])
BY_SLUG = "topic"


class OpportunityFilters(Paging):
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))
    topic: list[Code] = Field([], description=gettext_noop("Slug of the topic."))


class OpportunityOut(Schema):
    """A joint project that the analysis proposes. The cities named have not agreed to it."""

    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    title: Text
    topic: str
    horizon: Literal[tuple(Horizon.values)]  # type: ignore[valid-type]
    countries: list[str]
    is_cross_border: bool
    is_current: bool = Field(description="The newest analysis proposes it as well.")
    published_at: dt.datetime | None


class OpportunityPage(PageOut):
    items: list[OpportunityOut]


class EvidenceOut(Schema):
    role: Literal[tuple(Evidence.Role.values)]  # type: ignore[valid-type]
    record: str | None
    organization: str | None
    quotation: Words | None = Field(description="The words that speak for it, in the original.")


class WholeOpportunity(OpportunityOut):
    evidence: list[EvidenceOut]


class OverlapCell(Schema):
    country: str
    needs: int
    plans: int
    running: int
    solutions: int
    cities: int


class OverlapOut(Schema):
    """How many public records of each country are about a topic. Nothing is ranked: the order is that of the slugs."""

    topic: str
    topic_name: str
    countries: list[OverlapCell]


class OverlapPage(PageOut):
    items: list[OverlapOut]


@opportunities_router.get(
    "",
    response=OpportunityPage,
    summary=gettext_noop("Joint project candidates"),
    description=gettext_noop("Those that curators have published, the newest first."),
)
def list_opportunities(request: HttpRequest, filters: Query[OpportunityFilters]) -> Any:
    rows = public_opportunities()
    if filters.country:
        rows = rows.annotate(country_text=Cast("countries", TextField())).filter(
            in_countries(filters.country)
        )
    if filters.topic:
        rows = rows.filter(concept__slug__in=filters.topic)
    piece = paging.newest_first(rows, filters.cursor, filters.limit)
    views = present_rows(piece.rows, reader_language())
    return paging.page(
        request, [_opportunity(row, views[row.pk], request) for row in piece.rows], piece.cursor
    )


@opportunities_router.get(
    "/{slug:code}",
    response=WholeOpportunity,
    summary=gettext_noop("One candidate"),
    description=gettext_noop("With the evidence that is public."),
)
def read_opportunity(request: HttpRequest, code: str) -> Any:
    row = get_object_or_404(public_opportunities(), code=code)
    view = present_rows([row], reader_language())[row.pk]
    evidence = [_evidence(each) for each in evidence_of([row.pk])]
    return {**_opportunity(row, view, request), "evidence": evidence}


@overlaps_router.get(
    "",
    response=OverlapPage,
    summary=gettext_noop("Topics across the countries"),
    description=gettext_noop("The grid of the newest analysis."),
)
def list_overlaps(request: HttpRequest, filters: Query[Paging]) -> Any:
    after = paging.decode(filters.cursor, BY_SLUG, 1)[0] if filters.cursor else ""
    rows = [
        (slug, list(cells)) for slug, cells in groupby(lines(reader_language()), key=lambda line: line.topic)
    ]
    found = [(slug, cells) for slug, cells in rows if slug > after]
    shown = found[: filters.limit]
    cursor = paging.encode(BY_SLUG, shown[-1][0]) if len(found) > len(shown) else ""
    return paging.page(request, [_overlap(slug, cells) for slug, cells in shown], cursor)


def _opportunity(row: Opportunity, view: OpportunityView, request: HttpRequest) -> dict[str, Any]:
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(view.url),
        "title": text(view.title),
        "topic": row.concept.slug,
        "horizon": row.horizon,
        "countries": sorted(row.countries),
        "is_cross_border": row.is_cross_border,
        "is_current": row.is_current,
        "published_at": row.published_at,
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    subject = row.record or row.organization
    return {
        "role": row.role,
        "record": row.record.code if row.record else None,
        "organization": row.organization.code if row.organization else None,
        "quotation": {"text": row.quotation, "language": bcp47(subject.language)}
        if row.quotation and subject
        else None,
    }


def _overlap(slug: str, cells: list[Any]) -> dict[str, Any]:
    return {
        "topic": slug,
        "topic_name": cells[0].topic_name,
        "countries": [
            {
                name: getattr(cell, name)
                for name in ("country", "needs", "plans", "running", "solutions", "cities")
            }
            for cell in cells
        ],
    }
