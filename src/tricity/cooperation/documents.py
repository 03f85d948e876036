"""Candidates as documents of the search index: their topic and titles in all languages, the cities and the words quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.queries import evidence_of
from tricity.language import IndexDocument, Thesaurus
from tricity.search.engine import engine
from tricity.web.identity import PublicationState

TITLE_LANGUAGE = "en"


def documents(ids: Sequence[int]) -> Iterator[IndexDocument]:
    """The documents of these candidates; none for one deleted or withdrawn, or a candidate the analysis gave up."""
    words = engine()
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for each in evidence_of(ids):
        evidence[each.opportunity_id].append(each)
    for row in Opportunity.objects.filter(pk__in=ids, deleted_at=None).select_related("concept"):
        if not _is_found(row):
            continue
        label = row.concept.names.get(TITLE_LANGUAGE) or next(iter(row.concept.names.values()))
        yield IndexDocument(
            id=f"opportunity:{row.pk}",
            title=words.analyze(row.titles.get(TITLE_LANGUAGE, label), TITLE_LANGUAGE),
            body=words.analyze(_body(row, evidence[row.pk]), TITLE_LANGUAGE),
            facets=_facets(row, evidence[row.pk], words.thesaurus),
            visibility=audiences(row),
            sort=int((row.published_at or row.created_at).timestamp()),
            language="",
        )


def audiences(row: Opportunity) -> list[str]:
    """Who may find it: everybody, or the curators of its countries."""
    if row.publication_state == PublicationState.PUBLISHED:
        return ["public"]
    return [f"country:{code}" for code in row.countries]


def _is_found(row: Opportunity) -> bool:
    published = row.publication_state == PublicationState.PUBLISHED
    return published or (row.is_current and row.publication_state != PublicationState.ARCHIVED)


def _body(row: Opportunity, evidence: Sequence[Evidence]) -> str:
    titled = TITLE_LANGUAGE in row.titles
    labels = [name for language, name in row.concept.names.items() if titled or language != TITLE_LANGUAGE]
    labels += [title for language, title in row.titles.items() if language != TITLE_LANGUAGE]
    cities = [each.record.city.native_name for each in evidence if each.record and each.record.city]
    return "\n".join(dict.fromkeys([*labels, *cities]))


def _facets(row: Opportunity, evidence: Sequence[Evidence], thesaurus: Thesaurus) -> dict[str, list[str]]:
    records = [each.record for each in evidence if each.record]
    cities = [record.city.code for record in records if record.city]
    bodies = [each.organization.code for each in evidence if each.organization]
    known = row.concept.slug in thesaurus.concepts
    return {
        "country": list(row.countries),
        "kind": ["opportunity"],
        "topic": [row.concept.slug, *(thesaurus.ancestors(row.concept.slug) if known else ())],
        "horizon": [row.horizon],
        "city": list(dict.fromkeys(cities)),
        "organization": list(dict.fromkeys(bodies)),
    }
