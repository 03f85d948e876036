"""Text as it comes in, made safe to store (`clean`) and to compare (`fold`, `align`)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tricity.language import jamo

# Controls except tab and line ends, bidi controls (UAX #9 and U+061C), soft hyphen, zero-width space,
# byte-order mark, noncharacters and lone surrogates. ZWJ and ZWNJ stay: emoji and names need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff]"
)
# Text whose every character is one in NFKC and stays in its place: letters, kana, hangul and Han, common punctuation,
# and full-width forms, which are what nearly all Chinese and Japanese text is not normal for.
_PLACES_STAY = re.compile(
    "[\t\n\r -~\xb7\u2010\u2013-\u2016\u2018-\u201f\u3000-\u3035\u3041-\u3096\u309d\u309e\u30a1-\u30fe"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}
_COMPATIBILITY_MARKS = ("\u3099", "\u309a", "\uff9e", "\uff9f")


def clean(text: str) -> str:
    """Return the text in NFC without controls, bidi controls, noncharacters and lone surrogates."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, cleaned, lower case, lone letters of hangul as in `align`."""
    return _nfkc(_UNWANTED.sub("", text)).lower()


def _nfkc(text: str) -> str:
    if not jamo.LONE_LETTER.search(text):
        return unicodedata.normalize("NFKC", text)
    composed = jamo.compose(text)
    folded, start = "", 0
    for letter in jamo.LONE_LETTER.finditer(composed):
        folded += unicodedata.normalize("NFKC", composed[start : letter.start()]) + letter[0]
        start = letter.end()
    return folded + unicodedata.normalize("NFKC", composed[start:])


@dataclass(frozen=True, slots=True)
class AlignedText:
    """`text` in NFKC (but for lone letters of hangul), cleaned, with the place of each character in the original.

    `starts` and `ends` are offsets into the original, one per character of `text`;
    None means that every character is where it was.
    """

    text: str
    starts: Sequence[int] | None
    ends: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of `text[start:end]`; an empty span is (0, 0)."""
        if end <= start:
            return (0, 0)
        if self.starts is None or self.ends is None:
            return (start, end)
        return (self.starts[start], self.ends[end - 1])

    def spans(self, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return `span` of each start and end."""
        if self.starts is None:
            return [place if place[0] < place[1] else (0, 0) for place in places]
        return [self.span(start, end) for start, end in places]


def align(text: str) -> AlignedText:
    """Return the text in NFKC, cleaned, able to tell where each character came from.

    Characters are normalised together with the combining marks, kana sound marks and
    conjoining jamo after them, never across. Letters of hangul typed alone become syllables where
    they form some (ㄱㅏㄴ → 간) and else stay as they are (ㅋㅋ), where NFKC would take them apart.
    """
    if unicodedata.is_normalized("NFKC", text) and not _UNWANTED.search(text):
        return AlignedText(text, None, None)
    if _PLACES_STAY.fullmatch(text):
        return AlignedText(text.translate(_HALF_WIDTH), None, None)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters = jamo.full_width(text) if jamo.LONE_LETTER.search(text) else ""
    start = 0
    while start < len(text):
        end = max(start + 1, jamo.syllable_end(letters, start)) if letters else start + 1
        while end < len(text) and _continues(text[end]):
            end += 1
        piece = _nfkc(_UNWANTED.sub("", text[start:end]))
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
        start = end
    return AlignedText("".join(pieces), starts, ends)


def _continues(char: str) -> bool:
    if char < "\u0300":
        return False
    return unicodedata.combining(char) != 0 or char in _COMPATIBILITY_MARKS or "\u1160" <= char <= "\u11ff"


def lower_same_length(text: str) -> str:
    """Return the text in lower case, leaving the few characters whose lower case is longer (İ)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
