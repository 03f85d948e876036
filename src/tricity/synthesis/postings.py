"""Which of many rows are most like one: exact while they are thousands, near enough and of bounded cost beyond.

Each dimension knows the rows that have it (a posting list), and of many only those where it weighs most (champion lists:
Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 7.1.3). What is found so is scored anew from the
whole rows. A row then costs the same however many others there are.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tricity.synthesis.vectors import Rows

_BLOCK: Final = 512  # rows looked up at a time, to bound memory
_TIE: Final = 9

Scored = tuple[NDArray[np.int64], NDArray[np.float64]]


class Postings:
    """Rows over so many columns, with at most `longest` of them for each column."""

    def __init__(self, rows: Rows, width: int, longest: int) -> None:
        self._rows, self._width = rows, width
        lists = rows.matrix(width).transposed
        self.is_whole = bool(np.diff(lists.indptr).max(initial=0) <= longest)
        self._lists = lists if self.is_whole else _champions(lists, longest)

    def __len__(self) -> int:
        return len(self._rows)

    def found(self, asked: Rows) -> Iterator[Scored]:
        """Yield for each row asked the places of those it shares something with, in order, and the dot products.

        The products are exact if `is_whole`, else too small where a dimension is shared that has too many rows.
        """
        asked = asked.within(self._width)
        for first in range(0, len(asked), _BLOCK):
            block = asked.take(np.arange(first, min(first + _BLOCK, len(asked)))).matrix(self._width)
            found = block.times(self._lists)
            for place in range(found.shape[0]):
                span = slice(found.indptr[place], found.indptr[place + 1])
                yield found.indices[span].astype(np.int64), found.data[span]

    def scored(self, asked: Rows, first: int, likely: Sequence[NDArray[np.int64]]) -> Iterator[Scored]:
        """Yield the exact dot products with the places likely for each of the rows asked from `first` on."""
        sizes = [len(each) for each in likely]
        places = np.concatenate(likely)
        pairs = np.repeat(np.arange(first, first + len(likely)), sizes)
        one = asked.take(pairs).within(self._width).matrix(self._width)
        scores = one.dots(self._rows.take(places).matrix(self._width))
        for size, end in zip(sizes, np.cumsum(sizes).tolist(), strict=True):
            yield places[end - size : end], scores[end - size : end]


def _champions(lists: "sparse.csr_matrix", longest: int) -> "sparse.csr_matrix":
    """Return the lists cut to the rows where the dimension weighs most, of equals the first."""
    rows = Rows(lists.indptr.astype(np.int64), lists.indices.astype(np.int64), lists.data)
    cut = rows.heaviest(longest)
    return sparse.csr_matrix((cut.values, cut.columns, cut.starts), shape=lists.shape)
