"""Amounts of money with their currency; those beside a word such as “budget” are likely the record's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from tricity.documents.reading.values import Block, Kind, Text
from tricity.documents.suggestions.values import Field, Suggestion, suggestion
from tricity.language import find_numbers

MOST: Final = 4
_LEAST, _MOST_AMOUNT = 1000, Decimal(10) ** 15
_NEAR: Final = 40  # characters before an amount in which the word may stand
_BUDGET: Final = re.compile(
    r"予算|事業費|経費|総額|预算|总投资|投资|经费|資金|资金|总额|예산|사업비|투자|총액|budget|cost|investment|funding",
    re.IGNORECASE,
)
# 元 is a yuan in a Chinese text and no currency in others; ¥ is read by the language of the text.
_AFTER: Final = {
    "JPY": re.compile(r"\s?(?:円|日元|日圆|엔|JPY|yen\b)", re.IGNORECASE),
    "KRW": re.compile(r"\s?(?:원|韩元|韓元|ウォン|KRW|won\b)", re.IGNORECASE),
    "CNY": re.compile(r"\s?(?:元人民币|人民币|人民元|위안|CNY|RMB|yuan\b)", re.IGNORECASE),
    "USD": re.compile(r"\s?(?:美元|米ドル|ドル|달러|USD|US dollars?\b|dollars?\b)", re.IGNORECASE),
    "EUR": re.compile(r"\s?(?:欧元|ユーロ|유로|EUR|euros?\b)", re.IGNORECASE),
}
_YUAN: Final = re.compile(r"\s?元")
_BEFORE: Final = {
    "KRW": re.compile(r"(?:₩|￦|KRW)\s?$"),
    "USD": re.compile(r"(?:US\$|\$|USD)\s?$"),
    "EUR": re.compile(r"(?:€|EUR)\s?$"),
    "CNY": re.compile(r"(?:RMB|CNY|人民币)\s?$"),
    "JPY": re.compile(r"JPY\s?$"),
}
_YEN_SIGN: Final = re.compile(r"[¥￥]\s?$")
_ENGLISH: Final = re.compile(r"\s(million|billion|trillion)\b", re.IGNORECASE)
_SIZES: Final = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def budgets(text: Text, language: str) -> Iterator[Suggestion]:
    """At most four, those beside a word for a budget first, then in order; {"amount": digits, "currency": ISO 4217}."""
    found: list[tuple[bool, int, int, int, dict[str, str]]] = []
    for number, block in enumerate(text.blocks):
        for start, end, amount, currency in amounts(block.text, language):
            is_budget = _is_budget(text.blocks, number, start)
            value = {"amount": f"{amount.normalize():f}", "currency": currency}
            found.append((not is_budget, number, start, end, value))
    taken: set[tuple[str, str]] = set()
    for is_other, number, start, end, value in sorted(found, key=lambda each: each[:3]):
        key = (value["amount"], value["currency"])
        if key not in taken and len(taken) < MOST:
            is_likely = not taken and not is_other
            yield suggestion(Field.BUDGET, value, text.blocks, number, start, end, is_likely=is_likely)
            taken.add(key)


def amounts(text: str, language: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """(start, end, amount, currency) of the amounts of money in a text; the words of the currency count to it."""
    for quantity in find_numbers(text):
        if quantity.value is None:
            continue
        start, end, amount = quantity.start, quantity.end, quantity.value
        if size := _ENGLISH.match(text, end):
            amount, end = amount * _SIZES[size[1].lower()], size.end()
        start, end, currency = _currency(text, start, end, language)
        if currency and _LEAST <= amount <= _MOST_AMOUNT:
            yield start, end, amount, currency


def _currency(text: str, start: int, end: int, language: str) -> tuple[int, int, str]:
    before = text[max(0, start - 5) : start]
    for currency, pattern in _AFTER.items():
        if match := pattern.match(text, end):
            return start, match.end(), currency
    if language.startswith("zh") and (match := _YUAN.match(text, end)):
        return start, match.end(), "CNY"
    for currency, pattern in _BEFORE.items():
        if match := pattern.search(before):
            return start - len(match[0]), end, currency
    if match := _YEN_SIGN.search(before):
        return start - len(match[0]), end, "CNY" if language.startswith("zh") else "JPY"
    return start, end, ""


def _is_budget(blocks: Sequence[Block], number: int, start: int) -> bool:
    """A word for it stands before the amount, or in the cells before it in its row."""
    block = blocks[number]
    if _BUDGET.search(block.text[max(0, start - _NEAR) : start]):
        return True
    if block.kind is not Kind.CELL:
        return False
    return any(_BUDGET.search(other.text) for other in row_before(blocks, number))


def row_before(blocks: Sequence[Block], number: int) -> Iterator[Block]:
    """The cells that stand in the same row before this one."""
    row = row_of(blocks[number])
    for position in range(number - 1, max(-1, number - 30), -1):
        if row_of(blocks[position]) != row:
            return
        yield blocks[position]


def row_of(block: Block) -> tuple[object, ...]:
    place = block.place
    digits = place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return block.kind, place.page, place.slide, place.sheet, place.table, place.row, digits
