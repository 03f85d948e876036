"""Topics that analysis found, as a curator reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.cooperation.digests.candidates import QuotedView
from tricity.cooperation.digests.overlaps import CountryHead, country_heads
from tricity.cooperation.models import TopicEvidence, TopicProposal
from tricity.cooperation.queries.emergent import topic_evidence
from tricity.knowledge.digests import present as present_records
from tricity.knowledge.digests.present import source_view
from tricity.language import INTERFACE_LANGUAGES
from tricity.terms import rules
from tricity.terms.models import Concept, Proposal
from tricity.terms.queries import current_each
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.pages import PAGE_SIZE, Page
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class WordsView:
    """What the topic is called in one language; `is_derived` where no record says so, but the dictionary."""

    language: str
    native_name: str
    words: tuple[str, ...]
    is_derived: bool


@dataclass(frozen=True, slots=True)
class ConceptView:
    slug: str
    name: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class MadeView:
    """A proposal by which the termbase was told; `url` for those who may read it."""

    native_name: str
    language: str
    state_label: str
    url: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic that was found, for one reader. `concept` is what it became or went into, once that is in the termbase."""

    row: TopicProposal
    title: LocalizedText
    words: tuple[WordsView, ...]
    countries: tuple[CountryHead, ...]
    near: tuple[ConceptView, ...]
    concept: ConceptView | None

    @property
    def is_open(self) -> bool:
        return self.row.state == TopicProposal.State.OPEN


def topic_views(rows: Sequence[TopicProposal], reader: str) -> list[TopicView]:
    """In the order of the rows; two queries, one more where a concept was merged since."""
    if not rows:
        return []
    heads = country_heads(reader)
    concepts = _concepts((slug for row in rows for slug in (*row.near, row.slug) if slug), reader)
    return [_view(row, heads, concepts, reader) for row in rows]


def titles(rows: Iterable[TopicProposal], reader: str) -> dict[int, LocalizedText]:
    """Row id → what it is called; no query."""
    return {row.pk: title(row, reader) for row in rows}


def title(row: TopicProposal, reader: str) -> LocalizedText:
    """Its words in the reader's language, else in another: one of them alone would say too little, or too much."""
    called = {language: " · ".join(words) for language, words in row.labels.items() if words}
    return name_in(called, reader) or LocalizedText(row.code, reader)


def quoted(row: TopicProposal, reader: str, number: int) -> tuple[list[QuotedView], Page]:
    """One page of its records with the words of their authors; five queries."""
    evidence = list(topic_evidence([row.pk]))
    page = Page(number, PAGE_SIZE, len(evidence))
    shown = evidence[page.offset : page.offset + page.size]
    views = present_records([each.record_id for each in shown], reader)
    items = [_quoted(each, views) for each in shown if each.record_id in views]
    return items, page


def made_views(rows: Sequence[Proposal], user: Any) -> list[MadeView]:
    """What became of the proposals by which the termbase was told; no query."""
    return [
        MadeView(
            NATIVE_NAMES[row.language],
            row.language,
            row.get_state_display(),
            row.get_absolute_url() if rules.may_read(user, row) else "",
        )
        for row in rows
    ]


def _view(
    row: TopicProposal, heads: Sequence[CountryHead], concepts: Mapping[str, ConceptView], reader: str
) -> TopicView:
    return TopicView(
        row=row,
        title=title(row, reader),
        words=tuple(
            WordsView(code, NATIVE_NAMES[code], tuple(row.labels[code]), code in row.derived)
            for code in INTERFACE_LANGUAGES
            if row.labels.get(code)
        ),
        countries=tuple(head for head in heads if head.code in row.countries),
        near=tuple({concepts[slug].slug: concepts[slug] for slug in row.near if slug in concepts}.values()),
        concept=concepts.get(row.slug),
    )


def _concepts(slugs: Iterable[str], reader: str) -> dict[str, ConceptView]:
    """Slug → the concept, of a merged one that which stands for it today."""
    wanted = list(dict.fromkeys(slugs))
    rows = {row.slug: row for row in Concept.objects.filter(slug__in=wanted).only("slug", "names")}
    today = current_each(wanted, rows)
    gone = set(today) - set(rows)
    if gone:
        rows |= {row.slug: row for row in Concept.objects.filter(slug__in=gone).only("slug", "names")}
    return {
        slug: ConceptView(now, name_in(rows[now].names, reader), rows[now].get_absolute_url())
        for slug, now in zip(wanted, today, strict=True)
        if now in rows
    }


def _quoted(each: TopicEvidence, views: Mapping[int, Any]) -> QuotedView:
    words = LocalizedText(each.quotation, each.record.language)
    return QuotedView(views[each.record_id], words, tuple(map(source_view, each.record.sources)))
