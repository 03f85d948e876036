"""Translation memory: what was said before, exactly or nearly, and how it was put into the other language.

Nearness is the share of units two texts have in common in order (Indel similarity, 0–100 %). The unit fits the script:
English is compared by word, Korean by letter (jamo), so that another ending costs little, Chinese and Japanese by
character, with simplified and traditional forms the same. Numbers count as one unit, whatever they are; a text that
differs in them alone is 99 %.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from tricity.language import clean, fold, fold_han
from tricity.synthesis.sentences import sentence_spans

LOWEST = 70
MOST = 5
_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WORDS = re.compile(r"\w+|[^\w\s]")
_SPACE = re.compile(r"\s+")
# Words of English become one character each, from a plane no text uses.
_FIRST_WORD = 0xF0000


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its rendering; `reference` is the kind, row id and field of the object it belongs to."""

    source: str
    target: str
    reference: tuple[str, int, str] = ("", 0, "")
    is_reviewed: bool = False
    is_official: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit and how near it is: 100 is the same text, 99 the same but for numbers, width or form of characters."""

    unit: Unit
    percent: int


class Memory:
    """Units of one language into another, in memory; ten thousand are searched in some milliseconds."""

    def __init__(self, language: str, units: Iterable[Unit] = ()) -> None:
        self.language = language
        self._words: dict[str, str] = {}
        distinct = {(unit.source, unit.target): unit for unit in units}
        self._units = list(distinct.values())
        self._keys = [self.key(unit.source) for unit in self._units]

    def __len__(self) -> int:
        return len(self._units)

    def find(self, text: str, *, lowest: int = LOWEST, most: int = MOST) -> list[Suggestion]:
        """The nearest units, nearest first, of each rendering one; official and reviewed ones first among equals."""
        key = self.key(text)
        if not key:
            return []
        near = process.extract(
            key,
            self._keys,
            scorer=Indel.normalized_similarity,
            score_cutoff=lowest / 100,
            limit=most * 4,
        )
        found = [Suggestion(self._units[at], self._percent(text, at, share)) for _key, share, at in near]
        found.sort(key=lambda each: (-each.percent, not each.unit.is_official, not each.unit.is_reviewed))
        best: dict[str, Suggestion] = {}
        for each in found:
            best.setdefault(each.unit.target, each)
        return list(best.values())[:most]

    def key(self, text: str) -> str:
        """The text in the units it is compared by."""
        folded = _NUMBERS.sub("0", _SPACE.sub(" ", fold(text)).strip())
        if self.language == "en":
            return "".join(self._word(word) for word in _WORDS.findall(folded))
        if self.language == "ko":
            return unicodedata.normalize("NFD", folded)
        return fold_han(folded).replace(" ", "")

    def _word(self, word: str) -> str:
        return self._words.setdefault(word, chr(_FIRST_WORD + min(len(self._words), 0xFFFF)))

    def _percent(self, text: str, at: int, share: float) -> int:
        if clean(text).strip() == clean(self._units[at].source).strip():
            return 100
        return min(99, int(share * 100))


def segments(source: str, target: str) -> list[tuple[str, str]]:
    """The whole texts, and their sentences one by one where both have the same number of several."""
    pairs = [(source, target)]
    theirs, ours = sentences(source), sentences(target)
    if len(theirs) == len(ours) > 1:
        pairs += list(zip(theirs, ours, strict=True))
    return pairs


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]
