"""Why a document answers a query, as data; the sentence in the reader's language is formed elsewhere."""

from dataclasses import dataclass

from tricity.language.features import KIND_WEIGHTS, Analysis, Feature, FeatureKind


@dataclass(frozen=True, slots=True)
class Reason:
    """`query_text` of the query and `document_text` at `document_span` share the feature `kind:key`.

    `concept_id` is set for concepts. `score` is comparable within one explanation only.
    """

    kind: FeatureKind
    key: str
    query_text: str
    document_text: str
    document_span: tuple[int, int]
    score: float
    concept_id: str | None = None


def explain(query: Analysis, document: Analysis, limit: int = 5) -> list[Reason]:
    """Return at most `limit` reasons, strongest first, at most one for any part of the query."""
    best_in_document: dict[tuple[FeatureKind, str], Feature] = {}
    for feature in document.features:
        known = best_in_document.get((feature.kind, feature.key))
        if known is None or feature.weight > known.weight:
            best_in_document[feature.kind, feature.key] = feature
    shared = [
        (_score(feature, match), feature, match)
        for feature in query.features
        if (match := best_in_document.get((feature.kind, feature.key))) is not None
    ]
    shared.sort(key=lambda item: (-item[0], item[1].start, item[1].kind, item[1].key))
    reasons: list[Reason] = []
    explained: set[int] = set()
    for score, feature, match in shared:
        places = range(feature.start, feature.end)
        if len(reasons) < limit and explained.isdisjoint(places):
            explained.update(places)
            reasons.append(_reason(query, document, feature, match, score))
    return reasons


def _score(feature: Feature, match: Feature) -> float:
    # Longer words of a query say more about what is asked for.
    length = min(feature.end - feature.start, 8)
    return KIND_WEIGHTS[feature.kind] * feature.weight * match.weight * (1 + 0.1 * length)


def _reason(query: Analysis, document: Analysis, feature: Feature, match: Feature, score: float) -> Reason:
    return Reason(
        kind=feature.kind,
        key=feature.key,
        query_text=query.text[feature.start : feature.end],
        document_text=document.text[match.start : match.end],
        document_span=(match.start, match.end),
        score=score,
        concept_id=feature.key if feature.kind is FeatureKind.CONCEPT else None,
    )
