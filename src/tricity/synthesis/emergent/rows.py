"""Records as rows of weighted terms: one matrix, of which each language takes its own rows."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tricity.language import FeatureKind
from tricity.synthesis import vectors
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import Vocabulary, in_columns
from tricity.synthesis.term_rows import features_of, log1p, vocabulary_of

Matrix: TypeAlias = sparse.csr_matrix
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TITLE_WEIGHT: Final = 2.0  # less than for topics: records are not to be told apart by how they are headed
KIND_WEIGHTS: Final[Mapping[FeatureKind, float]] = {
    FeatureKind.CONCEPT: 1.6,
    FeatureKind.HAN: 1.0,
    FeatureKind.WORD: 1.0,
    FeatureKind.LATIN: 0.9,
    FeatureKind.LOAN: 0.8,
    FeatureKind.GLOSS: 0.7,
}
"""What records are told apart by; pairs of characters repeat the words, names and numbers say nothing of a subject."""
_KINDS: Final = {kind.value: weight for kind, weight in KIND_WEIGHTS.items()}
MEANINGS: Final = frozenset(KIND_WEIGHTS) - {FeatureKind.WORD}
"""What languages have in common; a native word is of its own language alone."""
_BLOCK: Final = 1000  # records summed at a time


@dataclass(frozen=True, slots=True)
class Rows:
    """Records in order of id by terms in byte order; `meant` says which terms languages can share.

    `digests` stand for the records' ids, `term_digests` for the terms, where something is to be drawn by chance that is
    the same in every run.
    """

    matrix: Matrix
    terms: Sequence[str]
    meant: NDArray[np.bool_]
    digests: Ints
    term_digests: Ints


def read_rows(ordered: Sequence[AnalyzedRecord]) -> Rows:
    """Return the records' rows: the damped weight of each term, the title's more, times that of its kind."""
    ordered = in_columns(ordered)
    vocabulary = vocabulary_of(ordered)
    kinds = vocabulary.table("told apart", KIND_WEIGHTS, _kind_weight)
    blocks = [
        _summed(ordered[first : first + _BLOCK], vocabulary, kinds)
        for first in range(0, len(ordered), _BLOCK)
    ]
    lengths, numbers, sums = (
        np.concatenate([np.empty(0, kind), *(each[part] for each in blocks)])
        for part, kind in enumerate((np.int64, np.int64, np.float64))
    )
    used = np.unique(numbers)
    names = np.array([vocabulary.terms[number] for number in used.tolist()], np.object_)
    order = sorted(range(len(used)), key=names.__getitem__)
    place = np.empty(len(kinds), np.int64)
    place[used[order]] = np.arange(len(used))
    weights = log1p(sums) * kinds[numbers]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    matrix = sparse.csr_matrix((weights, place[numbers], starts), shape=(len(ordered), len(used)))
    matrix.sort_indices()
    terms: list[str] = names[order].tolist()
    return Rows(
        matrix,
        terms,
        np.array([each.partition(":")[0] in MEANINGS for each in terms], np.bool_),
        _digests(each.id for each in ordered),
        _digests(terms),
    )


def _kind_weight(term: str) -> float:
    return _KINDS.get(term.partition(":")[0], 0.0)


def _summed(
    block: Sequence[AnalyzedRecord], vocabulary: Vocabulary, kinds: Floats
) -> tuple[Ints, Ints, Floats]:
    """Return how many terms each record has, their numbers and the sums of their weights, the title's more."""
    places, numbers, weights = features_of(block, vocabulary)
    told = kinds[numbers] > 0
    places, numbers, weights = places[told], numbers[told], weights[told]
    keys, pairs = np.unique((places // 2) * len(kinds) + numbers, return_inverse=True)
    # bincount adds in the order given: title before summary, as one record is read alone.
    factors = np.where(places % 2 == 0, TITLE_WEIGHT, 1.0)
    sums = np.bincount(pairs, factors * weights, len(keys)).astype(np.float64)
    counts = np.bincount(keys // len(kinds), minlength=len(block)).astype(np.int64)
    found: Ints = (keys % len(kinds)).astype(np.int64)
    return counts, found, sums


def _digests(names: Iterable[str]) -> Ints:
    return np.array([zlib.crc32(name.encode()) for name in names], np.int64)


def rare(matrix: Matrix) -> Matrix:
    """Return the rows with each term weighted by ln(1 + (N - n + 0.5) / (n + 0.5)), of length 1."""
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float64)
    total = matrix.shape[0]
    return unit(matrix @ sparse.diags(np.log1p((total - counts + 0.5) / (counts + 0.5))))


def unit(matrix: Matrix) -> Matrix:
    """Return the rows at length 1; a row of zeros stays one."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled = sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix
    return scaled.tocsr()


def heaviest(matrix: Matrix, most: int) -> Matrix:
    """Return the rows with their `most` heaviest terms alone, of equals those first in order."""
    if not matrix.has_sorted_indices:
        matrix = matrix.sorted_indices()
    rows = vectors.Rows(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data)
    kept = rows.heaviest(most)
    return sparse.csr_matrix((kept.values, kept.columns, kept.starts), shape=matrix.shape)
