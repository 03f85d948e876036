"""Which topics records are about, and by which words of the originals; nothing here writes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records
from tricity.language import CollectionStatistics, Engine
from tricity.synthesis.analysis import AnalyzedRecord, analyze_record, collection_statistics
from tricity.synthesis.records import Kind as SynthesisKind
from tricity.synthesis.records import Record as SynthesisRecord
from tricity.synthesis.topics import TopicModel
from tricity.synthesis.values import TopicReason
from tricity.terms.queries import current_each

MOST_TOPICS = 5
SUGGESTED_WEIGHT = 0.5  # least weight of a topic the author named
TIE = 1e-6  # per rank, so that equal weights keep the order in which the synthesis put them
SAMPLE = 400  # records by which it is judged how rare a word is: about two seconds of analysis per process
LEAST_COLLECTION = 200  # a smaller collection says too little about rarity: it is judged as if it had so many
GROWTH = 1.5  # the sample is drawn again when the collection has grown or shrunk so much


@dataclass(frozen=True, slots=True)
class Assigned:
    """A topic with its weight in 0–1 and its reasons as `RecordTopic.reasons` keeps them."""

    slug: str
    weight: float
    reasons: tuple[dict[str, Any], ...]


class _Judge:
    """The rarity of words, kept while engine and collection stay about the same."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.records = public_records().count()
        self.statistics = _statistics(engine)

    def holds(self, engine: Engine) -> bool:
        now, then = max(public_records().count(), LEAST_COLLECTION), max(self.records, LEAST_COLLECTION)
        return engine is self.engine and then / GROWTH < now < then * GROWTH


_lock = threading.Lock()
_kept: _Judge | None = None
_compiled: TopicModel | None = None


def topics_of(records: Sequence[Record], engine: Engine) -> dict[int, list[Assigned]]:
    """Row id → at most five topics, the main one first; what the author named is always among them."""
    model, statistics = _model(engine), rarity(engine)
    analyzed = [_analyzed(record, engine) for record in records]
    found: dict[str, list[Assigned]] = {}
    for each in model.assign(analyzed, statistics):
        reasons = tuple(_kept_reason(reason) for reason in each.reasons)
        weight = max(0.0, each.weight - each.rank * TIE)
        found.setdefault(each.record_id, []).append(Assigned(each.concept_id, weight, reasons))
    named = _named(records, engine)
    return {
        record.pk: _with_suggestions(found.get(str(record.pk), []), named[record.pk]) for record in records
    }


def _named(records: Sequence[Record], engine: Engine) -> dict[int, list[str]]:
    """Row id → the topics its author named; one that was merged into another meanwhile means that one."""
    known = engine.thesaurus.concepts
    every = {slug for record in records for slug in record.suggested_topics}
    today = dict(zip(sorted(every), current_each(sorted(every), known), strict=True))
    return {
        record.pk: [today[slug] for slug in record.suggested_topics if today[slug] in known]
        for record in records
    }


def rarity(engine: Engine) -> CollectionStatistics:
    """In how many public records each term occurs, judged by a sample of them."""
    return _judge(engine).statistics


def _judge(engine: Engine) -> _Judge:
    global _kept  # one per process
    with _lock:
        if _kept is None or not _kept.holds(engine):
            _kept = _Judge(engine)
        return _kept


def _model(engine: Engine) -> TopicModel:
    """The topics compiled, which takes seconds: kept while the terms stay, for names mean nothing to it."""
    global _compiled
    with _lock:
        if _compiled is None or _compiled.thesaurus is not engine.thesaurus:
            _compiled = TopicModel(engine.thesaurus, engine)
        return _compiled


def _statistics(engine: Engine) -> CollectionStatistics:
    statistics = collection_statistics(_analyzed(record, engine) for record in _sample())
    statistics.documents = max(statistics.documents, LEAST_COLLECTION)
    return statistics


def _sample() -> Iterable[Record]:
    """Public records evenly spread over the order they came in: the same ones whenever it is asked."""
    ids = list(public_records().order_by("pk").values_list("pk", flat=True))
    step = max(1, len(ids) // SAMPLE)
    return public_records().filter(pk__in=ids[::step][:SAMPLE]).order_by("pk")


def _analyzed(record: Record, engine: Engine) -> AnalyzedRecord:
    plain = SynthesisRecord(
        id=str(record.pk),
        kind=SynthesisKind(record.kind),
        country=record.country_id,
        title=record.title,
        summary=record.summary,
        language=record.language,
    )
    return analyze_record(plain, engine)


def _kept_reason(reason: TopicReason) -> dict[str, Any]:
    quotation = reason.quotation
    return {
        "via": reason.via.value,
        "field": quotation.part.value,
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "label": reason.label or "",
        "label_language": reason.label_language or "",
    }


def _with_suggestions(found: list[Assigned], suggested: Sequence[str]) -> list[Assigned]:
    by_slug = {each.slug: each for each in found}
    named = [
        Assigned(
            slug,
            max(SUGGESTED_WEIGHT, by_slug[slug].weight if slug in by_slug else 0.0),
            ({"via": "author"}, *(by_slug[slug].reasons if slug in by_slug else ())),
        )
        for slug in dict.fromkeys(suggested)
    ][:MOST_TOPICS]
    rest = [each for each in found if each.slug not in suggested][: MOST_TOPICS - len(named)]
    return sorted([*named, *rest], key=lambda each: (-each.weight, each.slug))
