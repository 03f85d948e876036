"""What stands beside a match: money, supply, what is missing, and how urgent its need is said to be."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from tricity.synthesis.finance import (
    Aspect,
    Contract,
    Cost,
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
from tricity.synthesis.match_pairs import MatchPairs
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
    beside = _Beside(records, rates)
    return [beside.completed(match) for match in matches]


class CompletePairs:
    """Pairs of which whole matches are made, with what stands beside them."""

    def __init__(self, pairs: MatchPairs, records: Mapping[str, Record], rates: Rates) -> None:
        self._pairs, self._beside, self.scores = pairs, _Beside(records, rates), pairs.scores

    def __len__(self) -> int:
        return len(self._pairs)

    def made(self, first: int, last: int) -> Iterator[Match | None]:
        """Yield the matches of these pairs; None where nothing can be shown for one."""
        for match in self._pairs.made(first, last):
            yield None if match is None else self._beside.completed(match)


class _Beside:
    """What is the same for many matches is worked out once."""

    def __init__(self, records: Mapping[str, Record], rates: Rates) -> None:
        self._records, self._rates = records, rates
        self._is_undated = cache(lambda need: is_undated(records[need].terms))
        self._untold = cache(lambda other: untold(records[other].terms))
        self._supply = cache(self._supplied)
        self._cost = cache(self._cited)

    def completed(self, match: Match) -> Match:
        need, other = self._records[match.need_id], self._records[match.other_id]
        is_offer = match.kind is MatchKind.SOLUTION
        return Match(
            match.kind,
            match.need_id,
            match.other_id,
            match.score,
            match.close,
            match.same_country,
            match.reasons,
            weight(match.score, need.priority, need.horizon),
            self._contract(need, other) if is_offer else None,
            self._supply(other.id, need.country) if is_offer else None,
            None if is_offer else self._cost(other.id, currency_of(need.country)),
            () if is_offer else self._untold(other.id),
            self._is_undated(need.id),
        )

    def _contract(self, need: Record, offer: Record) -> Contract | None:
        if not need.terms.budget_ceiling and not offer.terms.minimum_contract:
            return None
        return contract_fit(need.terms, need.country, offer.terms, offer.country, self._rates)

    def _supplied(self, offer: str, country: str) -> Mapping[Aspect, Fit]:
        record = self._records[offer]
        in_use = tuple(each.country for each in record.deployments)
        return supply(record.terms, record.country, country, in_use)

    def _cited(self, other: str, currency: str) -> Cost | None:
        record = self._records[other]
        is_told = BUDGET not in record.terms.limited
        return cited_cost(record.terms, record.start_year, currency, self._rates, is_told=is_told)
