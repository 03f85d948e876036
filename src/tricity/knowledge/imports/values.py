"""Readers of single values: each returns the value as it is kept, or raises `Wrong`.

A reader gets the raw value, never None, and a `Context`. Empty texts become None.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from tricity.knowledge.imports.problems import Wrong, shown
from tricity.language import UnknownLanguage, bcp47, clean, parse_code

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100  # master plans reach to 2060 and beyond; as in the form of a record
GREATEST_NUMBER: Final = 10**15  # every whole number below is exact in JSON, SQLite and spreadsheets
# What people write for a currency, and its ISO 4217 code.
CURRENCY_HINTS: Final = {
    "RMB": "CNY",
    "CNH": "CNY",
    "YUAN": "CNY",
    "YEN": "JPY",
    "WON": "KRW",
    "DOLLAR": "USD",
}

_CURRENCY: Final = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Context:
    """What readers must know of the site: country code → its language, and the day."""

    countries: Mapping[str, str] = field(default_factory=dict)
    today: dt.date = field(default_factory=dt.date.today)


Reader = Callable[[Any, Context], Any]


def text(limit: int) -> Reader:
    def read(value: Any, context: Context) -> str | None:
        if not isinstance(value, str):
            raise Wrong("wrong-type", expected="text", found=shown(value))
        if "\x00" in value:
            raise Wrong("null-byte")
        cleaned = plain_lines(clean(value)).strip()
        if len(cleaned) > limit:
            raise Wrong("too-long", found=len(cleaned), limit=limit)
        return cleaned or None

    return read


def plain_lines(text: str) -> str:
    """Line ends as one character: forms send two, old files another."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def choice(values: Iterable[str]) -> Reader:
    known = list(values)
    as_text = text(100)

    def read(value: Any, context: Context) -> str | None:
        found = as_text(value, context)
        if found is None or found.lower() in known:
            return found and found.lower()
        raise unknown_value(found, known)

    return read


def unknown_value(found: str, known: Iterable[str]) -> Wrong:
    names = list(known)
    near = difflib.get_close_matches(found.lower(), names, n=1)
    code = "unknown-value-near" if near else "unknown-value"
    return Wrong(code, found=shown(found), known=", ".join(names), **({"nearest": near[0]} if near else {}))


def whole_number(value: Any, context: Context) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int_or_nan(value):
        raise Wrong("wrong-type", expected="whole number", found=shown(value))
    if abs(value) > GREATEST_NUMBER:
        raise Wrong("too-great", found=shown(value))
    return int(value)


def int_or_nan(value: float) -> float:
    return int(value) if math.isfinite(value) else math.nan


def counted(value: Any, context: Context) -> int:
    number = whole_number(value, context)
    if number < 0:
        raise Wrong("negative", found=number)
    return number


def number(value: Any, context: Context) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Wrong("wrong-type", expected="number", found=shown(value))
    if abs(value) > GREATEST_NUMBER:
        raise Wrong("too-great", found=shown(value))
    return int(value) if value == int(value) else value


def amount(value: Any, context: Context) -> float | int:
    found = number(value, context)
    if found < 0:
        raise Wrong("negative", found=found)
    return found


def yes_or_no(value: Any, context: Context) -> bool:
    if not isinstance(value, bool):
        raise Wrong("wrong-type", expected="yes or no", found=shown(value))
    return value


def year(value: Any, context: Context) -> int:
    return _year(value, context, LAST_YEAR)


def past_year(value: Any, context: Context) -> int:
    return _year(value, context, context.today.year)


def _year(value: Any, context: Context, last: int) -> int:
    found = whole_number(value, context)
    if not FIRST_YEAR <= found <= last:
        raise Wrong("impossible-year", found=found, first=FIRST_YEAR, last=last)
    return found


def date(value: Any, context: Context) -> str | None:
    found = text(40)(value, context)
    if found is None:
        return None
    try:
        return dt.date.fromisoformat(found).isoformat()
    except ValueError:
        raise Wrong("bad-date", found=shown(found)) from None


