"""Numbers and dates as the four languages write them, read to one value.

12,345 · １２３４５ · 一万二千三百四十五 · 1万2千 · 1.2億 · 3만 5천; 2026年3月31日 · 令和8年 · 2026. 3. 31. ·
2026년 3월 31일 · March 31, 2026 · 二〇二六年三月. Han numerals count only where they are numbers: 一般, 三星 and
万一 are words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from tricity.language.normalize import align

_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_SMALL_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "백": 100, "천": 1000}
_LARGE_UNITS: Final = {
    "万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12,
}  # fmt: skip
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before their first
_MONTH_LIST: Final = """
    jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october|
    nov november|dec december
"""
_MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_LIST.split("|"), 1) for name in names.split()
}
_NUMERAL: Final = "0-9〇零一二三四五六七八九十两"
_YEAR: Final = rf"(?P<era>令和|平成|昭和)?(?P<year>[{_NUMERAL}]{{1,4}}|元)\s*[年년]"
_EAST_ASIAN_DATE: Final = re.compile(
    rf"{_YEAR}(?:\s*(?P<month>[{_NUMERAL}]{{1,3}})\s*[月월](?:\s*(?P<day>[{_NUMERAL}]{{1,3}})\s*[日일号])?)?"
)
_NUMERIC_DATE: Final = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?(?P<mark>[./-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})\.?(?!\d)"
)
_MONTH_NAMES: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ENGLISH_DATE: Final = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH_NAMES})\.?\s+(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_UNITS: Final = "十百千万萬亿億兆백천만억조"
_AMOUNT: Final = re.compile(rf"\d[\d,]*(?:\.\d+)?(?:\s?[{_UNITS}](?:\s?\d[\d,]*(?:\.\d+)?)?)*")
_HAN_AMOUNT: Final = re.compile(r"[〇零一二三四五六七八九两十百千万亿億兆]{2,}")
_WORD_LIST: Final = "万一 一一 千万 三千 九九 一二 三三 八百 千百 百千 万千 千千万万 三万 万万"
_WORDS: Final = frozenset(_WORD_LIST.split())
_LONGEST: Final = 40  # characters of a number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a date of which the year, or the year and the month, or all is given.

    `text[start:end]` is where it stands; of `value` and `date` (ISO 8601: 2026, 2026-03, 2026-03-31) one is set.
    """

    start: int
    end: int
    value: Decimal | None = None
    date: str = ""

    @property
    def key(self) -> str:
        """The same for all ways of writing it."""
        return self.date or format((self.value or Decimal(0)).normalize(), "f")


def find_numbers(text: str) -> list[Quantity]:
    """Return the numbers and dates of a text in order, none inside another. Works on any text, in linear time."""
    aligned = align(text)
    taken: list[Quantity] = []
    free = 0
    for start, end, value, date in sorted(_found(aligned.text), key=lambda each: (each[0], -each[1])):
        first, last = aligned.span(start, end)
        if first >= free:
            taken.append(Quantity(first, last, value, date))
            free = last
    return taken


_Found = tuple[int, int, Decimal | None, str]


def _found(text: str) -> Iterator[_Found]:
    for match in _EAST_ASIAN_DATE.finditer(text):
        date = _iso(_year(match), _small(match["month"]), _small(match["day"]))
        if date:
            yield match.start(), match.end(), None, date
    for match in _NUMERIC_DATE.finditer(text):
        date = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
        if date:
            yield match.start(), match.end(), None, date
    for match in _ENGLISH_DATE.finditer(text):
        day = match["day1"] or match["day2"]
        date = _iso(int(match["year"]), _MONTHS[match["month"].lower()], int(day) if day else None)
        if date:
            yield match.start(), match.end(), None, date
    for match in _AMOUNT.finditer(text):
        value = _amount(match[0])
        if value is not None:
            yield match.start(), match.end(), value, ""
    for match in _HAN_AMOUNT.finditer(text):
        number = None if match[0] in _WORDS else _han_value(match[0])
        if number is not None:
            yield match.start(), match.end(), Decimal(number), ""


def _year(match: "re.Match[str]") -> int | None:
    written = match["year"]
    if match["era"]:
        within = 1 if written == "元" else _small(written)
        return _ERAS[match["era"]] + within if within else None
    number = _small(written) if written != "元" else None
    return number if number is not None and 1000 <= number <= 2999 else None


def _small(written: str | None) -> int | None:
    """A year, month or day in digits of either kind, or in Han numerals with 十."""
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    if all(char in _DIGITS for char in written):
        return int("".join(str(_DIGITS[char]) for char in written))
    return _han_value(written)


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    if (
        year is None
        or (month is not None and not 1 <= month <= 12)
        or (day is not None and not 1 <= day <= 31)
    ):
        return ""
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def _amount(written: str) -> Decimal | None:
    """Digits with units: 1万2千, 1.2億, 3만 5천."""
    total = group = Decimal(0)
    number: Decimal | None = None
    for piece in re.findall(rf"\d[\d,]*(?:\.\d+)?|[{_UNITS}]", written[:_LONGEST]):
        if piece[0].isdecimal():
            try:
                number = Decimal(piece.replace(",", ""))
            except InvalidOperation:
                return None
        elif piece in _SMALL_UNITS:
            group += (number if number is not None else Decimal(1)) * _SMALL_UNITS[piece]
            number = None
        else:
            total += (group + (number or Decimal(0)) or Decimal(1)) * _LARGE_UNITS[piece]
            group, number = Decimal(0), None
    return total + group + (number or Decimal(0))


def _han_value(written: str) -> int | None:
    """一万二千三百四十五, 二〇二六; None where it is no number."""
    if len(written) > _LONGEST:
        return None
    if all(char in _DIGITS for char in written):
        return int("".join(str(_DIGITS[char]) for char in written)) if len(written) >= 3 else None
    total = group = 0
    digit: int | None = None
    for char in written:
        if char in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL_UNITS:
            group += (1 if digit is None else digit) * _SMALL_UNITS[char]
            digit = None
        else:
            total += ((group + (digit or 0)) or 1) * _LARGE_UNITS[char]
            group, digit = 0, None
    return total + group + (digit or 0)
