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
            products = np.round((short[mine] @ short[theirs].T).toarray(), _DECIMALS)
            for first, second in _mutual(products):
                shared = short[mine[first]].multiply(short[theirs[second]]).tocsr().data
                if shared.max() <= MOST_OF_ONE * shared.sum():
                    found.append((float(products[first, second]), int(mine[first]), int(theirs[second])))
    return found


def _mutual(products: Floats) -> list[tuple[int, int]]:
    pairs = []
    for first in range(products.shape[0]):
        second = int(products[first].argmax())
        alike = products[first, second]
        if alike < LEAST_ALIKE or int(products[:, second].argmax()) != first:
            continue
        next_best = max(
            np.delete(products[first], second).max(initial=0.0),
            np.delete(products[:, second], first).max(initial=0.0),
        )
        if alike >= MARGIN * next_best:
            pairs.append((first, second))
    return pairs
