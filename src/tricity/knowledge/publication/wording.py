"""Two texts made readable as one: what went, what came, what stayed, word by word.

Chinese and Japanese write no spaces, so there a character is a word; Korean, English and figures are cut at spaces
and marks. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

# One character of Han or kana, one run of letters or digits (Hangul too), one run of spaces, or one mark.
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|[^\W_]+?(?=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\W_]|$)|\s+|.",
    re.DOTALL,
)
# What stays between two changes and is shorter than this is shown as changed: islands are hard to read.
SHORTEST_ISLAND: Final = 2


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text and what happened to it."""

    change: Change
    text: str


def words(text: str) -> list[str]:
    """The text in pieces that give it again when joined."""
    return _WORD.findall(text)


def word_difference(before: str, after: str) -> list[Part]:
    """The parts that lead from one text to the other, in order of reading; what went stands before what came."""
    old, new = words(before), words(after)
    spans: list[tuple[Change, str, str]] = []
    for step in Indel.opcodes(old, new):
        gone = "".join(old[step.src_start : step.src_end])
        come = "".join(new[step.dest_start : step.dest_end])
        spans.append((Change.SAME if step.tag == "equal" else Change.ADDED, gone, come))
    return list(_parts(_without_islands(spans)))


def _without_islands(spans: list[tuple[Change, str, str]]) -> list[tuple[Change, str, str]]:
    last = len(spans) - 1
    return [
        (Change.ADDED, gone, come)
        if change is Change.SAME and 0 < place < last and len(gone.strip()) < SHORTEST_ISLAND
        else (change, gone, come)
        for place, (change, gone, come) in enumerate(spans)
    ]


def _parts(spans: list[tuple[Change, str, str]]) -> Iterator[Part]:
    gone = come = ""
    for change, old, new in [*spans, (Change.SAME, "", "")]:
        if change is not Change.SAME:
            gone, come = gone + old, come + new
            continue
        if gone:
            yield Part(Change.REMOVED, gone)
        if come:
            yield Part(Change.ADDED, come)
        gone = come = ""
        if old:
            yield Part(Change.SAME, old)
