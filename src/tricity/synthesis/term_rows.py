"""The weighted terms of many records at once: what `weighting.term_row` and `Profiles.row` say of one, as a matrix."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Analysis, CollectionStatistics, FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import KEPT, PackedAnalysis, Vocabulary
from tricity.synthesis.vectors import Rows
from tricity.synthesis.weighting import KIND_WEIGHTS, TITLE_WEIGHT

_KINDS: Final = {str(kind): weight for kind, weight in KIND_WEIGHTS.items()}
_BLOCK: Final = 1000  # records counted at a time


@dataclass(frozen=True, slots=True)
class Counted:
    """For each record the terms it has, by number and in that order, with two sums of their weights.

    `said` counts a title more; `meant` weighs each part by kind first, as profiles of topics are compared.
    """

    vocabulary: Vocabulary
    kinds: NDArray[np.float64]  # the weight of each term's kind
    starts: NDArray[np.int64]  # where each record's terms start, and the end
    numbers: NDArray[np.int64]
    said: NDArray[np.float64]
    meant: NDArray[np.float64]

    def statistics(self) -> CollectionStatistics:
        """Return in how many records each term occurs."""
        counts = np.bincount(self.numbers, minlength=len(self.vocabulary)).tolist()
        frequencies = Counter(
            {term: count for term, count in zip(self.vocabulary.terms, counts, strict=True) if count}
        )
        return CollectionStatistics(len(self.starts) - 1, frequencies)

    def rarity(self, statistics: CollectionStatistics) -> NDArray[np.float64]:
        """Return the rarity of each term."""
        return self.vocabulary.table("rarity", statistics, statistics.idf)

    def words(self, rarity: NDArray[np.float64]) -> Rows:
        """Return the rows of `weighting.term_row`; columns are numbers of terms."""
        weights = self.kinds[self.numbers] * log1p(self.said) * rarity[self.numbers]
        return Rows(self.starts, self.numbers, weights).unit()

    def likeness(
        self, rarity: NDArray[np.float64], columns: NDArray[np.int64], left_out: FeatureKind | None
    ) -> Rows:
        """Return the rows of `Profiles.row`; `columns` are those of the profiles by number of term, −1 where unknown."""
        weights = log1p(self.meant) * rarity[self.numbers]
        if left_out is not None:
            out = self.vocabulary.table(
                left_out, left_out, lambda term: float(term.startswith(f"{left_out}:"))
            )
            weights[out[self.numbers] > 0] = 0.0
        rows = Rows(self.starts, self.numbers, weights).unit()
        there = columns[self.numbers]
        return rows.kept(there >= 0, there)


def count_terms(ordered: Sequence[AnalyzedRecord], vocabulary: Vocabulary | None = None) -> Counted:
    """Return the sums of the terms of records; terms are numbered by the vocabulary that is given or that they have."""
    vocabulary = vocabulary_of(ordered) if vocabulary is None else vocabulary
    lengths, numbers, said, meant = [], [], [], []
    for first in range(0, len(ordered), _BLOCK):
        block = ordered[first : first + _BLOCK]
        places, terms, weights = features_of(block, vocabulary)
        kinds = _kinds(vocabulary)
        counts = kinds[terms] > 0
        terms, weights, places = terms[counts], weights[counts], places[counts]
        is_title = places % 2 == 0
        keys, pairs = np.unique((places // 2) * len(vocabulary) + terms, return_inverse=True)
        # bincount adds in the order given: title before summary, as one record is read alone.
        factor = np.where(is_title, TITLE_WEIGHT, 1.0)
        said.append(np.bincount(pairs, factor * weights, len(keys)))
        kind_weights = kinds[terms] * weights
        title = np.bincount(pairs[is_title], kind_weights[is_title], len(keys))
        rest = np.bincount(pairs[~is_title], kind_weights[~is_title], len(keys))
        meant.append(TITLE_WEIGHT * title + rest)
        numbers.append(keys % len(vocabulary))
        lengths.append(np.bincount(keys // len(vocabulary), minlength=len(block)))
    starts = np.concatenate([[0], np.cumsum(_joined(lengths, np.int64))]).astype(np.int64)
    return Counted(
        vocabulary,
        _kinds(vocabulary),
        starts,
        _joined(numbers, np.int64),
        _joined(said, np.float64),
        _joined(meant, np.float64),
    )


def features_of(
    block: Sequence[AnalyzedRecord], vocabulary: Vocabulary
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the features of titles and summaries, one record after the other: number of the part, term and weight.

    Record r has the parts 2r, its title, and 2r + 1.
    """
    parts = [term_columns(part, vocabulary) for each in block for part in (each.title, each.summary)]
    places = np.repeat(np.arange(len(parts)), [len(terms) for terms, _ in parts])
    terms = np.concatenate([each for each, _ in parts]).astype(np.int64)
    return places, terms, np.concatenate([each for _, each in parts])


def log1p(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ln(1 + value) as `math.log1p` has it, whatever the processor; sums of weights are few different ones."""
    found = np.empty_like(values)
    for first in range(0, len(values), 1 << 20):
        span = slice(first, first + (1 << 20))
        different, places = np.unique(values[span], return_inverse=True)
        found[span] = np.array([math.log1p(each) for each in different.tolist()], np.float64)[places]
    return found


def vocabulary_of(ordered: Sequence[AnalyzedRecord]) -> Vocabulary:
    """Return the vocabulary of records in columns; an empty one where there are none."""
    packed = next((each.title for each in ordered if isinstance(each.title, PackedAnalysis)), None)
    return Vocabulary() if packed is None else packed.columns.vocabulary


def term_columns(part: Analysis, vocabulary: Vocabulary) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Return the terms of the features, by number of the vocabulary, and their weights."""
    if isinstance(part, PackedAnalysis) and part.columns.vocabulary is vocabulary:
        return part.numbers, part.weights
    kept = [each for each in part.features if each.kind in KEPT]
    return vocabulary.numbers(each.term for each in kept), np.array(
        [each.weight for each in kept], np.float64
    )


def _kinds(vocabulary: Vocabulary) -> NDArray[np.float64]:
    return vocabulary.table("kind", KIND_WEIGHTS, lambda term: _KINDS.get(term.partition(":")[0], 0.0))


def _joined(parts: list, dtype: type) -> NDArray:  # type: ignore[type-arg]
    return np.concatenate(parts).astype(dtype) if parts else np.empty(0, dtype)
