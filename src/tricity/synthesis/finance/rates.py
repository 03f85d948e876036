"""Exchange rates: one a currency and year, each with its source and the day it was read. No network is asked."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from tricity.synthesis.errors import SynthesisError
from tricity.synthesis.finance.amounts import Amount

SHIPPED: Final = Path(__file__).with_name("rates.tsv")
COLUMNS: Final = ("year", "currency", "per_usd", "source", "read_on")
DOLLAR: Final = "USD"


class BadRates(SynthesisError, ValueError):
    """Line `line` (from 1) of a file of rates cannot be used."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of the currency a US dollar was worth, on average over the year."""

    currency: str
    year: int
    per_dollar: Decimal
    source: str
    read_on: dt.date


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency at the rates of `year`, which `rates` are."""

    amount: Amount
    year: int
    rates: tuple[Rate, ...]


class Rates:
    """What amounts are converted with."""

    def __init__(self, rates: Iterable[Rate] = ()) -> None:
        self._of: Mapping[tuple[str, int], Rate] = {(each.currency, each.year): each for each in rates}

    def convert(self, amount: Amount, currency: str, year: int | None = None) -> Converted | None:
        """Return the amount in another currency; None where a rate is missing.

        At the rates of the year, else of the last year before it that has them, else of the first after it; without a
        year of the newest.
        """
        asked = (amount.currency, currency)
        used = self._year(asked, year)
        if used is None or amount.currency == currency:
            return None
        one, other = (self._per_dollar(code, used) for code in asked)
        known = tuple(self._of[code, used] for code in asked if code != DOLLAR)

        def turned(bound: Decimal | None) -> Decimal | None:
            return None if bound is None else bound * other / one

        return Converted(Amount(turned(amount.low), turned(amount.high), currency, amount.basis), used, known)

    def _year(self, currencies: tuple[str, str], year: int | None) -> int | None:
        wanted = [code for code in currencies if code != DOLLAR]
        if not wanted:
            return None
        years = sorted(
            number for code, number in self._of if code == wanted[0]
            if all((each, number) in self._of for each in wanted)
        )  # fmt: skip
        if not years:
            return None
        return max((each for each in years if year is None or each <= year), default=years[0])

    def _per_dollar(self, currency: str, year: int) -> Decimal:
        return Decimal(1) if currency == DOLLAR else self._of[currency, year].per_dollar


def read_rates(path: Path | str | None = None) -> Rates:
    """Return the rates of a file, else those that are shipped. Raises BadRates, OSError."""
    return Rates(_rows(path or SHIPPED))


def _rows(path: Path | str) -> Iterator[Rate]:
    header: list[str] | None = None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if missing := [name for name in COLUMNS if name not in header]:
                raise BadRates(
                    str(path),
                    number,
                    f"expected the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}",
                )
            continue
        yield _rate(str(path), number, dict(zip(header, cells, strict=False)))


def _rate(file: str, line: int, cells: Mapping[str, str]) -> Rate:
    try:
        year = int(cells.get("year", ""))
        per_dollar = Decimal(cells.get("per_usd", ""))
        read_on = dt.date.fromisoformat(cells.get("read_on", ""))
    except (ValueError, InvalidOperation) as error:
        raise BadRates(file, line, f"expected a year, a number and a day as 2026-03-31: {error}") from error
    currency, source = cells.get("currency", ""), cells.get("source", "")
    if len(currency) != 3 or not currency.isascii() or not currency.isupper():
        raise BadRates(
            file, line, f"currency: expected three capital letters such as JPY, not {currency!r:.20}"
        )
    if not per_dollar.is_finite() or per_dollar <= 0:
        raise BadRates(file, line, f"per_usd: expected a number above zero, not {cells['per_usd']!r:.20}")
    if not source:
        raise BadRates(file, line, "source is missing")
    return Rate(currency, year, per_dollar, source, read_on)
