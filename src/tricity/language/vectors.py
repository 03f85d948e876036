"""Token-average vectors: a text as the sum of small vectors of its words, pivots and Han words.

Trained by tools/train_vectors.py so that texts of the same meaning lie close together; they add to the features
what words have in common without any dictionary saying so. The table is a part of the lexicon's file.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from tricity.language.features import Analysis, FeatureKind
from tricity.language.lexicon import Lexicon
from tricity.language.normalize import lower_same_length
from tricity.language.pivots import is_telling

_KINDS: Final = {FeatureKind.GLOSS: "g:", FeatureKind.HAN: "h:"}
_MOST_WEIGHT: Final = 1.5  # of a repeated key


def vector_keys(analysis: Analysis) -> dict[str, float]:
    """Return the keys a text's vector is summed from, with their weights."""
    weights: dict[str, float] = {}
    for key, weight in _keys(analysis):
        weights[key] = weights.get(key, 0.0) + weight
    return {key: min(weight, _MOST_WEIGHT) for key, weight in weights.items()}


def _keys(analysis: Analysis) -> Iterator[tuple[str, float]]:
    for feature in analysis.features:
        prefix = _KINDS.get(feature.kind)
        if prefix and feature.via is None:
            yield prefix + feature.key, feature.weight
    family = analysis.language[:2]
    if family != "en":
        for token in analysis.tokens:
            lemma = lower_same_length(token.lemma)
            if is_telling(lemma, token.pos, family) and not lemma.isascii():
                yield f"{family}:{lemma}", 1.0


class Vectors:
    """The table of the lexicon; rows are int8 with a scale each."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Raises LexiconUnusable when the lexicon was compiled without vectors."""
        self._numbers, self._rows, self._scales = lexicon.vector_table()

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def encode(self, analyses: Sequence[Analysis]) -> npt.NDArray[np.float32]:
        """Return an array (texts, dimensions) of float32 rows of length 1; a text without known keys is all zeros."""
        if not analyses:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = np.stack([self._sum(vector_keys(analysis).items()) for analysis in analyses])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: npt.NDArray[np.float32] = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return unit

    def _sum(self, keys: Iterable[tuple[str, float]]) -> npt.NDArray[np.float32]:
        found = [(number, weight) for key, weight in keys if (number := self._numbers.get(key)) is not None]
        if not found:
            return np.zeros(self.dimensions, np.float32)
        places = np.array([number for number, _ in found])
        weights = np.array([weight for _, weight in found], np.float32) * self._scales[places]
        summed: npt.NDArray[np.float32] = weights @ self._rows[places].astype(np.float32)
        return summed
