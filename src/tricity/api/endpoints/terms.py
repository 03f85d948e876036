from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from tricity.api import paging
from tricity.api.shapes.pages import PageOut, Paging
from tricity.api.shapes.texts import Language, Names, Text, names, text
from tricity.language import LANGUAGES, bcp47
from tricity.terms import queries
from tricity.terms.queries import Topic
from tricity.translation.names import name_in
from tricity.web.languages import reader_language

router = Router(tags=["concepts"])
BY_SLUG = "slug"


class ConceptMapping(Schema):
    scheme: str
    notation: str
    status: Literal["verified", "not verified"]


class ConceptOut(Schema):
    """A topic of the thesaurus (a SKOS concept). The whole thesaurus is at `topics/export.ttl` and `.jsonld`."""

    slug: str
    uri: str
    url: str = Field(description="The page for readers, in the caller's language.")
    name: Text
    names: Names = Field(description="Preferred labels.")
    alternatives: dict[Language, list[str]] = Field(description="Alternative labels.")
    definitions: Names
    broader: list[str] = Field(description="Slugs.")
    narrower: list[str]
    related: list[str]
    cross_border: bool = Field(description="Services of this kind work across borders.")
    mappings: list[ConceptMapping]


class ConceptPage(PageOut):
    items: list[ConceptOut]


@router.get(
    "",
    response=ConceptPage,
    summary=gettext_noop("Topics of the thesaurus"),
    description=gettext_noop("By slug."),
)
def list_concepts(request: HttpRequest, filters: Query[Paging]) -> Any:
    after = paging.decode(filters.cursor, BY_SLUG, 1)[0] if filters.cursor else ""
    found = [topic for topic in queries.topics() if topic.slug > after]
    shown = found[: filters.limit]
    cursor = paging.encode(BY_SLUG, shown[-1].slug) if len(found) > len(shown) else ""
    return paging.page(request, [_concept(each, request) for each in shown], cursor)


@router.get("/{slug:slug}", response=ConceptOut, summary=gettext_noop("One topic"))
def read_concept(request: HttpRequest, slug: str) -> Any:
    """One that was merged into another redirects there."""
    topic = queries.topic_called(slug)
    if topic is None:
        into = queries.successor_of(slug)
        if into is None:
            raise Http404
        return HttpResponsePermanentRedirect(request.path.removesuffix(slug) + into)
    return _concept(topic, request)


def _concept(topic: Topic, request: HttpRequest) -> dict[str, Any]:
    row = topic.concept
    return {
        "slug": row.slug,
        "uri": row.uri,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "name": text(name_in(row.names, reader_language())),
        "names": names(row.names),
        "alternatives": {
            bcp47(code): list(row.alternatives[code]) for code in LANGUAGES if row.alternatives.get(code)
        },
        "definitions": names(row.definitions),
        "broader": [other.slug for other in topic.broader],
        "narrower": [other.slug for other in topic.narrower],
        "related": [other.slug for other in topic.related],
        "cross_border": row.cross_border,
        "mappings": [
            {
                "scheme": str(each.get("scheme", "")),
                "notation": str(each.get("notation", "")),
                "status": "verified" if each.get("status") == "verified" else "not verified",
            }
            for each in row.mappings
        ],
    }
