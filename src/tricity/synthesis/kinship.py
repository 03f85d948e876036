"""How near the topics of a thesaurus are to each other."""

import math
from collections.abc import Mapping
from typing import Final

from tricity.language import Thesaurus
from tricity.synthesis.profiles import Profiles

BROADER: Final = 0.4  # of a parent; its square for the grandparent
TOP: Final = (
    0.25  # of a top concept, whatever the distance is less: two kinds of "mobility" have little in common
)
RELATED: Final = 0.5
MOST_ALIKE: Final = 8  # other topics whose labels and definitions are worded alike that are looked at


class Kinship:
    """For every concept the others that it touches, each with a nearness in (0, 1]; itself with 1."""

    def __init__(self, thesaurus: Thesaurus, profiles: Profiles) -> None:
        self._kin: dict[str, dict[str, float]] = {key: {key: 1.0} for key in sorted(thesaurus.concepts)}
        self._nearness: dict[tuple[str, str], float] = {}
        for key in self._kin:
            for broader, distance in thesaurus.ancestors(key).items():
                nearness = BROADER**distance
                self._join(key, broader, min(nearness, TOP) if thesaurus[broader].top else nearness)
            for other in thesaurus[key].related:
                if other in self._kin:
                    self._join(key, other, RELATED)
                    self._join(other, key, RELATED)
        for key, alike in profiles.alike(MOST_ALIKE).items():
            for other, cosine in alike.items():
                self._join(key, other, cosine)

    def _join(self, key: str, other: str, nearness: float) -> None:
        kin = self._kin[key]
        kin[other] = max(kin.get(other, 0.0), min(1.0, nearness))

    def of(self, concept_id: str) -> Mapping[str, float]:
        """Return the concept's kin; an unknown concept has only itself."""
        return self._kin.get(concept_id, {concept_id: 1.0})

    def nearness(self, one: str, other: str) -> float:
        """Return how near two concepts are: directly, or as children of one that is not too wide."""
        known = self._nearness.get((one, other))
        if known is None:
            mine, theirs = self.of(one), self.of(other)
            direct = max(mine.get(other, 0.0), theirs.get(one, 0.0))
            known = max([direct, *(mine[key] * theirs[key] for key in mine if key in theirs)])
            self._nearness[one, other] = known
        return known

    def spread(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Return the weights with those they lend to their kin: for each concept the largest it is lent."""
        spread: dict[str, float] = {}
        for key in sorted(weights):
            for other, nearness in self.of(key).items():
                spread[other] = max(spread.get(other, 0.0), weights[key] * nearness)
        return spread


def rarity(total: float, count: int) -> float:
    """Return how rare a dimension is whose weights over `count` rows add up to `total`: ln(1 + (N - n + 0.5) / (n + 0.5)).

    What is only lent counts in part.
    """
    return math.log(1 + (count - total + 0.5) / (total + 0.5))
