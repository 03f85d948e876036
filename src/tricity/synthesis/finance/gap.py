"""Whether money fits: a need's ceiling against the smallest contract of a solution, and what work like it cost."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tricity.synthesis.finance.amounts import Amount, stated_amount
from tricity.synthesis.finance.rates import Rate, Rates
from tricity.synthesis.finance.terms import Terms, year_of

_HOME: Final = {"CN": "CNY", "JP": "JPY", "KR": "KRW", "US": "USD"}


class Fit(StrEnum):
    """Unknown is neither good nor bad: it counts nowhere."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contract:
    """Whether the smallest contract lies within the ceiling. The amounts are None where there are none to quote;
    `rate_year` says of which year the rates are, where they were converted, and `converted` what came of it.
    """

    fit: Fit
    ceiling: Amount | None = None
    smallest: Amount | None = None
    converted: Amount | None = None
    rate_year: int | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What an initiative cites as its budget, of which year, and about how much that is in the need's currency."""

    amount: Decimal
    currency: str
    year: int | None
    converted: Decimal | None
    converted_currency: str
    rates: tuple[Rate, ...] = ()
    rate_year: int | None = None


def currency_of(country: str) -> str:
    """Return the currency at home in the country, "" where we do not know it."""
    return _HOME.get(country, "")


def contract_fit(
    need: Terms, need_country: str, offer: Terms, offer_country: str, rates: Rates
) -> Contract | None:
    """Return whether the smallest contract lies within the ceiling; None where nothing is known of either.

    An amount that is limited decides in steps of ten (see `decade`), and is not quoted.
    """
    found = _contract(need, need_country, offer, offer_country, rates)
    is_told = need.told("budget_ceiling") or offer.told("minimum_contract")
    return found if is_told or found.fit is not Fit.UNKNOWN else None


def _contract(need: Terms, need_country: str, offer: Terms, offer_country: str, rates: Rates) -> Contract:
    ceiling = stated_amount(need.budget_ceiling, currency_of(need_country))
    smallest = stated_amount(offer.minimum_contract, currency_of(offer_country))
    is_told = "budget_ceiling" not in need.limited, "minimum_contract" not in offer.limited
    known = Contract(Fit.UNKNOWN, ceiling if is_told[0] else None, smallest if is_told[1] else None)
    if ceiling is None or smallest is None or ceiling.basis != smallest.basis:
        return known
    ceiling, smallest = _as_ceiling(ceiling), _as_least(smallest)
    ceiling = ceiling if is_told[0] else decade(ceiling)
    smallest = smallest if is_told[1] else decade(smallest)
    if smallest.currency == ceiling.currency:
        return replace(known, fit=within(smallest, ceiling))
    turned = rates.convert(smallest, ceiling.currency, year_of(need))
    if turned is None:
        return known
    fit = within(turned.amount, ceiling)
    if not all(is_told):  # the rates would name the currency of what is limited
        return replace(known, fit=fit)
    return replace(known, fit=fit, converted=turned.amount, rate_year=turned.year, rates=turned.rates)


def within(contract: Amount, ceiling: Amount) -> Fit:
    """Return whether all the contract may be lies below all the ceiling may be, or none of it does."""
    if contract.high is not None and ceiling.low is not None and contract.high <= ceiling.low:
        return Fit.FITS
    if contract.low is not None and ceiling.high is not None and contract.low > ceiling.high:
        return Fit.DOES_NOT_FIT
    return Fit.UNKNOWN


def decade(amount: Amount) -> Amount:
    """Return the powers of ten that an amount lies between, all that a limited one may give away.

    However often and with whatever amounts somebody asks, the answers depend on these two numbers alone.
    """
    low = None if amount.low is None else _floor(amount.low)
    high = None if amount.high is None else _floor(amount.high) * 10 or Decimal(10)
    return Amount(low, high, amount.currency, amount.basis)


def _floor(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(value.adjusted()) if value >= 1 else Decimal(0)


def _as_ceiling(amount: Amount) -> Amount:
    """“Up to 3億” is a ceiling of 3億."""
    return Amount(
        amount.high if amount.low is None else amount.low, amount.high, amount.currency, amount.basis
    )


def _as_least(amount: Amount) -> Amount:
    """“From 3億” is a smallest contract of 3億."""
    return Amount(
        amount.low, amount.low if amount.high is None else amount.high, amount.currency, amount.basis
    )


def cited_cost(
    terms: Terms, start_year: int | None, currency: str, rates: Rates, *, is_told: bool
) -> Cost | None:
    """Return what an initiative cites as its budget, in the need's currency too; None where none may be told."""
    if terms.budget_amount is None or not is_told or not terms.budget_currency:
        return None
    year = year_of(terms, start_year)
    amount = Amount(terms.budget_amount, terms.budget_amount, terms.budget_currency)
    converted = rates.convert(amount, currency, year) if currency else None
    return Cost(
        terms.budget_amount,
        terms.budget_currency,
        year,
        converted.amount.low.quantize(Decimal(1)) if converted and converted.amount.low is not None else None,
        currency,
        converted.rates if converted else (),
        converted.year if converted else None,
    )
