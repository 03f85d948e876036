"""Why a document answers a query, as data; the sentence in the reader's language is formed elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from tricity.language.features import KIND_WEIGHTS, Analysis, Feature, FeatureKind
from tricity.language.hangul import is_syllable
from tricity.language.lexicon import Lexicon, Source
from tricity.language.tracing import shared_gloss, source_of

# Below this product of both certainties (two texts that share only a concept above their own, say) a reason
# would puzzle more than it explains.
LEAST_CERTAINTY: Final = 0.2
LEAST_GLOSS: Final = 0.35  # of each word, that it stands for the English stem both share
# Of the same words of the query a shared stem says less than a topic or a name, but more than a pair of characters.
_POOR_KINDS: Final = (FeatureKind.GLOSS, FeatureKind.GRAM)
_LONGEST_COUNTED: Final = 8  # characters


@dataclass(frozen=True, slots=True)
class Reason:
    """`query_text` of the query and `document_text` at `document_span` share the feature `kind:key`.

    `concept_id` is set for concepts, and for words looked for because they belong to a concept's
    labels. `score` is comparable within one explanation only. `sources` says which dictionaries or
    lists know it, the query's first. Of a GLOSS `gloss` is the English that explains it, if any, and
    `is_same` says that both words have it; else they only have to do with it.
    """

    kind: FeatureKind
    key: str
    query_text: str
    document_text: str
    document_span: tuple[int, int]
    score: float
    concept_id: str | None = None
    query_span: tuple[int, int] = (0, 0)
    sources: tuple[Source, ...] = ()
    gloss: str = ""
    is_same: bool = True


R = TypeVar("R", bound=Reason)


def explain(
    query: Analysis,
    document: Analysis,
    limit: int = 5,
    rarity: Callable[[str], float] | None = None,
    lexicon: Lexicon | None = None,
) -> list[Reason]:
    """Return at most `limit` reasons, strongest first, at most one for any part of the query.

    `rarity` weighs a term (`Feature.term`), as `SearchIndex.rarity` and `CollectionStatistics.idf` do.
    Without the lexicon the reasons lack the sources and the gloss of shared stems.
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
        if _is_convincing(feature, match):
            score = _score(feature, match) * (rarity(feature.term) if rarity else 1.0)
            found.append(_reason(query, document, feature, match, score))
    kept = strongest(found, limit)
    return [traced(reason, query.language, document.language, lexicon) for reason in kept]


def _is_convincing(feature: Feature, match: Feature) -> bool:
    if feature.kind is FeatureKind.GLOSS and min(feature.weight, match.weight) < LEAST_GLOSS:
        return False
    return feature.weight * match.weight >= LEAST_CERTAINTY


def strongest(reasons: Iterable[Reason], limit: int) -> list[Reason]:
    """Return the best reasons, no two for the same part of the query; mends lists of a title and a body.

    A shared stem of English gives way to any better kind of reason, and Han characters to it, whatever the scores.
    """
    kept: list[Reason] = []
    explained: set[int] = set()
    order = sorted(
        _without_poorer(list(reasons)),
        key=lambda reason: (-reason.score, reason.query_span, reason.kind, reason.key),
    )
    for reason in order:
        places = range(*reason.query_span)
        if len(kept) < limit and explained.isdisjoint(places):
            explained.update(places)
            kept.append(reason)
    return kept


def _without_poorer(reasons: list[Reason]) -> list[Reason]:
    told: set[int] = set()
    kept = [reason for reason in reasons if reason.kind not in _POOR_KINDS]
    for kind in _POOR_KINDS:
        told.update(place for reason in kept for place in range(*reason.query_span))
        of_kind = (reason for reason in reasons if reason.kind is kind)
        kept += [reason for reason in of_kind if told.isdisjoint(range(*reason.query_span))]
    return kept


def traced(reason: R, asked_in: str, written_in: str, lexicon: Lexicon | None) -> R:
    """Return the reason with its `sources` and, of a shared stem, its gloss; the languages are those of the texts."""
    if reason.kind is FeatureKind.GLOSS and lexicon is not None:
        sides = ((reason.query_text, asked_in), (reason.document_text, written_in))
        known = (source_of(text, language, reason.key, lexicon) for text, language in sides)
        gloss, is_same = shared_gloss(*sides, reason.key, lexicon)
        return replace(reason, sources=_each_once(*known), gloss=gloss, is_same=is_same)
    if reason.query_text.lower() == reason.document_text.lower():
        return reason
    if reason.kind is FeatureKind.LOAN:
        return replace(reason, sources=(Source.LOANWORDS,))
    if reason.kind is FeatureKind.HAN and _has_hangul(reason.query_text) != _has_hangul(reason.document_text):
        return replace(reason, sources=(Source.HANJA,))
    return reason


def _each_once(*sources: Source) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for source in sources if source is not Source.NONE))


def _has_hangul(text: str) -> bool:
    return any(map(is_syllable, text))


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
