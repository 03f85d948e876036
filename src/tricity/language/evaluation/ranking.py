"""Where the right text stands among all: R@1, R@10 and MRR@10."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

DEPTH: Final = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """Shares of queries, in percent."""

    recall_at_1: float
    recall_at_10: float
    reciprocal_rank: float


def rank_of_gold(alike: npt.NDArray[np.float32]) -> Ranking:
    """Judge an array (n, n) whose diagonal holds the right pairs.

    Texts as like as the right one share its rank: with k of them a first place counts 1/(k + 1) and the rank is
    their middle. A right text with a likeness of zero or less counts as not found.
    """
    gold = np.diagonal(alike)
    above = (alike > gold[:, None]).sum(axis=1)
    beside = (alike == gold[:, None]).sum(axis=1) - 1
    found = gold > 0
    rank = np.where(found, above + beside / 2 + 1, np.inf)
    first = np.where(found & (above == 0), 1 / (beside + 1), 0.0)
    reciprocal = np.where(rank <= DEPTH, 1 / rank, 0.0)
    return Ranking(100 * first.mean(), 100 * (rank <= DEPTH).mean(), 100 * reciprocal.mean())


def mean_of(rankings: "list[Ranking]") -> Ranking:
    """Return the means over pairs of languages."""
    return Ranking(
        float(np.mean([each.recall_at_1 for each in rankings])),
        float(np.mean([each.recall_at_10 for each in rankings])),
        float(np.mean([each.reciprocal_rank for each in rankings])),
    )
