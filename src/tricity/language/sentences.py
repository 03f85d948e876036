"""Cutting a text into the pieces that are analysed apart: sentences, and lines that are no wrapped paragraph.

What is between two sentences is no word, no name and no number, so nothing is lost; and a sentence that was read before
need not be read again, whatever stands around it.
"""

import re
from collections.abc import Iterator
from typing import Final

_EAST: Final = "ぁ-ヿ㐀-䶿一-鿿가-힣"
# Abbreviations with a full stop (Dept., St., No.) do not end a sentence: hence four small letters before it.
_END: Final = re.compile(
    r"\n+|[。！？](?![。！？!?」』）】〉》”’)])|(?<=[가-힣][.!?])\s+|(?<=[a-z]{4}[.!?])\s+(?=[A-Z])"
)
_EASTERN: Final = re.compile(f"[{_EAST}]")
_LEAST_WRAPPED: Final = 20  # characters of a line that may go on in the next one; names are shorter


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each piece starts, and the piece; together they are the text. Works on any text."""
    start = 0
    for end in _END.finditer(text):
        if not _is_wrapped(text, start, end):
            yield start, text[start : end.end()]
            start = end.end()
    if start < len(text) or not text:
        yield start, text[start:]


def _is_wrapped(text: str, start: int, end: "re.Match[str]") -> bool:
    """Whether a line that is as long as a paragraph's goes on after a single line end, in the middle of a word perhaps."""
    return (
        end[0] == "\n"
        and end.start() - start >= _LEAST_WRAPPED
        and _EASTERN.match(text, end.start() - 1) is not None
        and _EASTERN.match(text, end.end()) is not None
    )
