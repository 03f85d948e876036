"""The order of hits: Tantivy's within each language, balanced between them, the best scored anew."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import tantivy

from tricity.language.features import Analysis
from tricity.language.index.documents import Hit
from tricity.language.index.exact import scores
from tricity.language.index.layout import EXACT, ID
from tricity.language.text_vectors import TextVectors

# 0 leaves the scores of the documents' languages as they are, 1 makes the best of each language equal.
# Texts in the query's own language share more with it; half way keeps that advantage without swamping.
LANGUAGE_BALANCE: Final = 0.5
WINDOW: Final = (
    60  # hits that are scored anew; 100 cost half as much again and changed nothing that was measured
)


class Candidate(NamedTuple):
    """A hit in Tantivy's order; `rank` from 0 within its language."""

    score: float
    language: str
    rank: int
    address: Any


def balanced(by_language: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
    """Return the hits of all languages as one list, best first; each language's are given best first."""
    factors = _factors({language: found[0].score for language, found in by_language.items() if found})
    merged = [
        Candidate(each.score * factors[language], language, each.rank, each.address)
        for language, found in by_language.items()
        for each in found
    ]
    merged.sort(key=lambda each: (-each.score, each.language, each.rank))
    return merged


def rescored(
    searcher: tantivy.Searcher,
    window: Sequence[Candidate],
    query: Analysis,
    terms: Mapping[str, float],
    vectors: TextVectors,
) -> list[Hit]:
    """Return the hits in the order of their exact scores, equals by their ids; `terms` as `exact.scores` takes them."""
    if not window:
        return []
    documents = [searcher.doc(each.address) for each in window]
    weights = {
        language: vectors.weight(query.language, language) for language in {each.language for each in window}
    }
    found = scores(
        [document[EXACT][0] for document in documents],
        terms,
        vectors.of_query(query),
        [weights[each.language] for each in window],
    ).tolist()
    best: dict[str, float] = {}
    for each, score in zip(window, found, strict=True):
        best[each.language] = max(score, best.get(each.language, 0.0))
    factors = _factors(best)
    hits = [
        Hit(str(document[ID][0]), score * factors[each.language])
        for document, each, score in zip(documents, window, found, strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def _factors(best: Mapping[str, float]) -> dict[str, float]:
    """Return by what the scores of each language are multiplied, given its best."""
    highest = max(best.values(), default=0.0)
    return {
        language: (highest / score) ** LANGUAGE_BALANCE if score > 0 else 1.0
        for language, score in best.items()
    }
