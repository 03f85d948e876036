"""The vectors kept with indexed documents: token averages, or an operator's own encoder."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from tricity.language.encoder_settings import read_prompts
from tricity.language.encoders import TextEncoder
from tricity.language.features import Analysis, TextTerms
from tricity.language.lexicon import lexicon
from tricity.language.neural import OnnxEncoder, fingerprint
from tricity.language.pair_weights import Group, pair_weights
from tricity.language.vectors import Vectors

Matrix = npt.NDArray[np.float32]
Text = Analysis | TextTerms
# Chosen on the development questions (benchmarks/RESULTS.md); times the pair's weight of vectors, 1.3 on average.
TOKEN_AVERAGE_WEIGHT: Final = 0.1 / 1.3
ENCODER_WEIGHT: Final = 0.3  # not measured: there were no weights of a trained encoder to measure with
_QUERIES_KEPT: Final = 256


class TextVectors(Protocol):
    """Gives documents and questions vectors that can be compared."""

    @property
    def stamp(self) -> str:
        """Name, dimensions and digest: vectors of another stamp cannot be compared with these."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    def of_documents(self, documents: Sequence[tuple[Text, Text]]) -> Matrix:
        """Return one row of length 1 per title and body; zeros where nothing is known of the words."""

    def of_query(self, query: Analysis) -> npt.NDArray[np.float32]:
        """Return the vector of a question."""

    def weight(self, asked_in: str, held_in: str) -> float:
        """Return the part of the best score that a cosine of 1 adds, for a question and a document in these languages."""


class TokenAverages:
    """Vectors of the lexicon's table."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self.dimensions = vectors.dimensions
        self.stamp = f"token-average {self.dimensions} {vectors.digest}"

    def of_documents(self, documents: Sequence[tuple[Text, Text]]) -> Matrix:
        return self._vectors.encode_documents(documents)

    def of_query(self, query: Analysis) -> npt.NDArray[np.float32]:
        row: npt.NDArray[np.float32] = self._vectors.encode([query])[0]
        return row

    def weight(self, asked_in: str, held_in: str) -> float:
        return TOKEN_AVERAGE_WEIGHT * pair_weights(asked_in, held_in)[Group.VECTOR]


class EncodedTexts:
    """Vectors of a neural encoder; a question asked again is not encoded again."""

    def __init__(self, documents: TextEncoder, queries: TextEncoder, digest: str) -> None:
        self._documents = documents
        self.dimensions = documents.dimensions
        self.stamp = f"encoder {self.dimensions} {digest}"
        self._query = lru_cache(_QUERIES_KEPT)(lambda text: queries.encode([text])[0])

    def of_documents(self, documents: Sequence[tuple[Text, Text]]) -> Matrix:
        return self._documents.encode([f"{title.text}\n{body.text}".strip() for title, body in documents])

    def encode(self, analyses: Sequence[Analysis]) -> Matrix:
        """Return the rows of texts that are compared with each other, none of them a question."""
        return self._documents.encode([analysis.text for analysis in analyses])

    def of_query(self, query: Analysis) -> npt.NDArray[np.float32]:
        row: npt.NDArray[np.float32] = self._query(query.text)
        return row

    def weight(self, asked_in: str, held_in: str) -> float:
        return ENCODER_WEIGHT


@lru_cache(1)
def token_averages() -> TokenAverages:
    """Return the vectors of the shipped lexicon. Raises LexiconUnusable."""
    return TokenAverages(Vectors(lexicon()))


def encoded_texts(folder: Path, threads: int = 1) -> EncodedTexts:
    """Return the vectors of the encoder in the folder, with the prompts its files name. Raises EncoderUnavailable."""
    query, passage = read_prompts(folder)
    encoder = OnnxEncoder(folder, prefix=passage, threads=threads)
    return EncodedTexts(encoder, encoder.with_prefix(query), fingerprint(folder))
