"""Token-average vectors: a text as the sum of small vectors of its words, pivots and Han words.

Trained by tools/train_vectors.py so that texts of the same meaning lie close together; they add to the features
what words have in common without any dictionary saying so. The table is a part of the lexicon's file.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from tricity.language.features import Analysis, FeatureKind, TextTerms
from tricity.language.lexicon import Lexicon
from tricity.language.normalize import lower_same_length
from tricity.language.pivots import is_telling
from tricity.language.segment import Token

_KINDS: Final = {FeatureKind.GLOSS: "g:", FeatureKind.HAN: "h:"}
_PREFIXES: Final = {kind.value: prefix for kind, prefix in _KINDS.items()}
_MOST_WEIGHT: Final = 1.5  # of a repeated key


def vector_keys(text: Analysis | TextTerms) -> dict[str, float]:
    """Return the keys a text's vector is summed from, with their weights."""
    weights: dict[str, float] = {}
    for key, weight in _of_terms(text) if isinstance(text, TextTerms) else _of_analysis(text):
        weights[key] = weights.get(key, 0.0) + weight
    return {key: min(weight, _MOST_WEIGHT) for key, weight in weights.items()}


def telling_words(tokens: Iterable[Token], language: str) -> Iterator[str]:
    """Yield the words of Chinese, Japanese or Korean that say something another language can say too."""
    family = language[:2]
    if family != "en":
        for token in tokens:
            lemma = lower_same_length(token.lemma)
            if is_telling(lemma, token.pos, family) and not lemma.isascii():
                yield lemma


def _of_analysis(analysis: Analysis) -> Iterator[tuple[str, float]]:
    for feature in analysis.features:
        prefix = _KINDS.get(feature.kind)
        if prefix and feature.via is None:
            yield prefix + feature.key, feature.weight
    yield from _of_words(telling_words(analysis.tokens, analysis.language), analysis.language)


def _of_terms(terms: TextTerms) -> Iterator[tuple[str, float]]:
    for term, weight in terms.weights.items():
        kind, _, key = term.partition(":")
        if prefix := _PREFIXES.get(kind):
            yield prefix + key, weight
    yield from _of_words(terms.words, terms.language)


def _of_words(words: Iterable[str], language: str) -> Iterator[tuple[str, float]]:
    for word in words:
        yield f"{language[:2]}:{word}", 1.0


class AnalysisVectors(Protocol):
    """Anything that turns analysed texts into vectors of length 1."""

    def encode(self, analyses: Sequence[Analysis]) -> npt.NDArray[np.float32]:
        """Return one row per text."""


class Vectors:
    """The table of the lexicon; rows are int8 with a scale each."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Raises LexiconUnusable when the lexicon was compiled without vectors."""
        self._numbers, self._rows, self._scales = lexicon.vector_table()

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with the table."""
        return f"{zlib.crc32(self._scales.tobytes()):08x}"

    def encode(self, analyses: Sequence[Analysis]) -> npt.NDArray[np.float32]:
        """Return an array (texts, dimensions) of float32 rows of length 1; a text without known keys is all zeros."""
        return self.encode_keys([vector_keys(analysis) for analysis in analyses])

    def encode_keys(self, texts: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float32]:
        """Return what `encode` does, of texts given by their `vector_keys`."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = np.stack([self._sum(keys.items()) for keys in texts])
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
