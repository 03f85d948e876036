"""One simplified key for simplified, traditional and Japanese forms of Han characters.

The table is compiled from OpenCC by `build_han.py`. Folding is many-to-one (發 髮 → 发), so it
serves comparison, never display.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "data" / "han.tsv"
_ITERATION_MARK: Final = re.compile("([㐀-䶿一-鿿])([々〻]+)")
HAN_RUN: Final = re.compile("[㐀-䶿一-鿿\U00020000-\U0003ffff]+")


@lru_cache(maxsize=1)
def _to_fold() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, sorted(_tables()[0])))}]")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[str, str]]:
    folded: dict[int, int] = {}
    scripts: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        char, form, where = line.split("\t")
        if char != form:
            folded[ord(char)] = ord(form)
        if where not in ("", "stj"):
            scripts[char] = where
    return folded, scripts


def fold_han(text: str) -> str:
    """Return the text with every Han character in simplified form; the length stays the same.

    々 becomes the character before it.
    """
    if "々" in text or "〻" in text:
        text = _ITERATION_MARK.sub(lambda match: match[1] * len(match[0]), text)
    # Korean and simplified Chinese have nothing to fold, which is found ten times as fast as each character is.
    return text.translate(_tables()[0]) if _to_fold().search(text) else text


def han_scripts(char: str) -> str:
    """Return which standard scripts use the character: letters of s(implified), t(raditional), j(apanese).

    "" when it tells nothing apart.
    """
    return _tables()[1].get(char, "")


def is_han(char: str) -> bool:
    """Return whether the character is a Han character outside the compatibility blocks."""
    return HAN_RUN.match(char) is not None
