"""Sparse rows of named dimensions: the one place that touches SciPy."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Row = Mapping[str, float]
_BLOCK = 2048  # rows multiplied at a time, to bound memory
_SORTED = 10_000  # rows put in order at a time
_TIE = 9  # decimals up to which weights are told apart
Found = Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]


class Space:
    """The dimensions of a set of rows, in byte order, so that sums do not depend on the order of input."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._column = {
            name: index for index, name in enumerate(sorted({name for row in rows for name in row}))
        }

    @property
    def columns(self) -> Mapping[str, int]:
        """The number of each dimension."""
        return self._column

    def matrix(self, rows: Sequence[Row]) -> "Matrix":
        """Return the rows as a matrix, leaving out dimensions that the space has not."""
        return self.rows(rows).matrix(len(self._column))

    def rows(self, rows: Sequence[Row]) -> "Rows":
        """Return the rows by number of dimension, leaving out those that the space has not."""
        starts, columns, values = [0], [], []
        for row in rows:
            known = sorted((self._column[name], value) for name, value in row.items() if name in self._column)
            columns += [column for column, _ in known]
            values += [value for _, value in known]
            starts.append(len(columns))
        return Rows(np.array(starts, np.int64), np.array(columns, np.int64), np.array(values, np.float64))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows one after the other: where each starts (and the end), and column and value of what it has, by column."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def span(self, place: int) -> slice:
        """Return where the row's entries stand."""
        return slice(int(self.starts[place]), int(self.starts[place + 1]))

    def matrix(self, width: int) -> "Matrix":
        """Return the rows as a matrix of so many columns."""
        packed = self.values, self.columns, self.starts
        return Matrix(sparse.csr_matrix(packed, shape=(len(self), width)))

    def unit(self) -> "Rows":
        """Return each row scaled to length 1; a row of zeros stays one."""
        squares = (self.values * self.values).tolist()
        starts = self.starts.tolist()
        lengths = np.array(
            [math.sqrt(math.fsum(squares[first:last])) for first, last in pairwise(starts)],
            np.float64,
        )
        lengths[lengths == 0.0] = 1.0
        return Rows(self.starts, self.columns, self.values / np.repeat(lengths, np.diff(self.starts)))

    def kept(self, mask: NDArray[np.bool_], columns: NDArray[np.int64] | None = None) -> "Rows":
        """Return the rows with the entries of the mask alone, in columns renamed if given, by column again."""
        places = np.repeat(np.arange(len(self)), np.diff(self.starts))[mask]
        named = (self.columns if columns is None else columns)[mask]
        values = self.values[mask]
        if columns is not None:
            order = np.lexsort((named, places))
            named, values = named[order], values[order]
        return Rows(_starts(np.bincount(places, minlength=len(self))), named, values)

    def within(self, width: int) -> "Rows":
        """Return the rows without columns beyond a width."""
        known = self.columns < width
        return self if known.all() else self.kept(known)

    def heaviest(self, most: int) -> "Rows":
        """Return the heaviest entries of each row, of equals those of the first columns."""
        mask = np.ones(len(self.columns), np.bool_)
        for place in np.flatnonzero(np.diff(self.starts) > most).tolist():
            span = self.span(place)
            mask[span] = _heaviest(self.values[span], most)
        return self.kept(mask)

    def take(self, places: NDArray[np.int64]) -> "Rows":
        """Return some of the rows, in the order given."""
        lengths = np.diff(self.starts)[places]
        starts = _starts(lengths)
        at = np.arange(starts[-1]) + np.repeat(self.starts[places] - starts[:-1], lengths)
        return Rows(starts, self.columns[at], self.values[at])

    def scaled(self, factor: float, renamed: NDArray[np.int64]) -> "Rows":
        """Return the rows times a factor, with columns renamed, not in their order."""
        return Rows(self.starts, renamed[self.columns], factor * self.values)


def beside(parts: Sequence[Rows]) -> Rows:
    """Return rows side by side, by column."""
    every = np.arange(len(parts[0]))
    blocks = [every[first : first + _SORTED] for first in range(0, len(every), _SORTED)] or [every]
    return below([_beside([part.take(block) for part in parts]) for block in blocks])


def _beside(parts: Sequence[Rows]) -> Rows:
    places = np.concatenate([np.repeat(np.arange(len(part)), np.diff(part.starts)) for part in parts])
    columns = np.concatenate([part.columns for part in parts])
    values = np.concatenate([part.values for part in parts])
    order = np.lexsort((columns, places))
    return Rows(_starts(np.bincount(places, minlength=len(parts[0]))), columns[order], values[order])


def below(parts: Sequence[Rows]) -> Rows:
    """Return rows one below the other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    return Rows(
        _starts(lengths),
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.values for part in parts]),
    )


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _heaviest(values: NDArray[np.float64], most: int) -> NDArray[np.bool_]:
    rounded = np.round(values, _TIE)
    least = np.partition(rounded, -most)[-most]
    mask: NDArray[np.bool_] = rounded > least
    mask[np.flatnonzero(rounded == least)[: most - int(mask.sum())]] = True
    return mask


class Matrix:
    """Rows over the dimensions of one space."""

    def __init__(self, rows: "sparse.csr_matrix") -> None:
        self._rows = rows
        self._transposed: sparse.csr_matrix | None = None

    def products(self, other: "Matrix", *, ordered: bool = True) -> Found:
        """Yield for each own row its number, and number and dot product of the other's rows it shares something with.

        These come in order of their numbers, where that is wanted.
        """
        for first in range(0, self._rows.shape[0], _BLOCK):
            block = Matrix(self._rows[first : first + _BLOCK]).times(other.transposed, ordered=ordered)
            for index in range(block.shape[0]):
                span = slice(block.indptr[index], block.indptr[index + 1])
                yield first + index, block.indices[span].astype(np.int64), block.data[span].astype(np.float64)

    def times(self, transposed: "sparse.csr_matrix", *, ordered: bool = True) -> "sparse.csr_matrix":
        """Return the products with columns given as rows, in order of column, where that is wanted."""
        found = (self._rows @ transposed).tocsr()
        if ordered:
            found.sort_indices()
        return found

    def before(self, mixture: "sparse.csr_matrix") -> "sparse.csr_matrix":
        """Return sums of these rows by the mixture's parts, added in the order in which they stand there."""
        found = (mixture @ self._rows).tocsr()
        found.sort_indices()
        return found

    def dots(self, other: "Matrix") -> NDArray[np.float64]:
        """Return the dot product of each row with the other's row of the same place, summed in order of column."""
        products = self._rows.multiply(other._rows).tocsr()
        products.sort_indices()
        ones = np.ones(products.shape[1], np.float64)
        found: NDArray[np.float64] = products @ ones
        return found

    @property
    def transposed(self) -> "sparse.csr_matrix":
        """The columns as rows; kept."""
        if self._transposed is None:
            self._transposed = self._rows.T.tocsr()
        return self._transposed
