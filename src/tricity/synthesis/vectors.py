"""Sparse rows of named dimensions: the one place that touches SciPy."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Row = Mapping[str, float]
_BLOCK = 2048  # rows multiplied at a time, to bound memory


class Space:
    """The dimensions of a set of rows, in byte order, so that sums do not depend on the order of input."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._column = {
            name: index for index, name in enumerate(sorted({name for row in rows for name in row}))
        }

    def matrix(self, rows: Sequence[Row]) -> "Matrix":
        """Return the rows as a matrix, leaving out dimensions that the space has not."""
        starts, columns, values = [0], [], []
        for row in rows:
            known = sorted((self._column[name], value) for name, value in row.items() if name in self._column)
            columns += [column for column, _ in known]
            values += [value for _, value in known]
            starts.append(len(columns))
        shape = (len(rows), len(self._column))
        packed = np.array(values, np.float64), np.array(columns, np.int64), np.array(starts, np.int64)
        return Matrix(sparse.csr_matrix(packed, shape=shape))


class Matrix:
    """Rows over the dimensions of one space."""

    def __init__(self, rows: "sparse.csr_matrix") -> None:
        self._rows = rows

    def products(self, other: "Matrix") -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]:
        """Yield for each own row its number, and number and dot product of the other's rows it shares something with."""
        transposed = other._rows.T.tocsr()
        for first in range(0, self._rows.shape[0], _BLOCK):
            block = (self._rows[first : first + _BLOCK] @ transposed).tocsr()
            block.sort_indices()
            for index in range(block.shape[0]):
                span = slice(block.indptr[index], block.indptr[index + 1])
                yield first + index, block.indices[span].astype(np.int64), block.data[span].astype(np.float64)
