from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tricity.documents.reading.values import Block, Place

AROUND: Final = 60  # characters quoted before and after what was found, where the sentence is longer
_SENTENCE_END: Final = re.compile(r"[。！？!?\n]|\.(?=\s)")


class Field(StrEnum):
    """What a suggestion is for: a field of the record's form, or a row of its lists."""

    TITLE = "title"
    SUMMARY = "summary"
    LANGUAGE = "language"
    CITY = "city"
    START_YEAR = "start_year"
    END_YEAR = "end_year"
    BUDGET = "budget_amount"
    TOPIC = "topic"
    BODY = "body"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value` is JSON for the field. `quote[start:end]` is what says so, in the words of the block numbered `block`
    (from 0), which stands at `place`. One that `is_likely` is filled in; others are only shown.
    """

    field: Field
    value: Any
    quote: str
    start: int
    end: int
    block: int
    place: Place
    is_likely: bool = True

    def as_dict(self) -> dict[str, Any]:
        return {
            "field": self.field.value,
            "value": self.value,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "block": self.block,
            "place": self.place.as_dict(),
            "is_likely": self.is_likely,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Suggestion:
        return cls(**{**row, "field": Field(row["field"]), "place": Place(**row["place"])})


def suggestion(
    field: Field,
    value: Any,
    blocks: tuple[Block, ...],
    number: int,
    start: int,
    end: int,
    *,
    is_likely: bool = True,
) -> Suggestion:
    """Quote `text[start:end]` of the block with its sentence around it."""
    block = blocks[number]
    first, last = _sentence(block.text, start, end)
    quote = block.text[first:last]
    return Suggestion(field, value, quote, start - first, end - first, number, block.place, is_likely)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(0, start - AROUND)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    while first < start and text[first].isspace():
        first += 1
    most = min(len(text), end + AROUND)
    found = _SENTENCE_END.search(text, end, most)
    return first, found.end() if found else most
