"""Ideas as documents of the search index: the author's words, and who proposes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tricity.cooperation.models import Idea
from tricity.language import IndexDocument, Thesaurus
from tricity.search.engine import engine
from tricity.web.identity import PublicationState


def documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these ideas; none for a deleted or withdrawn one."""
    words = engine()
    rows = Idea.objects.filter(pk__in=ids, deleted_at=None).exclude(
        publication_state=PublicationState.ARCHIVED
    )
    for idea in rows.select_related("owner").prefetch_related("topics"):
        yield IndexDocument(
            id=f"idea:{idea.pk}",
            title=words.text_terms(idea.title, idea.language),
            body=words.text_terms("\n".join(filter(None, [idea.summary, idea.partners])), idea.language),
            facets=_facets(idea, words.thesaurus),
            visibility=audiences(idea),
            sort=int((idea.published_at or idea.created_at).timestamp()),
            language=idea.language,
        )


def audiences(idea: Idea) -> list[str]:
    """Who may find it: everybody, or the owner's editors and the curators of its country."""
    if idea.publication_state == PublicationState.PUBLISHED:
        return ["public"]
    owner = [f"org:{idea.owner.code}"] if idea.owner else []
    return [*owner, *([f"country:{idea.country_id}"] if idea.country_id else [])]


def _facets(idea: Idea, thesaurus: Thesaurus) -> dict[str, list[str]]:
    slugs: dict[str, None] = {}
    for concept in idea.topics.all():
        slugs[concept.slug] = None
        slugs.update(dict.fromkeys(thesaurus.ancestors(concept.slug)))
    values = {
        "country": [idea.country_id or ""],
        "kind": ["idea"],
        "topic": list(slugs),
        "horizon": [idea.horizon],
        "organization": [idea.owner.code] if idea.owner else [],
        "language": [idea.language],
    }
    return {facet: [value for value in given if value] for facet, given in values.items()}
