"""How wide a text is in print, in half-width characters: a Han character, a kana or a hangul syllable has two."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WIDE: Final = ("W", "F", "A")
# A word of Latin letters and hangul stays whole; between Han characters and kana a line may end anywhere.
_PIECES: Final = re.compile(r"[^\s぀-ヿ㐀-鿿]+\s*|[぀-ヿ㐀-鿿]\s*|\s+")


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def clipped(text: str, most: int) -> str:
    """The text, or as much of it as fits with an ellipsis at its end; line breaks become spaces."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    kept, left = "", most - 2
    for char in text:
        left -= width(char)
        if left < 0:
            break
        kept += char
    return f"{kept.rstrip()}…"


def lines(text: str, most: int, count: int) -> list[str]:
    """The text in at most `count` lines of at most `most`; the last one is clipped."""
    found = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if found[-1] and width(found[-1] + piece.rstrip()) > most and len(found) < count:
            found.append("")
        found[-1] += piece
    return [clipped(each, most) for each in found]
