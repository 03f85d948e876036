"""Rows of tables that say one number: what is measured, the value, its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from tricity.documents.reading.values import Block, Kind, Text
from tricity.documents.suggestions.money import row_of
from tricity.documents.suggestions.values import Field, Suggestion, suggestion

MOST: Final = 8
MOST_NAME: Final = 80
_FIGURE: Final = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s?([^\d\s,.]{0,12}|%)")
_MONEY: Final = re.compile(r"[円元원¥￥$€₩]|USD|JPY|KRW|CNY|EUR")
_LETTERS: Final = re.compile(r"[^\W\d_]")


def figures(text: Text) -> Iterator[Suggestion]:
    """At most eight; {"name", "value", "unit"}. They are offered, not filled in: a table may say anything."""
    found = 0
    cells = ((number, block) for number, block in enumerate(text.blocks) if block.kind is Kind.CELL)
    for _row, members in groupby(cells, key=lambda each: row_of(each[1])):
        if (figure := _figure(list(members))) is not None and found < MOST:
            number, name, match = figure
            value = {"name": name, "value": match[1].replace(",", ""), "unit": match[2]}
            yield suggestion(
                Field.FIGURE, value, text.blocks, number, match.start(), match.end(), is_likely=False
            )
            found += 1


def _figure(row: list[tuple[int, Block]]) -> tuple[int, str, re.Match[str]] | None:
    """The row's only number, if its first cell is words."""
    name = " ".join(row[0][1].text.split())
    if len(row) < 2 or not _LETTERS.search(name) or len(name) > MOST_NAME:
        return None
    matches = [(number, _FIGURE.fullmatch(block.text.strip())) for number, block in row[1:]]
    numbers = [(number, match) for number, match in matches if match is not None]
    if len(numbers) != 1 or _MONEY.search(numbers[0][1][2]):
        return None
    return numbers[0][0], name, numbers[0][1]
