"""Records read in the light of their nearest ones: what two texts on one thing say in different words meets there.

A record is short, and says a part of what its subject is about; its nearest records say other parts. Known from
retrieval as smoothing by neighbours (Kurland and Lee, SIGIR 2004, "Corpus structure, language models, and ad hoc
information retrieval"). It needs no labels, and only the rows of the records at hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tricity.synthesis.postings import Postings
from tricity.synthesis.vectors import Row, Rows, Space, below

NEAREST: Final = 3
LENT: Final = 0.5  # of a record's row that its nearest lend; the rest is its own
SOUGHT_BY: Final = (
    24  # heaviest dimensions of a row that neighbours are sought by: the others change little and cost much
)
MOST_KEPT: Final = (
    150  # dimensions of a row kept, about as many as it had: the products stay as cheap as before
)
LONGEST_LIST: Final = 1500  # rows known for a dimension; those where it weighs less are found by others
_LIKELY: Final = 40  # of those found by lists that were cut, scored anew from whole rows
_TIE: Final = 9  # decimals up to which nearness is told apart
_BLOCK: Final = 2048

Neighbours = Sequence[tuple[int, float]]


def nearest(rows: Sequence[Row]) -> list[Neighbours]:
    """Return for each row the places of the others nearest to it, nearest first, with their part of what is lent.

    The parts of one row add up to 1. A row that shares nothing with another has none.
    """
    short = [heaviest(row, SOUGHT_BY) for row in rows]
    space = Space(short)
    packed = space.rows(short)
    return list(nearest_in(Postings(packed, len(space.columns), LONGEST_LIST), packed, range(len(packed))))


def nearest_in(known: Postings, asked: Rows, own: Sequence[int] | None = None) -> Iterator[Neighbours]:
    """Yield for each row asked its nearest of those known; `own` are the places of those that are known themselves."""
    if known.is_whole:
        for place, (columns, products) in enumerate(known.found(asked)):
            yield _best(own[place] if own is not None else -1, columns, products)
        return
    likely: list[NDArray[np.int64]] = []
    for place, (columns, products) in enumerate(known.found(asked)):
        likely.append(_likely(own[place] if own is not None else -1, columns, products))
        if len(likely) == _BLOCK or place == len(asked) - 1:
            first = place + 1 - len(likely)
            for columns, products in known.scored(asked, first, likely):
                yield _best(-1, columns, products)
            likely = []


def _likely(place: int, columns: NDArray[np.int64], products: NDArray[np.float64]) -> NDArray[np.int64]:
    others = columns != place
    columns, products = columns[others], np.round(products[others], _TIE)
    if len(products) > _LIKELY:
        least = np.partition(products, -_LIKELY)[-_LIKELY]
        equal = np.sort(columns[products == least])
        columns = np.concatenate([columns[products > least], equal])[:_LIKELY]
    return np.sort(columns)


def _best(place: int, columns: NDArray[np.int64], products: NDArray[np.float64]) -> Neighbours:
    others = columns != place
    columns, products = columns[others], np.round(products[others], _TIE)
    if len(products) > NEAREST:
        likely = products >= np.partition(products, -NEAREST)[-NEAREST]
        columns, products = columns[likely], products[likely]
    order = np.lexsort((columns, -products))[:NEAREST]
    total = float(products[order].sum())
    return [(int(columns[each]), float(products[each]) / total) for each in order] if total > 0 else []


def smoothed(rows: Sequence[Row], neighbours: Sequence[Neighbours]) -> list[dict[str, float]]:
    """Return each row with what its neighbours lend it, of length 1."""
    space = Space(rows)
    names = sorted(space.columns)
    packed = space.rows(rows)
    lent = smoothed_rows(packed, packed, neighbours, len(names))
    return [
        {
            names[column]: value
            for column, value in zip(
                lent.columns[lent.span(place)].tolist(), lent.values[lent.span(place)].tolist(), strict=True
            )
        }
        for place in range(len(rows))
    ]


def smoothed_rows(own: Rows, lenders: Rows, neighbours: Sequence[Neighbours], width: int) -> Rows:
    """Return each of the own rows with what its neighbours among the lenders lend it, of length 1."""
    blocks = range(0, len(own), _BLOCK)
    found = [
        _smoothed(own.take(np.arange(first, min(first + _BLOCK, len(own)))), lenders, near, width)
        for first in blocks
        for near in [neighbours[first : first + _BLOCK]]
    ]
    return below(found) if found else own


def _smoothed(own: Rows, lenders: Rows, neighbours: Sequence[Neighbours], width: int) -> Rows:
    lending = np.array(sorted({place for near in neighbours for place, _ in near}), np.int64)
    at = {place: len(own) + number for number, place in enumerate(lending.tolist())}
    starts, columns, parts = [0], [], []
    for number, near in enumerate(neighbours):
        # In the order in which the parts are to be added: the row's own, then the nearest first.
        columns += [number, *(at[place] for place, _ in near)]
        parts += [1 - LENT if near else 1.0, *(LENT * part for _, part in near)]
        starts.append(len(columns))
    lent = sparse.csr_matrix(
        (np.array(parts), np.array(columns), np.array(starts)), shape=(len(own), len(own) + len(lending))
    )
    stacked = below([own, lenders.take(lending)]).matrix(width)
    sums = stacked.before(lent)
    alone = np.array([not near for near in neighbours], np.bool_)
    rows = Rows(sums.indptr.astype(np.int64), sums.indices.astype(np.int64), sums.data)
    return _or_own(own, rows.unit().heaviest(MOST_KEPT), alone)


def _or_own(own: Rows, lent: Rows, alone: NDArray[np.bool_]) -> Rows:
    """Return the rows lent to, those that nobody lends to as they are."""
    both = below([lent, own])
    places = np.where(alone, np.arange(len(own)) + len(lent), np.arange(len(lent)))
    return both.take(places)


def heaviest(row: Mapping[str, float], most: int) -> dict[str, float]:
    """Return the row's heaviest dimensions, of equals those first by name."""
    if len(row) <= most:
        return dict(row)
    ranked = sorted(row.items(), key=lambda item: (-round(item[1], _TIE), item[0]))
    return dict(ranked[:most])
