"""Records as rows of weighted terms: one matrix, of which each language takes its own rows."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tricity.language import FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import in_columns, is_packed

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
MEANINGS: Final = frozenset(KIND_WEIGHTS) - {FeatureKind.WORD}
"""What languages have in common; a native word is of its own language alone."""


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
    numbers: dict[tuple[FeatureKind, str], int] = {}
    known: dict[int, int] = {}
    ordered = in_columns(ordered)
    starts, columns = [0], list[int]()
    values: list[float] = []
    for record in ordered:
        sums = _sums(record, numbers, known)
        columns += sums
        values += sums.values()
        starts.append(len(columns))
    keys = list(numbers)
    terms = [f"{kind}:{key}" for kind, key in keys]
    order = sorted(range(len(terms)), key=terms.__getitem__)
    place = np.empty(len(terms), np.int64)
    place[order] = np.arange(len(terms))
    kinds = np.array([KIND_WEIGHTS[kind] for kind, _ in keys], np.float64)
    columns_ = np.array(columns, np.int64)
    weights = np.log1p(np.array(values, np.float64)) * kinds[columns_] if columns else np.zeros(0)
    shape = (len(ordered), len(terms))
    matrix = sparse.csr_matrix((weights, place[columns_], np.array(starts, np.int64)), shape=shape)
    matrix.sort_indices()
    return Rows(
        matrix,
        [terms[each] for each in order],
        np.array([keys[each][0] in MEANINGS for each in order], np.bool_),
        _digests(each.id for each in ordered),
        _digests(terms[each] for each in order),
    )


def _sums(
    record: AnalyzedRecord, numbers: dict[tuple[FeatureKind, str], int], known: dict[int, int]
) -> dict[int, float]:
    """Return the sums of a record's terms by our number; `known` has it by that of the vocabulary, -1 for none."""
    sums: dict[int, float] = {}
    for part, place_weight in ((record.title, TITLE_WEIGHT), (record.summary, 1.0)):
        if not is_packed(part):
            continue
        for term, weight in zip(part.numbers.tolist(), part.weights.tolist(), strict=True):
            number = known.get(term)
            if number is None:
                kind, key = part.columns.vocabulary.named(term)
                number = numbers.setdefault((kind, key), len(numbers)) if kind in KIND_WEIGHTS else -1
                known[term] = number
            if number >= 0:
                sums[number] = sums.get(number, 0.0) + place_weight * weight
    return sums


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
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -np.round(matrix.data, 9), rows))
    rank = np.arange(len(order)) - matrix.indptr[rows[order]]
    kept = np.sort(order[rank < most])
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows[kept], minlength=matrix.shape[0]))))
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], starts), shape=matrix.shape)
