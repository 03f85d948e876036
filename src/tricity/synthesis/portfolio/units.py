"""What is counted: each need or plan once, however many of the chosen projects would meet it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tricity.synthesis.portfolio.candidates import Candidate, Place


@dataclass(frozen=True, slots=True)
class Unit:
    """Needs and plans that count once: one record, or those of one city that the very same candidates name.

    `by` are the places of these candidates in their order; the weight is that of the weightiest record.
    """

    record_ids: tuple[str, ...]
    weight: int
    by: tuple[int, ...]


def units_of(candidates: Sequence[Candidate]) -> list[Unit]:
    """Return the units, in order of their first record id. That a city says a thing three times does not make it three."""
    by: dict[str, set[int]] = defaultdict(set)
    weight: dict[str, int] = defaultdict(int)
    where: dict[str, Place | None] = {}
    for number, candidate in enumerate(candidates):
        for each in candidate.demand:
            by[each.record_id].add(number)
            weight[each.record_id] = max(weight[each.record_id], each.weight)
            where[each.record_id] = where.get(each.record_id) or each.place
    groups: dict[tuple[Place | str, tuple[int, ...]], list[str]] = defaultdict(list)
    for record_id in sorted(by):
        # A record without a city stands for itself.
        groups[where[record_id] or record_id, tuple(sorted(by[record_id]))].append(record_id)
    return sorted(
        (Unit(tuple(ids), max(weight[each] for each in ids), named) for (_, named), ids in groups.items()),
        key=lambda each: each.record_ids,
    )
