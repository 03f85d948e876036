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

SOUGHT_BY: Final = 48  # heaviest dimensions of a row that others are sought by, where lists were cut
_BLOCK: Final = 512  # rows looked up at a time, to bound memory
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
        """Yield for each row asked the places of those it shares something with, in no order, and the dot products.

        The products are exact if `is_whole`, else too small: a dimension may be shared that has too many rows, and it is
        by a row's heaviest dimensions alone that others are sought.
        """
        asked = asked.within(self._width)
        if not self.is_whole:
            asked = asked.heaviest(SOUGHT_BY)
        for first in range(0, len(asked), _BLOCK):
            block = asked.take(np.arange(first, min(first + _BLOCK, len(asked)))).matrix(self._width)
            found = block.times(self._lists, ordered=False)
            for place in range(found.shape[0]):
                span = slice(found.indptr[place], found.indptr[place + 1])
                yield found.indices[span].astype(np.int64), found.data[span]

    def scored(self, asked: Rows, first: int, likely: Sequence[NDArray[np.int64]]) -> Iterator[Scored]:
        """Yield the exact dot products with the places likely for each of the rows asked from `first` on."""
        asked = asked.within(self._width)
        weights = np.zeros(self._width)
        for number, places in enumerate(likely, first):
            span = asked.span(number)
            weights[asked.columns[span]] = asked.values[span]
            rows = self._rows.take(places)
            products = rows.values * weights[rows.columns]
            # bincount adds in the order given, that of columns: as `Matrix.dots`.
            owners = np.repeat(np.arange(len(places)), np.diff(rows.starts))
            yield places, np.bincount(owners, products, len(places)).astype(np.float64)
            weights[asked.columns[span]] = 0.0


def _champions(lists: "sparse.csr_matrix", longest: int) -> "sparse.csr_matrix":
    """Return the lists cut to the rows where the dimension weighs most, of equals the first."""
    rows = Rows(lists.indptr.astype(np.int64), lists.indices.astype(np.int64), lists.data)
    cut = rows.heaviest(longest)
    return sparse.csr_matrix((cut.values, cut.columns, cut.starts), shape=lists.shape)
