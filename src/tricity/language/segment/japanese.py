"""Japanese words by SudachiPy and sudachidict-core (Apache-2.0)."""

import threading
from typing import Any, Final

import sudachipy

from tricity.language.segment.base import Token

_SKIPPED: Final = frozenset(
    {"助詞", "助動詞", "補助記号", "空白", "記号", "接続詞", "感動詞", "代名詞", "連体詞"}
)
_LONGEST: Final = 4_000  # characters; Sudachi refuses inputs above 49,149 bytes
_EMPTY_VERBS: Final = frozenset(
    {"為る", "有る", "居る", "成る", "因る", "於く", "対する", "事", "物", "為", "等", "出来る"}
)


class JapaneseSegmenter:
    """Long words (mode C) and the short ones (mode A) inside them; lemmas are Sudachi's normalized forms."""

    def __init__(self) -> None:
        self._dictionary = sudachipy.Dictionary(dict="core")
        self._local = threading.local()  # a tokenizer serves one thread at a time
        self._tags: dict[int, tuple[str, bool]] = {}

    def tokenizer(self) -> Any:  # SudachiPy publishes no type for it
        """Return this thread's tokenizer."""
        if not hasattr(self._local, "tokenizer"):
            self._local.tokenizer = self._dictionary.tokenizer()
        return self._local.tokenizer

    def segment(self, text: str) -> list[Token]:
        """Return the words in order, each compound followed by its parts."""
        tokens: list[Token] = []
        for offset, piece in _pieces(text):
            for morpheme in self.tokenizer().tokenize(piece, sudachipy.SplitMode.C):
                tokens.append(self._token(morpheme, offset))
                parts = morpheme.split(sudachipy.SplitMode.A)
                if len(parts) > 1:
                    tokens += [self._token(part, offset) for part in parts]
        return tokens

    def _token(self, morpheme: Any, offset: int) -> Token:
        pos, said = self._tag(morpheme)
        lemma = morpheme.normalized_form()
        content = said and lemma not in _EMPTY_VERBS
        return Token(
            morpheme.surface(), morpheme.begin() + offset, morpheme.end() + offset, lemma, pos, content
        )

    def _tag(self, morpheme: Any) -> tuple[str, bool]:
        """Return the part of speech, and whether words of it may be content words; there are some hundred in all."""
        number = morpheme.part_of_speech_id()
        known = self._tags.get(number)
        if known is None:
            pos = morpheme.part_of_speech()
            known = self._tags[number] = f"{pos[0]}-{pos[1]}", pos[0] not in _SKIPPED
        return known

    def readings(self, text: str) -> list[tuple[str, str, str]]:
        """Return (surface, katakana reading, first part of speech) of each word in order.

        Names are kept whole, other compounds split.
        """
        found = []
        for _, piece in _pieces(text):
            for morpheme in self.tokenizer().tokenize(piece, sudachipy.SplitMode.C):
                pos = morpheme.part_of_speech()
                parts = [] if pos[1] == "固有名詞" else morpheme.split(sudachipy.SplitMode.A)
                found += [
                    (item.surface(), item.reading_form(), item.part_of_speech()[0])
                    for item in parts or [morpheme]
                ]
        return found


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut at a sentence or line end where there is one within the last quarter."""
    pieces = []
    start = 0
    while start < len(text):
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            earliest = start + _LONGEST * 3 // 4
            cut = max(text.rfind(mark, earliest, end) for mark in "。\n、 ")
            end = cut + 1 if cut >= 0 else end
        pieces.append((start, text[start:end]))
        start = end
    return pieces
