"""What one gets without a bridge between languages: words, character n-grams, folded characters; BM25 each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from tricity.language.features import Analysis
from tricity.language.han import fold_han, is_han
from tricity.language.normalize import fold, lower_same_length

_K1: Final = 1.2  # Robertson & Zaragoza 2009, as Lucene has them
_B: Final = 0.75
Terms = Callable[[Analysis], Iterable[str]]


def words(analysis: Analysis) -> Iterable[str]:
    """The words of the language's own segmenter, as a stock analyser indexes them."""
    return (lower_same_length(token.lemma) for token in analysis.tokens if token.content)


def character_grams(analysis: Analysis) -> Iterable[str]:
    """Two and three neighbouring characters, and single Han characters."""
    return _grams(fold(analysis.text))


def folded_grams(analysis: Analysis) -> Iterable[str]:
    """The same after folding Han characters to their simplified forms."""
    return _grams(fold_han(fold(analysis.text)))


BASELINES: Final[Mapping[str, Terms]] = {
    "BM25 per language": words,
    "character n-grams": character_grams,
    "folded characters": folded_grams,
}


def bm25(queries: Sequence[Analysis], documents: Sequence[Analysis], terms: Terms) -> npt.NDArray[np.float32]:
    """Return an array (queries, documents) of BM25 scores, each query term counted once."""
    numbers: dict[str, int] = {}
    held = _counted(documents, terms, numbers)
    known = held.shape[1]
    asked = _counted(queries, terms, numbers)[:, :known].minimum(1)
    present = np.asarray((held > 0).sum(axis=0)).ravel()
    rarity = np.log(1 + (held.shape[0] - present + 0.5) / (present + 0.5))
    lengths = np.asarray(held.sum(axis=1)).ravel()
    damping = _K1 * (1 - _B + _B * lengths / (lengths.mean() or 1))
    rows = np.repeat(damping, np.diff(held.indptr))
    held.data = held.data * (_K1 + 1) / (held.data + rows)
    scores: npt.NDArray[np.float32] = (asked @ held.multiply(rarity[None, :]).tocsr().T).toarray()
    return scores


def _counted(analyses: Sequence[Analysis], terms: Terms, numbers: dict[str, int]) -> sparse.csr_matrix:
    columns, values, starts = [], [], [0]
    for analysis in analyses:
        for term, count in Counter(terms(analysis)).items():
            columns.append(numbers.setdefault(term, len(numbers)))
            values.append(count)
        starts.append(len(columns))
    return sparse.csr_matrix(
        (np.array(values, np.float32), np.array(columns, np.int32), np.array(starts)),
        shape=(len(analyses), max(1, len(numbers))),
    )


def _grams(text: str) -> Iterable[str]:
    yield from (char for char in text if is_han(char))
    for length in (2, 3):
        yield from (text[start : start + length] for start in range(len(text) - length + 1))
