"""What stands beside a match: money, supply, what is missing, and how urgent its need is said to be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from tricity.synthesis.finance import (
    Aspect,
    Fit,
    Rates,
    Terms,
    cited_cost,
    contract_fit,
    currency_of,
    is_expired,
    is_undated,
    supply,
)
from tricity.synthesis.records import Horizon, Kind, Priority, Record
from tricity.synthesis.values import DIGITS, Match, MatchKind

# What a need's own words on its urgency add to the order of the needs of one experience or solution. Not stated counts
# as the middle: who states nothing is not put behind who states "low".
BY_PRIORITY: Final[Mapping[Priority | None, float]] = {
    Priority.HIGH: 1.1,
    Priority.MEDIUM: 1.0,
    None: 1.0,
    Priority.LOW: 0.9,
}
BY_HORIZON: Final[Mapping[Horizon | None, float]] = {Horizon.SHORT: 1.05, None: 1.0, Horizon.LONG: 1.0}
BUDGET: Final = "budget_amount"  # the names under which limits on the core are kept
INDICATORS: Final = "indicators"
# What a city asks of experience, and the texts that tell it.
ASKED: Final[Mapping[str, str]] = {"cost": "cost_and_finance", "results": "results", "lessons": "lessons"}


def weight(score: float, priority: Priority | None, horizon: Horizon | None) -> float:
    """Return the score with what priority and horizon add."""
    return round(score * BY_PRIORITY[priority] * BY_HORIZON[horizon], DIGITS)


def untold(terms: Terms) -> tuple[str, ...]:
    """Return what an initiative leaves unsaid of cost, results and lessons, as far as it is not limited."""
    told = {name for name, text in ASKED.items() if terms.told(text)}
    if terms.budget_amount is not None and BUDGET not in terms.limited:
        told.add("cost")
    if terms.has_figures and INDICATORS not in terms.limited:
        told.add("results")
    return tuple(name for name in ASKED if name not in told)


def expired_needs(records: Iterable[Record], on: date) -> frozenset[str]:
    """Return the ids of the needs whose last day is past."""
    return frozenset(each.id for each in records if each.kind is Kind.NEED and is_expired(each.terms, on))


def complete(matches: Iterable[Match], records: Mapping[str, Record], rates: Rates) -> list[Match]:
    """Return the matches, in their order, with what stands beside them."""

    @cache
    def supplied(offer: str, country: str) -> Mapping[Aspect, Fit]:
        record = records[offer]
        in_use = tuple(each.country for each in record.deployments)
        return supply(record.terms, record.country, country, in_use)

    def completed(match: Match) -> Match:
        need, other = records[match.need_id], records[match.other_id]
        urgent = replace(
            match,
            weight=weight(match.score, need.priority, need.horizon),
            undated=is_undated(need.terms),
        )
        if match.kind is MatchKind.SOLUTION:
            contract = contract_fit(need.terms, need.country, other.terms, other.country, rates)
            return replace(urgent, contract=contract, supply=supplied(other.id, need.country))
        is_told = BUDGET not in other.terms.limited
        cost = cited_cost(other.terms, other.start_year, currency_of(need.country), rates, is_told=is_told)
        return replace(urgent, cost=cost, untold=untold(other.terms))

    return list(map(completed, matches))
