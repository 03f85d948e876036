"""Whether the thesaurus names what records are about already."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from tricity.language import Thesaurus
from tricity.synthesis.values import DIGITS, TopicAssignment

LEAST_WEIGHT: Final = 0.4  # of a topic in a record, and
LEAST_SHARE: Final = 0.45  # beside its main topic, for the record to be about it: as for candidates
NAMED: Final = 0.5  # of each language's records that are about one topic, for the thesaurus to name them
MOST_NEAR: Final = 3

Topics = Sequence[Sequence[TopicAssignment]]
"""Those of each record of a group."""


def is_named(groups: Sequence[Topics], thesaurus: Thesaurus) -> bool:
    """Return whether one topic is that of at least half of the records, in every language that has any.

    A record about a narrower topic counts, unless the broader is a top concept, which is too wide to name anything.
    """
    naming: set[str] | None = None
    for records in groups:
        counts = Counter(key for topics in records for key in _about(topics, thesaurus))
        mine = {key for key, count in counts.items() if count >= NAMED * len(records)}
        naming = mine if naming is None else naming & mine
    return bool(naming)


def _about(topics: Sequence[TopicAssignment], thesaurus: Thesaurus) -> set[str]:
    strong = [
        each.concept_id for each in topics if each.weight >= LEAST_WEIGHT and each.share >= LEAST_SHARE
    ]
    broader = {key for each in strong for key in thesaurus.ancestors(each)}
    concepts = thesaurus.concepts
    return {key for key in {*strong, *broader} if key in concepts and not concepts[key].top}


def nearest_concepts(groups: Sequence[Topics]) -> tuple[str, ...]:
    """Return the topics that the records are most about, each language weighing the same."""
    sums: dict[str, float] = defaultdict(float)
    for records in groups:
        for topics in records:
            for each in topics:
                sums[each.concept_id] += each.weight * each.share / len(records)
    ranked = sorted(sums, key=lambda key: (-round(sums[key], DIGITS), key))
    return tuple(ranked[:MOST_NEAR])
