"""Why a document answers a query, as data; the sentence in the reader's language is formed elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from tricity.language.features import KIND_WEIGHTS, Analysis, Feature, FeatureKind

# Below this product of both certainties (two texts that share only a concept above their own, say) a reason
# would puzzle more than it explains.
LEAST_CERTAINTY: Final = 0.2
_LONGEST_COUNTED: Final = 8  # characters


@dataclass(frozen=True, slots=True)
class Reason:
    """`query_text` of the query and `document_text` at `document_span` share the feature `kind:key`.

    `concept_id` is set for concepts, and for words looked for because they belong to a concept's
    labels. `score` is comparable within one explanation only.
    """

    kind: FeatureKind
    key: str
    query_text: str
    document_text: str
    document_span: tuple[int, int]
    score: float
    concept_id: str | None = None
    query_span: tuple[int, int] = (0, 0)


def explain(
    query: Analysis, document: Analysis, limit: int = 5, rarity: Callable[[str], float] | None = None
) -> list[Reason]:
    """Return at most `limit` reasons, strongest first, at most one for any part of the query.

    `rarity` weighs a term (`Feature.term`), as `SearchIndex.rarity` and `CollectionStatistics.idf` do.
    """
    in_document: dict[tuple[FeatureKind, str], Feature] = {}
    for feature in document.features:
        known = in_document.get((feature.kind, feature.key))
        if known is None or feature.weight > known.weight:
            in_document[feature.kind, feature.key] = feature
    found = []
    for feature in query.features:
        match = in_document.get((feature.kind, feature.key))
        if match is None or (feature.kind is FeatureKind.LOAN and query.language == document.language):
            continue
        if feature.weight * match.weight >= LEAST_CERTAINTY:
            score = _score(feature, match) * (rarity(feature.term) if rarity else 1.0)
            found.append(_reason(query, document, feature, match, score))
    return strongest(found, limit)


def strongest(reasons: Iterable[Reason], limit: int) -> list[Reason]:
    """Return the best reasons, no two for the same part of the query; mends lists of a title and a body."""
    kept: list[Reason] = []
    explained: set[int] = set()
    order = sorted(reasons, key=lambda reason: (-reason.score, reason.query_span, reason.kind, reason.key))
    for reason in order:
        places = range(*reason.query_span)
        if len(kept) < limit and explained.isdisjoint(places):
            explained.update(places)
            kept.append(reason)
    return kept


def _score(feature: Feature, match: Feature) -> float:
    # More of the query explained at once is a better explanation.
    length = min(feature.end - feature.start, _LONGEST_COUNTED)
    return KIND_WEIGHTS[feature.kind] * feature.weight * match.weight * (1 + 0.1 * length)


def _reason(query: Analysis, document: Analysis, feature: Feature, match: Feature, score: float) -> Reason:
    return Reason(
        kind=feature.kind,
        key=feature.key,
        query_text=query.text[feature.start : feature.end],
        document_text=document.text[match.start : match.end],
        document_span=(match.start, match.end),
        score=score,
        concept_id=feature.key if feature.kind is FeatureKind.CONCEPT else feature.via,
        query_span=(feature.start, feature.end),
    )
