"""First and last year: a span such as 2026年度～2028年度, or a fiscal year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tricity.documents.reading.values import Text
from tricity.documents.suggestions.values import Field, Suggestion, suggestion
from tricity.language import Quantity, find_numbers

FIRST, LAST = 1990, 2100
MOST: Final = 3
_NEAR: Final = 30
# What stands between the two ends of a span; 年度 and its like belong to the first.
_BETWEEN: Final = re.compile(
    r"(?:年度|年|년도|년|度|도|\s)*\s?(?:[-–—―~～〜至－]|から|부터|에서|to\b|until\b|through\b)\s?",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"期間|期间|年限|工期|기간|연도|period|term|duration|schedule|計画|规划|계획|plan", re.IGNORECASE
)
_FISCAL: Final = re.compile(r"\s?(?:年度|년도|회계연도)")
_FISCAL_BEFORE: Final = re.compile(r"(?:FY|fiscal year)\s?$", re.IGNORECASE)
Found = tuple[bool, int, int, int, int, int | None]


def years(text: Text) -> Iterator[Suggestion]:
    """Spans first, those near a word such as 期間 before others; a fiscal year alone gives a first year."""
    spans = [
        (not near, number, start, end, first, last)
        for number, block in enumerate(text.blocks)
        for near, start, end, first, last in _spans(block.text)
    ]
    found: list[Found] = [*sorted(spans)]
    if not spans:
        found = [
            (False, number, start, end, year, None)
            for number, block in enumerate(text.blocks)
            for start, end, year in _fiscal(block.text)
        ]
    taken: set[tuple[int, int | None]] = set()
    for _other, number, start, end, first, last in found:
        if (first, last) in taken or len(taken) == MOST:
            continue
        is_likely = not taken
        taken.add((first, last))
        for field, year in ((Field.START_YEAR, first), (Field.END_YEAR, last)):
            if year is not None:
                yield suggestion(field, year, text.blocks, number, start, end, is_likely=is_likely)


def _spans(text: str) -> Iterator[tuple[bool, int, int, int, int]]:
    numbers = [each for each in find_numbers(text) if _year(each)]
    for one, other in pairwise(numbers):
        if one.end <= other.start <= one.end + 16 and _BETWEEN.fullmatch(text, one.end, other.start):
            first, last = _year(one), _year(other)
            if first and last and first < last <= first + 60:
                near = _PERIOD.search(text[max(0, one.start - _NEAR) : one.start]) is not None
                yield near, one.start, other.end, first, last


def _fiscal(text: str) -> Iterator[tuple[int, int, int]]:
    for each in find_numbers(text):
        year = _year(each)
        if year is None:
            continue
        # 令和8年 ends before 度; a bare number before 年度.
        if text.startswith("度", each.end) or text[each.end : each.end + 1] == "도":
            yield each.start, each.end + 1, year
        elif after := _FISCAL.match(text, each.end):
            yield each.start, after.end(), year
        elif before := _FISCAL_BEFORE.search(text[max(0, each.start - 12) : each.start]):
            yield each.start - len(before[0]), each.end, year


def _year(quantity: Quantity) -> int | None:
    if quantity.date:
        year = int(quantity.date[:4])
    elif quantity.value is not None and quantity.value == quantity.value.to_integral_value():
        year = int(quantity.value)
    else:
        return None
    return year if FIRST <= year <= LAST else None
