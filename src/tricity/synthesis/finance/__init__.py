"""Money, dates and supply beside a match: what fits, what does not, and what nobody has said.

Pure like the rest of the synthesis. Amounts are read from free text, converted with dated, sourced rates and compared;
what is not stated is unknown, which counts neither for nor against anybody.
"""

from tricity.synthesis.finance.amounts import Amount, find_amounts, stated_amount
from tricity.synthesis.finance.gap import (
    Contract,
    Cost,
    Fit,
    cited_cost,
    contract_fit,
    currency_of,
    decade,
    within,
)
from tricity.synthesis.finance.rates import BadRates, Converted, Rate, Rates, read_rates
from tricity.synthesis.finance.supply import Aspect, countries_named, supply
from tricity.synthesis.finance.terms import Terms, is_expired, is_undated, year_of
from tricity.synthesis.finance.wording import Basis

__all__ = [
    "Amount",
    "Aspect",
    "BadRates",
    "Basis",
    "Contract",
    "Converted",
    "Cost",
    "Fit",
    "Rate",
    "Rates",
    "Terms",
    "cited_cost",
    "contract_fit",
    "countries_named",
    "currency_of",
    "decade",
    "find_amounts",
    "is_expired",
    "is_undated",
    "read_rates",
    "stated_amount",
    "supply",
    "within",
    "year_of",
]
