"""What a portfolio goes by of each candidate: which demand it would meet, and who would take part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tricity.synthesis.opportunities import PLAN_SHARE, PRIORITY_SHARE
from tricity.synthesis.records import Horizon, Priority
from tricity.synthesis.values import Opportunity, RecordFacts

WHOLE: Final = 100  # the weight of a need of high priority; weights are whole numbers, so that sums are exact

Place = tuple[str, str]
"""A city as (country, name or id)."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A need or plan that a candidate would meet; `place` is None where its city is not known."""

    record_id: str
    weight: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate joint project. `places` are the cities that would take part: that need it, plan it or run it."""

    id: str
    horizon: Horizon
    countries: tuple[str, ...]
    demand: tuple[Demand, ...]
    places: frozenset[Place] = frozenset()


def weight_of(*, is_plan: bool, priority: Priority | None = None) -> int:
    """Return what a need or plan counts: the same shares as in the score of a candidate."""
    return round(WHOLE * (PLAN_SHARE if is_plan else PRIORITY_SHARE[priority]))


def candidate_of(opportunity: Opportunity) -> Candidate:
    """Return what a portfolio goes by of an opportunity that a run proposed."""
    facts = {each.record_id: each for each in opportunity.facts}
    parts = {part: getattr(opportunity, part) for part in ("needs", "plans", "experience")}
    return built(opportunity.id or opportunity.key, opportunity.horizon, opportunity.countries, parts, facts)


def built(
    candidate_id: str,
    horizon: Horizon,
    countries: Iterable[str],
    parts: Mapping[str, Iterable[str]],
    facts: Mapping[str, RecordFacts],
) -> Candidate:
    """Return a candidate of the records in its parts: needs, plans, experience. Facts may be missing."""
    place = {key: (each.country, each.city) for key, each in facts.items() if each.city}
    demand = [
        Demand(each, _weight(part, facts.get(each)), place.get(each))
        for part in ("needs", "plans")
        for each in parts[part]
    ]
    taking_part = (each for part in ("needs", "plans", "experience") for each in parts[part])
    return Candidate(
        candidate_id,
        horizon,
        tuple(sorted(countries)),
        tuple(sorted(demand, key=lambda each: each.record_id)),
        frozenset(place[each] for each in taking_part if each in place),
    )


def _weight(part: str, facts: RecordFacts | None) -> int:
    return weight_of(is_plan=part == "plans", priority=facts.priority if facts is not None else None)
