"""Records read in the light of their nearest ones: what two texts on one thing say in different words meets there.

A record is short, and says a part of what its subject is about; its nearest records say other parts. Known from
retrieval as smoothing by neighbours (Kurland and Lee, SIGIR 2004, "Corpus structure, language models, and ad hoc
information retrieval"). It needs no labels, and only the rows of the records at hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.vectors import Row, Space
from tricity.synthesis.weighting import unit

NEAREST: Final = 3
LENT: Final = 0.5  # of a record's row that its nearest lend; the rest is its own
SOUGHT_BY: Final = (
    24  # heaviest dimensions of a row that neighbours are sought by: the others change little and cost much
)
MOST_KEPT: Final = (
    150  # dimensions of a row kept, about as many as it had: the products stay as cheap as before
)
_TIE: Final = 9  # decimals up to which nearness is told apart

Neighbours = Sequence[tuple[int, float]]


def nearest(rows: Sequence[Row]) -> list[Neighbours]:
    """Return for each row the places of the others nearest to it, nearest first, with their part of what is lent.

    The parts of one row add up to 1. A row that shares nothing with another has none.
    """
    short = [heaviest(row, SOUGHT_BY) for row in rows]
    matrix = Space(short).matrix(short)
    return [_best(place, columns, products) for place, columns, products in matrix.products(matrix)]


def _best(place: int, columns: NDArray[np.int64], products: NDArray[np.float64]) -> Neighbours:
    others = columns != place
    columns, products = columns[others], np.round(products[others], _TIE)
    if len(products) > NEAREST:
        likely = products >= np.partition(products, -NEAREST)[-NEAREST]
        columns, products = columns[likely], products[likely]
    order = np.lexsort((columns, -products))[:NEAREST]
    total = float(products[order].sum())
    return [(int(columns[each]), float(products[each]) / total) for each in order] if total > 0 else []


def smoothed(rows: Sequence[Row], neighbours: Iterable[Neighbours]) -> list[dict[str, float]]:
    """Return each row with what its neighbours lend it, of length 1."""
    found = []
    for row, near in zip(rows, neighbours, strict=True):
        if not near:
            found.append(dict(row))
            continue
        sums = {name: (1 - LENT) * weight for name, weight in row.items()}
        for place, part in near:
            for name, weight in rows[place].items():
                sums[name] = sums.get(name, 0.0) + LENT * part * weight
        found.append(heaviest(unit(sums), MOST_KEPT))
    return found


def heaviest(row: Mapping[str, float], most: int) -> dict[str, float]:
    """Return the row's heaviest dimensions, of equals those first by name."""
    if len(row) <= most:
        return dict(row)
    ranked = sorted(row.items(), key=lambda item: (-round(item[1], _TIE), item[0]))
    return dict(ranked[:most])
