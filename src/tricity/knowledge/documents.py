"""Records as documents of the search index.

The author's words are indexed, not their renderings: a reason then always points into the original, and the
engine finds it from any language. Names of the city, the bodies and the indicators follow in the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch

from tricity.knowledge.models import Participation, Record, RecordTopic
from tricity.knowledge.publication.template import INDICATORS, public_words, tells
from tricity.language import IndexDocument, Thesaurus
from tricity.search.engine import engine
from tricity.web.identity import PublicationState


def documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these records; none for a deleted one, which so leaves the index."""
    words = engine()
    for record in _rows(ids):
        yield IndexDocument(
            id=f"{record.kind}:{record.pk}",
            title=words.text_terms(record.title, record.language),
            body=words.text_terms(body_text(record), record.language),
            facets=_facets(record, words.thesaurus),
            visibility=audiences(record),
            sort=int((record.published_at or record.created_at).timestamp()),
            language=record.language,
        )


def _rows(ids: Sequence[int]) -> Iterable[Record]:
    return (
        Record.objects.filter(pk__in=ids, deleted_at=None)
        .select_related("city", "owner")
        .prefetch_related(
            Prefetch("record_topics", RecordTopic.objects.select_related("concept")),
            Prefetch("participations", Participation.objects.select_related("organization")),
        )
    )


def body_text(record: Record) -> str:
    """The summary, what everybody may read of the template, then one name a line: indicators, city, bodies."""
    names = list(public_words(record.kind, record.details, record.visibility).values())
    if tells(record, INDICATORS):
        names += [str(indicator.get("name") or "") for indicator in record.indicators]
    names += [record.city.native_name if record.city else ""]
    names += [participation.name for participation in record.participations.all()]
    return "\n".join([record.summary, *filter(None, names)])


def audiences(record: Record) -> list[str]:
    """Who may find it: everybody, or the editors of its owner and the curators of its country."""
    if record.publication_state == PublicationState.PUBLISHED:
        return ["public"]
    owner = [f"org:{record.owner.code}"] if record.owner else []
    return [*owner, f"country:{record.country_id}"]


def _facets(record: Record, thesaurus: Thesaurus) -> dict[str, list[str]]:
    bodies = [each.organization.code for each in record.participations.all() if each.organization]
    if record.owner:
        bodies.append(record.owner.code)
    values = {
        "country": [record.country_id],
        "kind": [record.kind],
        "topic": _with_ancestors([row.concept.slug for row in record.record_topics.all()], thesaurus),
        "status": [record.status],
        "horizon": [record.horizon],
        "priority": [record.priority],
        "city": [record.city.code] if record.city else [],
        "organization": list(dict.fromkeys(bodies)),
        "language": [record.language],
    }
    return {facet: [value for value in given if value] for facet, given in values.items()}


def _with_ancestors(slugs: Iterable[str], thesaurus: Thesaurus) -> list[str]:
    found: dict[str, None] = {}
    for slug in slugs:
        found[slug] = None
        found.update(dict.fromkeys(thesaurus.ancestors(slug)))
    return list(found)
