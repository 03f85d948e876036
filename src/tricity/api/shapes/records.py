"""Records as programs read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Schema

from tricity.api.shapes.pages import Instant, PageOut, Paging
from tricity.api.shapes.texts import AuthoredText, Language, Text, authored, every_rendering, text
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.models import Participation, Record, Status
from tricity.knowledge.publication.disclosure import Disclosed, disclosed
from tricity.knowledge.publication.template import BUDGET, INDICATORS, tells
from tricity.knowledge.values import plain_number
from tricity.language import bcp47
from tricity.terms.models import SCHEME_URI
from tricity.translation.queries import renderings as in_language
from tricity.web.identity import PublicationState, Standing

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,80}$", max_length=80)]
KindName = Literal["initiative", "need", "solution"]
TEXTS = ("title", "summary")


class RecordFilters(Paging):
    """Values of one filter are alternatives; filters narrow each other down."""

    kind: list[KindName] = Field([], description=gettext_noop("What it is."))
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))
    city: list[Code] = Field([], description=gettext_noop("Code of a city."))
    organization: list[Code] = Field(
        [], description=gettext_noop("Code of the owner, or of a body that takes part.")
    )
    topic: list[Code] = Field(
        [], description=gettext_noop("Slug of a topic; the narrower topics are counted in.")
    )
    language: list[Language] = Field([], description=gettext_noop("Language of the original."))
    status: list[Literal[tuple(Status.values)]] = []  # type: ignore[valid-type]
    state: list[Literal[tuple(PublicationState.values)]] = Field(  # type: ignore[valid-type]
        [], description=gettext_noop("Drafts and the like are found only by those who may read them.")
    )
    updated_since: Instant | None = Field(
        None, description=gettext_noop("Changed at or after this instant (ISO 8601 with zone).")
    )
    order: Literal["created", "updated"] = Field(
        "created",
        description=gettext_noop("created: the newest first; updated: by last change, the oldest first."),
    )


class TopicOut(Schema):
    slug: str
    uri: str
    name: Text
    weight: float = Field(description="How much of the record is about it, 0 to 1.")


class Indicator(Schema):
    name: str
    value: int | float | str | None
    unit: str | None = None
    year: int | None = None


class SourceOut(Schema):
    url: str
    read_on: str | None = None


class PartyOut(Schema):
    name: str
    name_en: str
    role: Literal[tuple(Participation.Role.values)]  # type: ignore[valid-type]
    organization: str | None = Field(description="Its code, where it is in the directory.")


class DeploymentOut(Schema):
    city_name: str
    country_code: str
    year: int | None
    city: str | None = Field(description="Its code, where it is in the directory.")


class DetailOut(Schema):
    """A part of the template. Words are in the caller's language where they have been rendered; else as written."""

    name: str = Field(description="As imports and exports call it.")
    label: str = Field(description="What people call it, in the caller's language.")
    text: Text
    original: str = Field(description="As it was written; days as 2026-03-31, states by their name.")
    limited_to: str = Field(description="Who reads it, where not everybody does; in the caller's language.")


class RecordOut(Schema):
    """An initiative, a need or a solution. What is empty or null is not known."""

    code: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    kind: KindName
    language: Language = Field(description="Language of the original.")
    title: AuthoredText
    summary: AuthoredText
    country: str
    city: str | None = Field(description="Code of the city.")
    status: str
    priority: str
    horizon: str
    start_year: int | None
    end_year: int | None
    budget_amount: str | None = Field(description="Decimal digits.")
    budget_currency: str = Field(description="Empty where the amount is not told.")
    topics: list[TopicOut] = Field(description="Given by the analysis, the main one first.")
    suggested_topics: list[str] = Field(description="Slugs its author gave.")
    indicators: list[Indicator]
    sources: list[SourceOut]
    details: list[DetailOut] = Field(description="The parts that were written and that the caller may read.")
    organizations: list[PartyOut]
    deployments: list[DeploymentOut]
    owner: str | None = Field(description="Code of the body that keeps the record.")
    standing: Literal[tuple(Standing.values)]  # type: ignore[valid-type]
    standing_sentence: str = Field(description="Who speaks, in the caller's language.")
    confirmed_on: dt.date | None
    publication_state: Literal[tuple(PublicationState.values)]  # type: ignore[valid-type]
    has_pending_change: bool = Field(description="A change waits for a curator. Only its editors are told.")
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
    published_at: dt.datetime | None


