"""Token-average vectors: a text as the sum of small vectors of its words, pivots and Han words.

Trained by tools/train_vectors.py so that texts of the same meaning lie close together; they add to the features
what words have in common without any dictionary saying so. The table is a part of the lexicon's file.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from tricity.language.features import Analysis, FeatureKind, PieceTerms, TextTerms
from tricity.language.lexicon import Lexicon
from tricity.language.normalize import lower_same_length
from tricity.language.pivots import is_telling
from tricity.language.recent import kept_beside
from tricity.language.segment import Token

_KINDS: Final = {FeatureKind.GLOSS: "g:", FeatureKind.HAN: "h:"}
_PREFIXES: Final = {kind.value: prefix for kind, prefix in _KINDS.items()}
_MOST_WEIGHT: Final = 1.5  # of a repeated key
_KEYS_KEPT: Final = 50_000  # whose rows are known without asking the table; some 8 MB, twice
_UNKNOWN: Final = -1


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
            lemma = _telling(token.lemma, token.pos, family)
            if lemma:
                yield lemma


@lru_cache(maxsize=50_000)
def _telling(lemma: str, pos: str, family: str) -> str:
    """The word in lower case, empty where it says nothing."""
    lemma = lower_same_length(lemma)
    return lemma if is_telling(lemma, pos, family) and not lemma.isascii() else ""


def _of_analysis(analysis: Analysis) -> Iterator[tuple[str, float]]:
    for feature in analysis.features:
        prefix = _KINDS.get(feature.kind)
        if prefix and feature.via is None:
            yield prefix + feature.key, feature.weight
    yield from _of_words(telling_words(analysis.tokens, analysis.language), analysis.language)


def _of_terms(terms: TextTerms) -> Iterator[tuple[str, float]]:
    for term, weight in terms.terms().items():
        if key := _key_of(term):
            yield key, weight
    yield from _of_words(terms.words, terms.language)


def _key_of(term: str) -> str:
    """The key of a term, empty where vectors leave its kind out."""
    kind, _, key = term.partition(":")
    prefix = _PREFIXES.get(kind)
    return prefix + key if prefix else ""


def _of_words(words: Iterable[str], language: str) -> Iterator[tuple[str, float]]:
    for word in words:
        yield f"{language[:2]}:{word}", 1.0


_Known = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


class AnalysisVectors(Protocol):
    """Anything that turns analysed texts into vectors of length 1."""

    def encode(self, analyses: Sequence[Analysis]) -> npt.NDArray[np.float32]:
        """Return one row per text."""


class Vectors:
    """The table of the lexicon; rows are int8 with a scale each."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Raises LexiconUnusable when the lexicon was compiled without vectors."""
        numbers, self._rows, self._scales = lexicon.vector_table()
        self._number = lru_cache(maxsize=_KEYS_KEPT)(numbers.get)
        self._row_of_term = lru_cache(maxsize=_KEYS_KEPT)(lambda term: self._row(_key_of(term)))
        self._of_piece = kept_beside(self._piece)

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
        return self._unit([self._sum(self._known(keys)) for keys in texts])

    def encode_documents(
        self, documents: Sequence[tuple[Analysis | TextTerms, Analysis | TextTerms]]
    ) -> npt.NDArray[np.float32]:
        """Return what `encode` does, of texts in two parts, the keys of which are weighed apart."""
        return self._unit([self._of_text(title) + self._of_text(body) for title, body in documents])

    def _unit(self, sums: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
        if not sums:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = np.stack(sums)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: npt.NDArray[np.float32] = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return unit

    def _of_text(self, text: Analysis | TextTerms) -> npt.NDArray[np.float32]:
        if not isinstance(text, TextTerms) or not text.pieces:
            return self._sum(self._known(vector_keys(text)))
        found = [self._of_piece(piece) for _, piece in text.pieces]
        places = np.concatenate([each for each, _ in found])
        rows, which = np.unique(places, return_inverse=True)
        weights = np.bincount(which, np.concatenate([each for _, each in found]), len(rows))
        return self._sum((rows, np.minimum(weights, _MOST_WEIGHT).astype(np.float32)))

    def _piece(self, piece: PieceTerms) -> _Known:
        """The rows of a sentence, one perhaps several times."""
        terms, words = len(piece.terms), len(piece.words)
        rows = np.empty(terms + words, np.int64)
        weights = np.ones(terms + words, np.float32)
        rows[:terms] = np.fromiter(map(self._row_of_term, piece.terms), np.int64, terms)
        weights[:terms] = piece.weights
        keys = (key for key, _ in _of_words(piece.words, piece.language))
        rows[terms:] = np.fromiter(map(self._row, keys), np.int64, words)
        has_row = rows != _UNKNOWN
        return rows[has_row], weights[has_row]

    def _row(self, key: str) -> int:
        number = self._number(key) if key else None
        return _UNKNOWN if number is None else number

    def _known(self, keys: Mapping[str, float]) -> _Known:
        """The rows of the keys that the table has, and their weights."""
        found = [
            (number, weight) for key, weight in keys.items() if (number := self._number(key)) is not None
        ]
        return (
            np.array([number for number, _ in found], np.int64),
            np.array([weight for _, weight in found], np.float32),
        )

    def _sum(self, known: _Known) -> npt.NDArray[np.float32]:
        places, weights = known
        summed: npt.NDArray[np.float32] = (weights * self._scales[places]) @ self._rows[places].astype(
            np.float32
        )
        return summed
