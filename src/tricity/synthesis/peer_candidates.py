"""Which pairs of initiatives are compared at all, so that the work grows with the records and not with their square."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.records import Record
from tricity.synthesis.vectors import Rows

SOUGHT_BY: Final = 24  # heaviest dimensions of a row that candidates are sought by, as neighbours are
MOST_LISTED: Final = (
    150  # initiatives of one country that stand under a dimension: those that are most about it
)
LOOKED_AT: Final = 3  # times as many candidates as are kept get an exact score
_TIE: Final = 9  # decimals up to which nearness is told apart

Pair = tuple[int, int]


def candidate_pairs(
    records: Sequence[Record], rows: Rows, width: int, abroad: int, at_home: int
) -> list[Pair]:
    """Return pairs of places of initiatives of different cities, each once, smaller place first, in order.

    Sought in lists of the initiatives that are most about each dimension ("champion lists", Manning, Raghavan and
    Schütze, Introduction to Information Retrieval, 7.1.3), one for each country, so that one that publishes much does
    not crowd out the others. Who stands in no list finds those that do, and is found by them: pairs have no direction.
    `rows` are over so many columns.
    """
    short = rows.heaviest(SOUGHT_BY)
    listed = _champions(records, short).matrix(width)
    places = _Places(records)
    pairs = {
        (min(place, column), max(place, column))
        for place, columns, products in short.matrix(width).products(listed, ordered=False)
        for column in places.best(place, columns, products, LOOKED_AT * abroad, LOOKED_AT * at_home)
    }
    return sorted(pairs)


def _champions(records: Sequence[Record], short: Rows) -> Rows:
    """Return the rows with the dimensions alone under which they stand among the most of their country."""
    _, countries = np.unique(np.array([record.country for record in records], np.str_), return_inverse=True)
    owners = np.repeat(np.arange(len(short)), np.diff(short.starts))
    order = np.lexsort((owners, -np.round(short.values, _TIE), countries[owners], short.columns))
    lists = (short.columns * len(records) + countries[owners])[order]
    ranks = np.arange(len(lists)) - np.searchsorted(lists, lists)
    mask = np.zeros(len(lists), np.bool_)
    mask[order[ranks < MOST_LISTED]] = True
    return short.kept(mask)


class _Places:
    """Where each initiative is. At home both cities must be known, else they could be one."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._countries = np.array([record.country for record in records], np.str_)
        self._cities = np.array([record.city or "" for record in records], np.str_)

    def best(
        self,
        place: int,
        columns: NDArray[np.int64],
        products: NDArray[np.float64],
        abroad: int,
        at_home: int,
    ) -> Iterator[int]:
        home = self._countries[columns] == self._countries[place]
        city = self._cities[place]
        elsewhere = home & (self._cities[columns] != city) & (self._cities[columns] != "") & (city != "")
        scores = np.round(products, _TIE)
        for limit, fits in ((abroad, ~home), (at_home, elsewhere)):
            chosen = np.flatnonzero(fits & (scores > 0))
            if len(chosen) > limit:
                # Only what can be among the best is put in order; equals at the edge stay for the order of id.
                edge = np.partition(scores[chosen], -limit)[-limit]
                chosen = chosen[scores[chosen] >= edge]
            # Columns are in order of id.
            yield from columns[chosen[np.lexsort((columns[chosen], -scores[chosen]))][:limit]].tolist()
