"""Finding many labels of many languages in a text at once (Aho–Corasick, leftmost longest).

Labels with Han, kana or hangul are compared without spaces, in lower case, Han folded; Latin
labels word by word by their English stems, so that "charging stations" finds "charging station".
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from tricity.language.han import fold_han
from tricity.language.normalize import align, lower_same_length
from tricity.language.segment.english import STOP_WORDS, WORD, stem

_CJK: Final = re.compile("[぀-ヿ㐀-䶿一-鿿가-힣\U00020000-\U0003ffff]")
_HANGUL: Final = re.compile("[가-힣]")
_KATAKANA: Final = re.compile("[ァ-ヺー]")
_HAN: Final = re.compile("[㐀-䶿一-鿿\U00020000-\U0003ffff]")
_ALNUM: Final = re.compile("[a-z0-9]")
_HYPHENATED: Final = re.compile("[A-Za-z]-[A-Za-z]")
_WHOLE_WORD: Final = re.compile(rf"[A-Za-z]+(?:-[A-Za-z]+)+|{WORD.pattern}")
LEAST_JOINED: Final = 7  # letters of two words that may be written as one
_IGNORED_IN_CJK: Final = re.compile(r"[\s·・‧･]+")
_TEXTS_KEPT: Final = 8  # the labels of terms and those of names are looked for in a text one after the other


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with an id that is called `label` in `language`."""

    id: str
    label: str
    language: str


Found = tuple[Entry, int, int]


class LabelFinder:
    """Compiled labels; safe to share between threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        squeezed: dict[str, list[Entry]] = {}
        stemmed: dict[str, list[Entry]] = {}
        for entry in entries:
            key = _key(align(entry.label).text)
            if _CJK.search(key):
                pattern = _IGNORED_IN_CJK.sub("", key)
                _add(squeezed, pattern, entry)
            else:
                for pattern in _latin_patterns(align(entry.label).text):
                    _add(stemmed, pattern, entry)
        self._squeezed = _Automaton(squeezed)
        self._stemmed = _Automaton(stemmed)

    def find(self, text: str, language: str, boundaries: Set[int] | None = None) -> list[Found]:
        """Return (entry, start, end) in order of start; `text` in NFKC."""
        found = [*self._find_cjk(text, boundaries), *self._find_latin(text, WORD)]
        if _HYPHENATED.search(text):
            known = {(entry.id, start) for entry, start, _ in found}
            found += [
                each for each in self._find_latin(text, _WHOLE_WORD) if (each[0].id, each[1]) not in known
            ]
        found.sort(key=lambda item: (item[1], -item[2], item[0].id))
        return found

    def _find_latin(self, text: str, word: re.Pattern[str]) -> list[Found]:
        spans, joined, first_at = _stems_of(text, word)
        if not spans:
            return []
        found: list[Found] = []
        # Neighbouring labels share the space between their words: leave it to the second one.
        inner = [(entries, start, end - 1) for entries, start, end in self._stemmed.matches(joined)]
        for entries, start, end in _longest(inner):
            first, last = first_at[start], first_at[end] - 1
            begin, after = spans[first][0], spans[last][1]
            surface = text[begin:after]
            if first == last and surface.lower() in STOP_WORDS and not surface.isupper():
                continue
            found += [(entry, begin, after) for entry in entries]
        return found

    def _find_cjk(self, text: str, boundaries: Set[int] | None) -> list[Found]:
        if not _CJK.search(text):
            return []
        key, squeezed, kept = _squeezed(text)
        candidates = []
        for entries, start, end in self._squeezed.matches(squeezed):
            first, after = kept[start], kept[end - 1] + 1
            if _stands_alone(key, first, after, boundaries):
                candidates.append((entries, first, after))
        return [(entry, start, end) for entries, start, end in _longest(candidates) for entry in entries]


class _Automaton:
    def __init__(self, table: dict[str, list[Entry]]) -> None:
        table.pop("", None)
        self._entries = list(table.values())
        self._automaton = AhoCorasick(list(table)) if table else None

    def matches(self, text: str) -> list[tuple[list[Entry], int, int]]:
        """Return all matches, overlapping ones too."""
        if self._automaton is None:
            return []
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(self._entries[pattern], start, end) for pattern, start, end in found]


def _add(table: dict[str, list[Entry]], pattern: str, entry: Entry) -> None:
    same = table.setdefault(pattern, [])
    if all(other.id != entry.id for other in same):
        same.append(entry)


@lru_cache(maxsize=_TEXTS_KEPT)
def _squeezed(text: str) -> tuple[str, str, Sequence[int]]:
    """Return the text as labels are compared, the same without spaces, and the place of each character left."""
    key = _key(text)
    if not _IGNORED_IN_CJK.search(key):
        return key, key, range(len(key))
    kept: list[int] = []
    start = 0
    for ignored in _IGNORED_IN_CJK.finditer(key):
        kept += range(start, ignored.start())
        start = ignored.end()
    kept += range(start, len(key))
    return key, _IGNORED_IN_CJK.sub("", key), kept


@lru_cache(maxsize=_TEXTS_KEPT)
def _stems_of(text: str, word: re.Pattern[str]) -> tuple[list[tuple[int, int]], str, dict[int, int]]:
    """Return where the words are, their stems with a space around each, and which word begins at which place of those."""
    spans = [match.span() for match in word.finditer(text)]
    joined, first_at, at = [""], {0: 0}, 0
    for number, (start, end) in enumerate(spans, 1):
        stemmed = _stemmed(text[start:end])
        joined.append(stemmed)
        at += len(stemmed) + 1
        first_at[at] = number
    return spans, " ".join([*joined, ""]), first_at


@lru_cache(maxsize=65536)
def _stemmed(word: str) -> str:
    return stem(word.lower().replace("-", ""))


def _latin_patterns(label: str) -> Iterator[str]:
    """Yield the label's stems with a space around each; for two short words also joined: heat wave, heatwave."""
    words = [match[0] for match in WORD.finditer(label)]
    if words:
        yield f" {' '.join(map(_stemmed, words))} "
    if len(words) == 2 and all(word.isalpha() for word in words) and len("".join(words)) >= LEAST_JOINED:
        yield f" {_stemmed(''.join(words))} "
    whole = [match[0] for match in _WHOLE_WORD.finditer(label)]
    if len(whole) < len(words):
        yield f" {' '.join(map(_stemmed, whole))} "


