"""What a line says of money, time and supply: the parts of the template, under the names that import files use."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from tricity.synthesis.finance import Terms
from tricity.synthesis.finance.terms import DAYS, TEXTS
from tricity.synthesis.records import NOTHING_STATED


class Row(Protocol):
    """A line that can say where it stands."""

    raw: Mapping[str, object]

    def text(self, field: str, *, needed: bool = False) -> str: ...

    def require(self, holds: bool, field: str, problem: str) -> None: ...

    def error(self, field: str, problem: str) -> Exception: ...


def terms_of(row: Row) -> Terms:
    """Return the terms of a line; fields that are not there are not stated. Raises BadRecord."""
    amount, currency = _budget(row)
    stated: dict[str, Any] = {name: text for name in TEXTS if (text := row.text(name))}
    stated |= {name: day for name in DAYS if (day := _day(row, name)) is not None}
    stated |= {"budget_amount": amount, "budget_currency": currency} if amount is not None else {}
    stated |= {"has_figures": True} if row.raw.get("indicators") else {}
    limited = frozenset(_limited(row))
    return Terms(**stated, limited=limited) if stated else NOTHING_STATED


def _day(row: Row, field: str) -> dt.date | None:
    text = row.text(field)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise row.error(field, f"expected a day such as 2026-03-31, not {text!r:.60}") from error


def _budget(row: Row) -> tuple[Decimal | None, str]:
    value = row.raw.get("budget")
    if value is None:
        return None, ""
    if not isinstance(value, dict):
        raise row.error("budget", "expected an object with amount and currency")
    amount, currency = value.get("amount"), value.get("currency")
    if amount is None:
        return None, ""
    is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
    if not is_number or not 0 <= amount < 10**16:
        raise row.error("budget", f"amount: expected a number from 0, not {amount!r:.60}")
    if not isinstance(currency, str) or len(currency) != 3 or not currency.isascii():
        raise row.error("budget", f"currency: expected three letters such as JPY, not {currency!r:.60}")
    return Decimal(str(amount)), currency.upper()


def _limited(row: Row) -> Iterator[str]:
    """Names of the fields that not everybody reads: a list of {field, readers}, as in import files."""
    value = row.raw.get("visibility") or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise row.error("visibility", "expected a list of objects with field and readers")
    for each in value:
        field = each.get("field")
        row.require(isinstance(field, str), "visibility", f"expected the name of a field, not {field!r:.60}")
        if each.get("readers") != "public":
            yield "budget_amount" if field == "budget" else str(field)
