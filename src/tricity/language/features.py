"""What a text is compared by: features, and the analysis that carries them."""

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from tricity.language.segment.base import Token

_SPACES: Final = re.compile(r"\s")


class FeatureKind(StrEnum):
    """How two texts can say the same thing."""

    CONCEPT = "concept"
    NAME = "name"
    HAN = "han"
    WORD = "word"
    LATIN = "latin"
    LOAN = "loan"
    NUMBER = "number"
    GRAM = "gram"
    GLOSS = "gloss"


KIND_WEIGHTS: Final[Mapping[FeatureKind, float]] = MappingProxyType(
    {
        FeatureKind.CONCEPT: 1.6,
        FeatureKind.NAME: 1.2,
        FeatureKind.HAN: 1.0,
        FeatureKind.WORD: 0.7,
        FeatureKind.LATIN: 0.9,
        FeatureKind.LOAN: 0.7,
        FeatureKind.NUMBER: 0.3,
        FeatureKind.GRAM: 0.35,
        FeatureKind.GLOSS: 0.5,
    }
)


class Feature(NamedTuple):
    """One piece of evidence at `text[start:end]`.

    `key` is comparable across languages within its kind; `weight` in (0, 1] says how sure the
    text means it (a Han candidate of a Korean word carries its probability). `via` is the concept
    for whose sake a word was added to a question that does not have it.
    """

    kind: FeatureKind
    key: str
    weight: float
    start: int
    end: int
    via: str | None = None

    @property
    def term(self) -> str:
        """The feature as a term of an inverted index."""
        return term_of(self.kind, self.key)


def term_of(kind: FeatureKind, key: str) -> str:
    """Return the term of a feature, without spaces (ids of concepts may have some)."""
    return _SPACES.sub("_", f"{kind}:{key}")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with its language, words and features in order of start."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    features: tuple[Feature, ...]

    def terms(self) -> dict[str, float]:
        """Return the summed weight of each term."""
        sums: dict[str, float] = {}
        for feature in self.features:
            sums[feature.term] = sums.get(feature.term, 0.0) + feature.weight
        return sums


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PieceTerms:
    """The terms of one sentence (`sentences.pieces`), a column each: read once, it may stand in many texts of its language.

    `weights` are the terms' sums; `surest`, `starts` and `ends` the weight and the place of the surest occurrence of
    each, the first of equals; `words` are those of the vector (`vectors.telling_words`).
    """

    language: str
    terms: tuple[str, ...]
    weights: "array[float]"
    surest: "array[float]"
    starts: "array[int]"
    ends: "array[int]"
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTerms:
    """A text as an index needs it: its language, the summed weight of each term, and where each is surest.

    `pieces` are its sentences with the place where each starts; `weights` are given where there are none. `words` are
    those of the text's vector besides what the terms say (`vectors.telling_words`). Half of the cost of an Analysis.
    """

    language: str
    weights: Mapping[str, float]
    text: str = ""
    pieces: Sequence[tuple[int, PieceTerms]] = ()
    words: tuple[str, ...] = ()

    def terms(self) -> Mapping[str, float]:
        """Return the summed weight of each term."""
        if not self.pieces:
            return self.weights
        sums: dict[str, float] = {}
        for _, piece in self.pieces:
            for term, weight in zip(piece.terms, piece.weights, strict=True):
                sums[term] = sums.get(term, 0.0) + weight
        return sums


EMPTY_ANALYSIS: Final = Analysis("", "en", (), ())
