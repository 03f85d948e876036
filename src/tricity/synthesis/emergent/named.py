"""Whether the thesaurus names what records are about already."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from tricity.language import Thesaurus
from tricity.synthesis.values import DIGITS, TopicAssignment, Via

LEAST_WEIGHT: Final = 0.4  # of a record's main topic, for the record to be about it: as for candidates
NAMED: Final = 0.5  # of the records, each language weighing the same, whose topics the thesaurus names
MOST_NEAR: Final = 3

Topics = Sequence[Sequence[TopicAssignment]]
"""Those of each record of a group."""


class Naming:
    """What a thesaurus names: records whose main topic is said in them, and is one that it does not divide further.

    That a text says "waste" names its field and not what it is about.
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._divided = {broader for concept in thesaurus.concepts.values() for broader in concept.broader}

    def names(self, groups: Sequence[Topics]) -> bool:
        """Return whether the thesaurus names at least half of the records, those of each language weighing the same.

        Whether by one topic or by several: what is told apart already needs no topic besides.
        """
        shares = [sum(map(self._is_named, records)) / len(records) for records in groups]
        return math.fsum(shares) >= NAMED * len(shares)

    def _is_named(self, topics: Sequence[TopicAssignment]) -> bool:
        if not topics:
            return False
        main = topics[0]
        is_said = bool(main.reasons) and main.reasons[0].via is not Via.WORDS
        return is_said and main.weight >= LEAST_WEIGHT and main.concept_id not in self._divided


def nearest_concepts(groups: Sequence[Topics]) -> tuple[str, ...]:
    """Return the topics that the records are most about, each language weighing the same."""
    sums: dict[str, float] = defaultdict(float)
    for records in groups:
        for topics in records:
            for each in topics:
                sums[each.concept_id] += each.weight * each.share / len(records)
    ranked = sorted(sums, key=lambda key: (-round(sums[key], DIGITS), key))
    return tuple(ranked[:MOST_NEAR])