def _key(text: str) -> str:
    return fold_han(lower_same_length(text))


def _longest(
    candidates: Sequence[tuple[list[Entry], int, int]],
) -> list[tuple[list[Entry], int, int]]:
    """Keep the longest of overlapping matches; of equally long ones the first."""
    kept: list[tuple[list[Entry], int, int]] = []
    taken: set[int] = set()
    for entries, start, end in sorted(candidates, key=lambda item: (item[1] - item[2], item[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((entries, start, end))
    return kept


def _stands_alone(key: str, start: int, end: int, boundaries: Set[int] | None) -> bool:
    """Whether the match is a word or words of the text rather than a piece of another word."""
    if _edge_inside(key, start, boundaries) or _edge_inside(key, end, boundaries):
        return False
    length = end - start
    if _HANGUL.match(key, start) and boundaries is None:
        return length >= 3 or start == 0 or not _HANGUL.match(key, start - 1)
    if _HAN.match(key, start) and length <= 2 and boundaries is not None:
        return start in boundaries or end in boundaries
    return True


def _edge_inside(key: str, at: int, boundaries: Set[int] | None) -> bool:
    """Whether offset `at` falls inside a Latin, katakana or hangul word."""
    if at <= 0 or at >= len(key):
        return False
    before, after = key[at - 1], key[at]
    if _ALNUM.match(before) and _ALNUM.match(after):
        return True
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return boundaries is None or at not in boundaries
    if _HANGUL.match(before) and _HANGUL.match(after):
        return boundaries is not None and at not in boundaries
    return False