class RecordPage(PageOut):
    items: list[RecordOut]


def records(
    rows: Sequence[Record], request: HttpRequest, language: str, *, edits: set[int], inside: set[int]
) -> list[Any]:
    """The records as `RecordOut` for a reader of `language`.

    `edits` are ids of those the caller may change, `inside` of those of which authors and reviewers read everything.

    The rows come from `with_parts`; seven queries more, however many rows.
    """
    views = present([row.pk for row in rows], language)
    renderings = every_rendering(rows, TEXTS)
    shown = in_language(rows, language=language)
    found = []
    for row in rows:
        if row.pk in views:
            is_inside = row.pk in inside
            parts = disclosed(request.user, row, language, is_insider=is_inside, rows=shown)
            plain = _record(row, views[row.pk], renderings, request, is_inside=is_inside)
            waits = row.pk in edits and row.pending is not None
            found.append({**plain, "details": [_detail(part) for part in parts], "has_pending_change": waits})
    return found


def _record(
    row: Record, view: RecordView, renderings: Any, request: HttpRequest, *, is_inside: bool
) -> dict[str, Any]:
    tells_budget = is_inside or tells(row, BUDGET)
    return {
        "code": row.code,
        "uri": row.uri,
        "url": request.build_absolute_uri(view.url),
        "kind": row.kind,
        "language": bcp47(row.language),
        "title": authored(view.title, row.title, row.language, renderings.get((row.pk, "title"), ())),
        "summary": authored(view.summary, row.summary, row.language, renderings.get((row.pk, "summary"), ())),
        "country": row.country_id,
        "city": row.city.code if row.city else None,
        "status": row.status,
        "priority": row.priority,
        "horizon": row.horizon,
        "start_year": row.start_year,
        "end_year": row.end_year,
        "budget_amount": _budget(row) if tells_budget else None,
        "budget_currency": row.budget_currency if tells_budget else "",
        "topics": [_topic(topic) for topic in view.topics],
        "suggested_topics": list(row.suggested_topics),
        "indicators": [
            _indicator(each) for each in (row.indicators if is_inside or tells(row, INDICATORS) else ())
        ],
        "sources": [source(each) for each in row.sources],
        "organizations": [_party(each) for each in row.participations.all()],
        "deployments": [_deployment(each) for each in row.deployments.all()],
        "owner": row.owner.code if row.owner else None,
        "standing": row.standing,
        "standing_sentence": view.standing.sentence,
        "confirmed_on": row.confirmed_on,
        "publication_state": row.publication_state,
        "version": row.version,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "published_at": row.published_at,
    }


def _budget(row: Record) -> str | None:
    return None if row.budget_amount is None else plain_number(row.budget_amount)


def _detail(part: Disclosed) -> dict[str, Any]:
    return {
        "name": part.name,
        "label": str(part.label),
        "text": text(part.text),
        "original": part.stored,
        "limited_to": part.limited_to,
    }


def _topic(topic: Any) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "uri": f"{SCHEME_URI}:{topic.slug}",
        "name": text(topic.name),
        "weight": round(topic.weight, 4),
    }


def _indicator(given: dict[str, Any]) -> dict[str, Any]:
    value = given.get("value")
    return {
        "name": str(given.get("name") or ""),
        "value": value if isinstance(value, int | float | str) else None,
        "unit": given.get("unit"),
        "year": given.get("year"),
    }


def source(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        return {"url": str(given), "read_on": None}
    return {"url": str(given.get("url", "")), "read_on": given.get("read_on")}


def _party(row: Participation) -> dict[str, Any]:
    body = row.organization
    return {
        "name": row.name,
        "name_en": row.name_en,
        "role": row.role,
        "organization": body.code if body and body.deleted_at is None else None,
    }


def _deployment(row: Any) -> dict[str, Any]:
    return {
        "city_name": row.city_name,
        "country_code": row.country_code,
        "year": row.year,
        "city": row.city.code if row.city else None,
    }
