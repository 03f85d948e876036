"""Which topics a record is about, and by which words of the original; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tricity.knowledge.models import Record
from tricity.language import Engine, FeatureKind

MOST_TOPICS = 5
MOST_REASONS = 4
TITLE_WEIGHT = 2.0
SUMMARY_WEIGHT = 1.0
REPEAT_WEIGHT = 0.25  # of each further mention in the same field
TOP_WEIGHT = 0.5  # of a top concept: “Mobility” says less than “Parking”
LEAST_SHARE = 0.2  # of the main topic's score; weaker topics are left out


@dataclass(frozen=True, slots=True)
class Assigned:
    """A topic with its weight in 0–1 and reasons as kept in `RecordTopic.reasons`."""

    slug: str
    weight: float
    reasons: tuple[dict[str, Any], ...]


def topics_of(record: Record, engine: Engine) -> list[Assigned]:
    """At most five topics, the main one first.

    Score = Σ over fields of field weight × (1 + ¼ per further mention) × specificity; the weight is the
    score's share of the best one. A topic the author suggested counts as much as one named in the title.
    """
    scores: dict[str, float] = {}
    reasons: dict[str, list[dict[str, Any]]] = {}
    for field, weight in (("title", TITLE_WEIGHT), ("summary", SUMMARY_WEIGHT)):
        seen: set[str] = set()
        for reason, slug in _mentions(record, field, engine):
            scores[slug] = scores.get(slug, 0.0) + weight * (REPEAT_WEIGHT if slug in seen else 1.0)
            seen.add(slug)
            reasons.setdefault(slug, []).append(reason)
    for slug in record.suggested_topics:
        if slug in engine.thesaurus.concepts:
            scores[slug] = scores.get(slug, 0.0) + TITLE_WEIGHT
            reasons.setdefault(slug, []).append({"field": "suggested", "text": ""})
    for slug in scores:
        if engine.thesaurus[slug].top:
            scores[slug] *= TOP_WEIGHT
    return _strongest(scores, reasons)


def _mentions(record: Record, field: str, engine: Engine) -> Iterable[tuple[dict[str, Any], str]]:
    text = getattr(record, field)
    analysis = engine.analyze(text, record.language)
    for feature in analysis.features:
        if feature.kind is FeatureKind.CONCEPT and feature.weight == 1.0:
            words = text[feature.start : feature.end]
            yield {"field": field, "start": feature.start, "end": feature.end, "text": words}, feature.key


def _strongest(scores: dict[str, float], reasons: dict[str, list[dict[str, Any]]]) -> list[Assigned]:
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOPICS]
    best = ordered[0][1] if ordered else 1.0
    return [
        Assigned(slug, round(score / best, 4), tuple(reasons[slug][:MOST_REASONS]))
        for slug, score in ordered
        if score >= LEAST_SHARE * best
    ]
