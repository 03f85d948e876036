"""Files of terms: TBX (ISO 30042) and SKOS, read into entries and compared with the termbase."""

from tricity.terms.exchange.entries import Entry, Problem, ReadTerms
from tricity.terms.exchange.plan import Change, Outcome, Plan, make_plan
from tricity.terms.exchange.reading import ENDINGS, read_terms
from tricity.terms.exchange.tbx_writing import write_tbx

__all__ = [
    "ENDINGS",
    "Change",
    "Entry",
    "Outcome",
    "Plan",
    "Problem",
    "ReadTerms",
    "make_plan",
    "read_terms",
    "write_tbx",
]