def latitude(value: Any, context: Context) -> float:
    found = number(value, context)
    if not -90 <= found <= 90:
        raise Wrong("bad-latitude", found=shown(value))
    return float(found)


def longitude(value: Any, context: Context) -> float:
    found = number(value, context)
    if not -180 <= found <= 180:
        raise Wrong("bad-longitude", found=shown(value))
    return float(found)


def language(value: Any, context: Context) -> str | None:
    """BCP 47 form of any common spelling."""
    found = text(40)(value, context)
    try:
        return found and bcp47(parse_code(found))
    except UnknownLanguage:
        raise Wrong("unknown-language", found=shown(found)) from None


def country(value: Any, context: Context) -> str | None:
    found = text(100)(value, context)
    if found is None or found.upper() in context.countries:
        return found and found.upper()
    raise Wrong("unknown-country", found=shown(found), known=", ".join(sorted(context.countries)) or "–")


def country_name(value: Any, context: Context) -> str | None:
    """A country that need not be one of the site's: deployments reach further."""
    found = text(100)(value, context)
    if found is None or (len(found) == 2 and found.isascii() and found.isalpha()):
        return found and found.upper()
    raise Wrong("unknown-country", found=shown(found), known=", ".join(sorted(context.countries)) or "–")


def currency(value: Any, context: Context) -> str | None:
    found = text(100)(value, context)
    if found is None:
        return None
    if (hint := CURRENCY_HINTS.get(found.upper())) is not None:
        raise Wrong("unknown-value-near", found=found, known="CNY, JPY, KRW, USD", nearest=hint)
    if not _CURRENCY.fullmatch(found.upper()):
        raise Wrong("bad-currency", found=shown(found))
    return found.upper()


def address(limit: int) -> Reader:
    as_text = text(limit)

    def read(value: Any, context: Context) -> str | None:
        found = as_text(value, context)
        if found is None:
            return None
        try:
            parts = urlsplit(found)
            valid = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in found
        except ValueError:
            valid = False
        if not valid:
            raise Wrong("bad-address", found=shown(found))
        return found

    return read


def many(entry: Reader, limit: int) -> Reader:
    """A list; empty entries are dropped."""

    def read(value: Any, context: Context) -> list[Any]:
        if not isinstance(value, list):
            raise Wrong("wrong-type", expected="list", found=shown(value))
        if len(value) > limit:
            raise Wrong("too-many", found=len(value), limit=limit)
        entries = []
        for position, raw in enumerate(value):
            try:
                entries.append(None if raw is None else entry(raw, context))
            except Wrong as error:
                raise error.within(position) from None
        return [each for each in entries if each is not None]

    return read


def structure(readers: Mapping[str, Reader], required: tuple[str, ...]) -> Reader:
    """An object with these fields and no others, in this order; a field left out is None."""

    def read(value: Any, context: Context) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong("wrong-type", expected="object", found=shown(value))
        for name in value:
            if name not in readers:
                near = difflib.get_close_matches(str(name), list(readers), n=1)
                raise (
                    Wrong("unknown-field-near", nearest=near[0]).within(name)
                    if near
                    else Wrong("unknown-field").within(name)
                )
        found = {}
        for name, reader in readers.items():
            raw = value.get(name)
            try:
                found[name] = None if raw is None else reader(raw, context)
                if found[name] is None and name in required:
                    raise Wrong("missing")
            except Wrong as error:
                raise error.within(name) from None
        return found

    return read


def by_language(entry: Reader) -> Reader:
    """An object from language codes to values; the codes become BCP 47."""

    def read(value: Any, context: Context) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong("wrong-type", expected="object", found=shown(value))
        found = {}
        for code, raw in value.items():
            try:
                tag, content = language(code, context), None if raw is None else entry(raw, context)
            except Wrong as error:
                raise error.within(code) from None
            if tag and content:
                found[tag] = content
        return dict(sorted(found.items()))

    return read
