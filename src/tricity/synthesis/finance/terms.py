"""What a record says of money, time and supply, in its author's words."""

import datetime as dt
import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ERAS: Final = {"令和": 2018, "平成": 1988}
_ERA: Final = re.compile(r"(令和|平成)\s*(元|\d{1,2})")


@dataclass(frozen=True, slots=True)
class Terms:
    """Empty and None mean "not stated". Names in `limited` are not for everybody: they are never quoted, and only
    amounts among them decide anything, in steps of ten.
    """

    budget_ceiling: str = ""
    funding_source: str = ""
    fiscal_year: str = ""
    stated_on: dt.date | None = None
    valid_until: dt.date | None = None
    reconfirmed_on: dt.date | None = None
    price_model: str = ""
    minimum_contract: str = ""
    payback: str = ""
    references: str = ""
    data_location: str = ""
    countries_served: str = ""
    local_entity: str = ""
    certifications: str = ""
    cost_and_finance: str = ""
    results: str = ""
    lessons: str = ""
    budget_amount: Decimal | None = None
    budget_currency: str = ""
    has_figures: bool = False
    limited: frozenset[str] = frozenset()

    def told(self, name: str) -> str:
        """Return the text, empty where not everybody may read it."""
        text = getattr(self, name)
        return text if isinstance(text, str) and name not in self.limited else ""

    def day(self, name: str) -> dt.date | None:
        """Return the day, None where not everybody may read it."""
        value = getattr(self, name)
        return value if isinstance(value, dt.date) and name not in self.limited else None


TEXTS: Final = tuple(
    each.name for each in fields(Terms) if each.type is str and each.name != "budget_currency"
)
DAYS: Final = ("stated_on", "valid_until", "reconfirmed_on")


def is_expired(terms: Terms, on: dt.date) -> bool:
    """Whether the day until which a need is valid is past, as far as everybody may know it."""
    last = terms.day("valid_until")
    return last is not None and last < on


def is_undated(terms: Terms) -> bool:
    """Whether a need says neither when it was stated nor until when it stands."""
    return all(terms.day(name) is None for name in DAYS)


def year_of(terms: Terms, otherwise: int | None = None) -> int | None:
    """Return the year whose rates amounts of the record are converted with: of its fiscal year, else of its day."""
    text = terms.told("fiscal_year")
    if found := _YEAR.search(text):
        return int(found[1])
    if found := _ERA.search(text):
        return _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    day = terms.day("stated_on")
    return day.year if day is not None else otherwise
