"""What a document weighs term by term: the sums over its sentences, by columns of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tricity.language.features import Analysis, PieceTerms, TextTerms
from tricity.language.index.documents import IndexDocument
from tricity.language.index.exact import term_hashes
from tricity.language.recent import kept_beside

TITLE_WEIGHT: Final = 2.0
LEAST_WEIGHT: Final = 0.12  # of a term in a document; less certain readings are not indexed
MOST_REPEATS: Final = 8
_LEAST_REPEATED: Final = 1.5  # weights below it are rounded to one


@dataclass(frozen=True, slots=True)
class Weighed:
    """The indexed terms of a document in order of their first occurrence, with `term_hashes` and weight of each."""

    terms: list[str]
    hashes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float64]


class _Columns(NamedTuple):
    """Terms, each once; Python's own hash of each, by which equals are found; what `Weighed` has of them."""

    terms: Sequence[str]
    keys: npt.NDArray[np.int64]
    hashes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float64]


def weigh(document: IndexDocument) -> Weighed:
    """Return the weight of each indexed term in the document, the title's counting twice."""
    body, title = _columns(document.body), _columns(document.title)
    terms, keys, hashes, weights = zip(*body, *title, strict=True)
    _, first, which = np.unique(np.concatenate(keys), return_index=True, return_inverse=True)
    weight, count = np.concatenate(weights), len(first)
    split = sum(len(each.keys) for each in body)
    sums = np.zeros(count) + np.bincount(which[:split], weight[:split], count)
    sums += TITLE_WEIGHT * np.bincount(which[split:], weight[split:], count)
    order = np.argsort(first)
    kept = order[sums[order] >= LEAST_WEIGHT]
    places = first[kept]
    every = list(chain.from_iterable(terms))
    return Weighed([every[place] for place in places.tolist()], np.concatenate(hashes)[places], sums[kept])


def repeated_terms(weighed: Weighed) -> list[str]:
    """Return the terms, each repeated by its rounded weight, so that Tantivy's BM25 sees it as frequency."""
    often = np.flatnonzero(weighed.weights >= _LEAST_REPEATED)
    more = np.minimum(MOST_REPEATS, np.rint(weighed.weights[often])).astype(np.int64) - 1
    return weighed.terms + [weighed.terms[place] for place in np.repeat(often, more).tolist()]


def _columns(text: Analysis | TextTerms) -> list[_Columns]:
    if isinstance(text, TextTerms) and text.pieces:
        return [_of_piece(piece) for _, piece in text.pieces]
    weights = text.terms()
    return [_numbered(tuple(weights), np.fromiter(weights.values(), np.float64, len(weights)))]


@kept_beside
def _of_piece(piece: PieceTerms) -> _Columns:
    return _numbered(piece.terms, np.frombuffer(piece.weights, np.float64))


def _numbered(terms: Sequence[str], weights: npt.NDArray[np.float64]) -> _Columns:
    return _Columns(terms, np.fromiter(map(hash, terms), np.int64, len(terms)), term_hashes(terms), weights)
