"""A record's emergent topic beside those that the thesaurus names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tricity.synthesis.emergent.identity import is_emergent
from tricity.synthesis.topics import by_record
from tricity.synthesis.values import DIGITS, Overlaps, TopicAssignment

_ONE_LANGUAGE = "rests_on_one_language"


def beside_named(
    topics: Iterable[TopicAssignment], emergent: Iterable[TopicAssignment], *, kept: bool = False
) -> list[TopicAssignment]:
    """Return all topics in order of record and rank, each with its share beside the record's main one.

    An emergent topic takes the rank that its weight has. With `kept` the topics given stay as they are and the
    emergent one comes after them: a list of topics that somebody wrote is not to change by what else is found.
    """
    named, found = by_record(topics), by_record(emergent)
    joined: list[TopicAssignment] = []
    for record_id in sorted(named.keys() | found.keys()):
        mine, fresh = named.get(record_id, []), found.get(record_id, [])
        if not fresh:
            joined += mine
        elif kept:
            joined += [*mine, *_after(mine, fresh)]
        else:
            joined += _ranked([*mine, *fresh])
    return joined


def _after(mine: Sequence[TopicAssignment], fresh: Sequence[TopicAssignment]) -> list[TopicAssignment]:
    best = max((_strength(each) for each in mine), default=0.0)
    return [
        replace(each, rank=len(mine) + place, share=_share(_strength(each), best))
        for place, each in enumerate(fresh, 1)
    ]


def _ranked(topics: Sequence[TopicAssignment]) -> list[TopicAssignment]:
    """Order by weight; those of the thesaurus keep their order among themselves."""
    best = max(map(_strength, topics))
    ordered = sorted(topics, key=lambda each: (-each.weight, each.rank, each.concept_id))
    return [
        replace(each, rank=rank, share=_share(_strength(each), best)) for rank, each in enumerate(ordered, 1)
    ]


def _strength(topic: TopicAssignment) -> float:
    """Undo what makes a weight of a strength (`topics.HALF_SURE`)."""
    return topic.weight / max(1e-4, 1 - topic.weight)


def _share(strength: float, best: float) -> float:
    return max(1 / 10**DIGITS, round(min(1.0, strength / best), DIGITS)) if best > 0 else 1.0


def one_sided(overlaps: Overlaps) -> frozenset[str]:
    """Return the emergent topics that rest on one language: nothing but its records says that they are topics at all."""
    return frozenset(
        row.concept_id
        for row in overlaps.grid
        if is_emergent(row.concept_id) and any(each.key == _ONE_LANGUAGE for each in row.warnings)
    )
