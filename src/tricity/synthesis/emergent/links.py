"""Groups of different languages that speak of one thing, by what their words stand for.

A single record says little that another language says in the same way; what many records of a group say again and again
stands for much the same in any language (glosses of dictionaries, Han words, loanwords, concepts of the thesaurus).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import sparse

from tricity.synthesis.emergent.groups import sums_of, telling
from tricity.synthesis.emergent.rows import Floats, Ints, Matrix, heaviest, unit

LEAST_ALIKE: Final = 0.08  # cosine of what two groups' words stand for
MARGIN: Final = 1.15  # how much more alike than the next best of that language, seen from either
MOST_OF_ONE: Final = 0.6  # of a likeness that one meaning may make up: a single word may mean two things
MOST_MEANINGS: Final = 200  # heaviest of a group that others are compared by
_DECIMALS: Final = 6
_BLOCK: Final = 256  # groups compared with all of another language at a time, to bound memory

Link = tuple[float, int, int]


def meanings_of(labels: Ints, groups: int, rows: Matrix) -> Matrix:
    """Return what the records of each group mean on average, by what is telling among all groups; of length 1."""
    weighted = (rows @ sparse.diags(telling(labels, groups, rows))).tocsr()
    return unit(sums_of(labels, groups, weighted))


def linked(meanings: Matrix, languages: Sequence[str]) -> Ints:
    """Return for each group the number of its topic: itself alone, or with at most one group of each other language.

    Two groups are linked that are each other's most alike of their languages, by a margin. The most alike come first.
    """
    topic = np.arange(len(languages))
    for _, one, other in sorted(_links(meanings, languages), key=lambda link: (-link[0], link[1:])):
        mine, theirs = np.flatnonzero(topic == topic[one]), np.flatnonzero(topic == topic[other])
        if {languages[each] for each in mine.tolist()}.isdisjoint(
            languages[each] for each in theirs.tolist()
        ):
            topic[theirs] = topic[one]
    return topic.astype(np.int64)


def _links(meanings: Matrix, languages: Sequence[str]) -> list[Link]:
    short = heaviest(meanings, MOST_MEANINGS)
    by_language = {
        each: np.array([at for at, said in enumerate(languages) if said == each]) for each in languages
    }
    found: list[Link] = []
    ordered = sorted(by_language)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            mine, theirs = by_language[one], by_language[other]
            for alike, first, second in _mutual(short[mine], short[theirs]):
                shared = short[mine[first]].multiply(short[theirs[second]]).tocsr().data
                if shared.max() <= MOST_OF_ONE * shared.sum():
                    found.append((alike, int(mine[first]), int(theirs[second])))
    return found


def _mutual(one: Matrix, other: Matrix) -> list[Link]:
    """Return the pairs that are each other's most alike by a margin, with how alike they are."""
    mine, theirs = _Best(one.shape[0]), _Best(other.shape[0])
    transposed = other.T.tocsr()
    for at in range(0, one.shape[0], _BLOCK):
        products = np.round((one[at : at + _BLOCK] @ transposed).toarray(), _DECIMALS)
        places = np.arange(at, at + products.shape[0])
        mine.see(places, np.arange(products.shape[1]), products)
        theirs.see(np.arange(products.shape[1]), places, products.T)
    pairs = []
    for first, (second, alike) in enumerate(zip(mine.places.tolist(), mine.values.tolist(), strict=True)):
        if alike >= LEAST_ALIKE and theirs.places[second] == first:
            next_best = max(float(mine.nexts[first]), float(theirs.nexts[second]))
            if alike >= MARGIN * next_best:
                pairs.append((alike, first, second))
    return pairs


class _Best:
    """For each of some groups which of others is most alike, the first of equals, how much, and how much the next is."""

    def __init__(self, count: int) -> None:
        self.places = np.full(count, -1, np.int64)
        self.values, self.nexts = np.zeros(count), np.zeros(count)

    def see(self, groups: Ints, others: Ints, products: Floats) -> None:
        """Take a row of products for each of these groups, with the others in order; they come in order themselves."""
        if not products.size:
            return
        rows = np.arange(len(groups))
        at = products.argmax(axis=1)
        values = products[rows, at]
        rest = products.copy()
        rest[rows, at] = 0.0
        nexts = rest.max(axis=1)
        better = values > self.values[groups]
        known = self.values[groups]
        self.nexts[groups] = np.where(
            better, np.maximum(known, nexts), np.maximum(self.nexts[groups], values)
        )
        self.places[groups] = np.where(better, others[at], self.places[groups])
        self.values[groups] = np.where(better, values, known)
