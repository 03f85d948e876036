"""Lines as they are printed, joined to the paragraphs they were cut from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

# A line this full, of the longest on its page, was broken by the margin and not by the author. Our own choice, tried on
# the sample documents of the tests.
FULL: Final = 0.85
LEAST: Final = 12  # characters; below, a line is a heading or an entry of a list
_ENDS: Final = re.compile(r"[。．.!?！？:：;；」』）)\]]$")
_BEGINS: Final = re.compile(
    r"^(?:[-–•●■□○◇◆▶※*·ㅇ]|\(?\d{1,2}[).．、]|[一二三四五六七八九十]{1,3}、|第.{1,4}[章条節节])"
)
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef、。，]")


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs of one page; an empty line always ends one."""
    stripped = [line.strip() for line in lines]
    longest = max((_width(line) for line in stripped), default=0)
    open_line = ""
    for line in stripped:
        if open_line and line and _goes_on(open_line, line, longest):
            open_line = _joined(open_line, line)
            continue
        if open_line:
            yield open_line
        open_line = line
    if open_line:
        yield open_line


def _goes_on(before: str, line: str, longest: int) -> bool:
    last = before[-longest:] if longest else before
    return _width(last) >= max(LEAST, FULL * longest) and not _ENDS.search(before) and not _BEGINS.match(line)


def _joined(before: str, line: str) -> str:
    is_unspaced = _UNSPACED.match(before[-1]) and _UNSPACED.match(line[0])
    return before + ("" if is_unspaced else " ") + line


def _width(line: str) -> int:
    """Of half-width characters: a Han character takes two."""
    return sum(2 if char >= "\u1100" else 1 for char in line)
