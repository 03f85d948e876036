"""Groups of records of one language: what they have in common, and which of them are one."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import sparse

from tricity.synthesis.emergent.rows import Floats, Ints, Matrix, heaviest, unit

LEAST_MEMBERS: Final = 2  # records of one language; one alone says nothing that records have in common
AS_ALIKE: Final = (
    0.3  # records of two groups to each other, beside those within them, for the groups to be one
)
MOST_TERMS: Final = 200  # heaviest terms of a group that others are compared by
ROUNDS: Final = 12
_BLOCK: Final = 256  # groups compared with all at a time, to bound memory


def sums_of(labels: Ints, groups: int, rows: Matrix) -> Matrix:
    """Return for each group the sum of its members' rows; label -1 is of no group."""
    members = np.flatnonzero(labels >= 0)
    shape = (groups, rows.shape[0])
    belongs = sparse.csr_matrix((np.ones(len(members)), (labels[members], members)), shape=shape)
    return (belongs @ rows).tocsr()


def telling(labels: Ints, groups: int, rows: Matrix) -> Floats:
    """Return how telling each term is: rare among the groups, however often it stands in one of them.

    What every group has (whether a text is a plan, who pays) is thereby left out, without a list of such words.
    """
    sizes = np.maximum(1, np.bincount(labels[labels >= 0], minlength=groups)).astype(np.float64)
    has = sums_of(labels, groups, (rows > 0).astype(np.float64))
    shares = sparse.diags(1 / sizes) @ has
    spread = np.asarray(shares.sum(axis=0)).ravel()
    return np.asarray(np.log1p((groups - spread + 0.5) / (spread + 0.5)), np.float64)


def merged(labels: Ints, rows: Matrix) -> Ints:
    """Return the labels with groups joined that are one: their records are nearly as alike as those of each."""
    labels = without_small(labels)
    for _ in range(ROUNDS):
        groups = int(labels.max(initial=-1)) + 1
        if groups < 2:
            break
        weighted = unit((rows @ sparse.diags(telling(labels, groups, rows))).tocsr())
        pairs = _same(labels, groups, weighted)
        if not pairs:
            break
        into = np.arange(groups)
        for one, other in pairs:
            into[other] = one
        labels = np.where(labels >= 0, into[labels], -1)
        labels = without_small(labels)
    return labels


def without_small(labels: Ints) -> Ints:
    """Return the labels numbered anew in order of the groups' first members; -1 for what is in no group worth it."""
    known = labels[labels >= 0]
    sizes = np.bincount(known, minlength=1)
    first: dict[int, int] = {}
    for label in labels.tolist():
        if label >= 0 and sizes[label] >= LEAST_MEMBERS:
            first.setdefault(label, len(first))
    return np.array([first.get(label, -1) for label in labels.tolist()], np.int64)


def _same(labels: Ints, groups: int, rows: Matrix) -> Sequence[tuple[int, int]]:
    """Return pairs of groups that are each other's most alike, as a share of how alike their own records are."""
    sums = sums_of(labels, groups, rows)
    sizes = np.bincount(labels[labels >= 0], minlength=groups).astype(np.float64)
    within = within_of(sums, sizes)
    short = heaviest(sums, MOST_TERMS)
    transposed = short.T.tocsr()
    found: list[tuple[float, int, int]] = []
    for at in range(0, groups, _BLOCK):
        products = (short[at : at + _BLOCK] @ transposed).tocoo()
        upper = products.row + at < products.col
        one, other = products.row[upper] + at, products.col[upper]
        between = products.data[upper] / (sizes[one] * sizes[other])
        ratios = np.round(between / np.sqrt(within[one] * within[other]), 6)
        kept = ratios >= AS_ALIKE
        found += zip((-ratios[kept]).tolist(), one[kept].tolist(), other[kept].tolist(), strict=True)
    found.sort()
    taken: set[int] = set()
    pairs = []
    for _, first, second in found:
        if first not in taken and second not in taken:
            pairs.append((first, second))
        taken |= {first, second}
    return pairs


def within_of(sums: Matrix, sizes: Floats) -> Floats:
    """Return how alike the records of each group are on average, each with every other."""
    squares = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    pairs = np.maximum(1.0, sizes * (sizes - 1))
    return np.maximum(1e-6, (squares - sizes) / pairs)
