from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from tricity.api import paging
from tricity.api.problems import Problem
from tricity.api.shapes.pages import PageOut, Paging
from tricity.api.shapes.records import Code
from tricity.api.shapes.texts import Language, Text, text
from tricity.language import bcp47, parse_code
from tricity.search import queries
from tricity.search.found import FoundHit, Quotation
from tricity.search.reasons import sentence
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

router = Router(tags=["search"])
BY_RANK = "page"
LAST_PAGE = 500
KindName = Literal[
    "initiative",
    "need",
    "solution",
    "city",
    "organization",
    "opportunity",
    "idea",
    "event",
    "service",
    "card-entry",
]


class SearchFilters(Paging):
    q: str = Field(
        "",
        max_length=400,
        description=gettext_noop("Words of any of the languages; none: everything, the newest first."),
    )
    kind: list[KindName] = []
    country: list[Code] = Field([], description=gettext_noop("ISO 3166-1 alpha-2 code."))
    topic: list[Code] = Field(
        [], description=gettext_noop("Slug of a topic; the narrower topics are counted in.")
    )
    language: list[Language] = Field([], description=gettext_noop("Language of the original."))
    city: list[Code] = Field([], description=gettext_noop("Code of a city."))
    organization: list[Code] = Field([], description=gettext_noop("Code of an organization."))


class ReasonOut(Schema):
    """Why a hit was found: one sentence in the caller's language, and the words it is about."""

    sentence: str
    query_text: str
    document_text: str
    topic: str | None = Field(description="Slug of the topic both have to do with.")


class QuotedPart(Schema):
    text: str
    is_marked: bool


class QuotationOut(Schema):
    """The document's own words around what was found."""

    language: Language
    parts: list[QuotedPart]


class HitOut(Schema):
    kind: KindName
    code: str
    url: str = Field(description="The page for readers, in the caller's language.")
    title: Text
    summary: Text | None
    reasons: list[ReasonOut]
    quotation: QuotationOut | None


class HitPage(PageOut):
    total: int
    items: list[HitOut]


@router.get(
    "",
    response=HitPage,
    summary=gettext_noop("Search in every language"),
    description=gettext_noop("The search of the site: the best answers first, each with its reasons."),
)
def search(request: HttpRequest, filters: Query[SearchFilters]) -> Any:
    number = int(_page_of(filters.cursor)) if filters.cursor else 1
    names = ("kind", "country", "topic", "city", "organization")
    wanted = {name: list(getattr(filters, name)) for name in names if getattr(filters, name)}
    if filters.language:
        wanted["language"] = [parse_code(tag) for tag in filters.language]
    found = queries.find(
        filters.q,
        language=reader_language(),
        filters=wanted,
        user=request.user,
        page=number,
        size=filters.limit,
    )
    if not found.is_ready:
        raise Problem(
            503,
            "not-ready",
            _("Search is being prepared. Try again in a minute."),
            headers={"Retry-After": "60"},
        )
    goes_on = number < LAST_PAGE and number * filters.limit < found.total
    cursor = paging.encode(BY_RANK, number + 1) if goes_on else ""
    return {
        "total": found.total,
        **paging.page(request, [_hit(hit, request) for hit in found.hits], cursor),
    }


def _page_of(cursor: str) -> str:
    number = paging.decode(cursor, BY_RANK, 1)[0]
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 4 and 0 < int(number) <= LAST_PAGE):
        raise paging.invalid_cursor()
    return number


def _hit(hit: FoundHit, request: HttpRequest) -> dict[str, Any]:
    shown = hit.object
    language = reader_language()
    return {
        "kind": hit.kind,
        "code": shown.code,
        "url": request.build_absolute_uri(shown.url),
        "title": text(_title(shown)),
        "summary": _summary(shown),
        "reasons": [
            {
                "sentence": sentence(each, language),
                "query_text": each.query_text,
                "document_text": each.document_text,
                "topic": each.concept_id,
            }
            for each in hit.reasons
        ],
        "quotation": _quotation(hit.snippet),
    }


def _title(shown: Any) -> LocalizedText:
    """Records, candidates and events have a title; cities and bodies a name."""
    if hasattr(shown, "title"):
        return shown.title
    name: LocalizedText = shown.name.text
    return name


def _summary(shown: Any) -> dict[str, Any] | None:
    said = getattr(shown, "summary", None) or getattr(shown, "role", None)
    return text(said) if said else None


def _quotation(snippet: Quotation | None) -> dict[str, Any] | None:
    if not snippet:
        return None
    parts = [{"text": part.text, "is_marked": part.is_marked} for part in snippet.parts]
    return {"language": bcp47(snippet.language), "parts": parts}
