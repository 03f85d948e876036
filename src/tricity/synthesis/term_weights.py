"""Weights of some terms, looked up in many texts."""

from collections.abc import Iterator, Mapping

import numpy as np

from tricity.language import Analysis
from tricity.synthesis.columns import Vocabulary, is_packed, occurrences


class TermWeights:
    """The weights, all above 0, of a few terms, such as those of a topic's profile."""

    def __init__(self, weights: Mapping[str, float], vocabulary: Vocabulary) -> None:
        """Terms that the vocabulary learns afterwards are not found in texts that are in its columns."""
        self._weights, self._vocabulary = weights, vocabulary
        known = sorted((number, term) for term in weights if (number := vocabulary.known(term)) is not None)
        self._numbers = np.array([number for number, _ in known], np.int64)
        self._values = np.array([weights[term] for _, term in known], np.float64)

    def in_text(self, analysis: Analysis) -> Iterator[tuple[float, int, int]]:
        """Yield for each place where one of the terms stands its weight there, times that of the term; start and end."""
        if not is_packed(analysis) or analysis.columns.vocabulary is not self._vocabulary:
            for term, said, start, end in occurrences(analysis):
                if term in self._weights:
                    yield self._weights[term] * said, start, end
            return
        numbers = analysis.numbers
        if not len(self._numbers) or not len(numbers):
            return
        at = np.minimum(np.searchsorted(self._numbers, numbers), len(self._numbers) - 1)
        hits = np.flatnonzero(self._numbers[at] == numbers)
        starts, ends = analysis.places
        columns = (self._values[at[hits]] * analysis.weights[hits], starts[hits], ends[hits])
        yield from zip(*(each.tolist() for each in columns), strict=True)
