"""Money, dates and supply beside a match, as one reader may see them. No query is made here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tricity.cooperation.analysis.terms import terms_of
from tricity.cooperation.digests import money_words
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.money import money
from tricity.knowledge.publication.disclosure import disclosed
from tricity.knowledge.publication.template import BUDGET, PARTS
from tricity.knowledge.rules import may_see_versions
from tricity.synthesis.finance import (
    Amount,
    Aspect,
    Fit,
    Rate,
    Rates,
    Terms,
    cited_cost,
    contract_fit,
    currency_of,
    is_undated,
    supply,
)
from tricity.synthesis.match_terms import untold
from tricity.translation.queries import Renderings
from tricity.web.text import LocalizedText

# What is shown of each kind, in this order; what nobody stated is shown as unknown.
SHOWN: Mapping[str, tuple[str, ...]] = {
    Kind.NEED.value: ("budget_ceiling", "funding_source", "fiscal_year", "stated_on", "valid_until"),
    Kind.SOLUTION.value: ("price_model", "minimum_contract", "payback", "references"),
    Kind.INITIATIVE.value: ("cost_and_finance", "fiscal_year"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A part of a record; `text` is None where it is not stated or not for this reader."""

    label: str
    text: LocalizedText | None
    limited_to: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three answers, and what it means in a sentence."""

    fit: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TermsView:
    """What stands beside a match. `contract` is None where neither side states anything to compare."""

    facts: tuple[Fact, ...]
    contract: Answer | None = None
    converted: str = ""
    reference: Answer | None = None
    there: tuple[str, ...] = ()
    missing: tuple[Answer, ...] = ()
    country: str = ""
    untold: str = ""
    is_undated: bool = False
    rates: tuple[Rate, ...] = ()

    @property
    def is_stated(self) -> bool:
        return any(fact.text for fact in self.facts)


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A budget that a comparable initiative cites."""

    amount: str
    year: int | None
    converted: str
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language, what they may read of each record, and the renderings of all of them."""

    user: Any
    language: str
    levels: Mapping[int, Collection[str]]
    rows: Renderings
    rates: Rates

    def terms(self, record: Record) -> Terms:
        return terms_of(record, self.levels[record.pk])

    def facts(self, record: Record) -> tuple[Fact, ...]:
        parts = disclosed(
            self.user,
            record,
            self.language,
            is_insider=may_see_versions(self.user, record),
            rows=self.rows,
            reads=self.levels[record.pk],
        )
        known = {part.name: part for part in parts}
        return tuple(
            Fact(str(PARTS[name].label), known[name].text, known[name].limited_to)
            if name in known
            else Fact(str(PARTS[name].label), None)
            for name in SHOWN[record.kind]
        )

    def beside(self, need: Record, other: Record, country: str, *, turned: bool) -> TermsView:
        """What stands beside a match on the page of the one, for the other; `country` is the name of the need's."""
        shown = need if turned else other
        undated = is_undated(self.terms(need))
        if other.kind != Kind.SOLUTION:
            unsaid = money_words.untold(untold(self.terms(other)))
            return TermsView(self.facts(shown), untold=unsaid, is_undated=undated)
        terms = self.terms(other)
        in_use = [each.country_code for each in other.deployments.all()]
        found = supply(terms, other.country_id, need.country_id, in_use)
        answers = {
            aspect: Answer(fit.value, money_words.supplied(fit), money_words.supply(aspect, fit, country))
            for aspect, fit in found.items()
        }
        contract = contract_fit(self.terms(need), need.country_id, terms, other.country_id, self.rates)
        return TermsView(
            self.facts(shown),
            contract=None
            if contract is None
            else Answer(
                contract.fit.value, money_words.fit(contract.fit), money_words.contract(contract.fit)
            ),
            converted=money_words.converted(contract.converted, contract.rate_year, self.language)
            if contract and contract.converted and contract.rate_year
            else "",
            reference=answers[Aspect.REFERENCE],
            there=tuple(answers[aspect].sentence for aspect, fit in found.items() if fit is Fit.FITS),
            missing=tuple(answers[aspect] for aspect, fit in found.items() if fit is not Fit.FITS),
            country=country,
            is_undated=undated,
            rates=contract.rates if contract else (),
        )

    def budget(self, need: Record, other: Record) -> BudgetView | None:
        """What a comparable initiative cites as its budget; None where it cites none that this reader may read."""
        terms = self.terms(other)
        cost = cited_cost(
            terms,
            other.start_year,
            currency_of(need.country_id),
            self.rates,
            is_told=BUDGET not in terms.limited,
        )
        if cost is None:
            return None
        same = ""
        if cost.converted is not None and cost.rate_year is not None:
            amount = Amount(cost.converted, cost.converted, cost.converted_currency)
            same = money_words.converted(amount, cost.rate_year, self.language)
        return BudgetView(
            money(cost.amount, cost.currency, self.language),
            cost.year,
            same,
            cost.rates,
        )
