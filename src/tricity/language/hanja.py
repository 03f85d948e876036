"""Sino-Korean words and the Han words they may stand for.

The table (data/hanja.tsv, compiled by `build_hanja.py` from libhangul's list) stays one block of
bytes, searched by halving: 5 MB instead of 40 as a dictionary.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "data" / "hanja.tsv"
_CANDIDATE: Final = re.compile(r"([^\d ]+)(\d+)")
_HANGUL_WORD: Final = re.compile("[가-힣]{2,12}")
PART_CERTAINTY: Final = 0.8  # of a word found only as part of an unlisted compound


@lru_cache(maxsize=1)
def _table() -> bytes:
    return b"\n" + _TABLE.read_bytes()


@lru_cache(maxsize=16384)
def candidates(word: str) -> tuple[tuple[str, float], ...]:
    """Return (folded Han word, probability) for a Sino-Korean word, likeliest first; () when unlisted."""
    if not _HANGUL_WORD.fullmatch(word):
        return ()
    line = _line_of(_table(), word.encode())
    return tuple((han, int(percent) / 100) for han, percent in _CANDIDATE.findall(line))


def table() -> dict[str, list[tuple[str, float]]]:
    """Return the whole table: word → (folded Han word, probability); for building, it takes 40 MB."""
    rows = (line.partition("\t") for line in _table().decode().splitlines() if line)
    return {
        word: [(han, int(percent) / 100) for han, percent in _CANDIDATE.findall(line)]
        for word, _, line in rows
    }


@lru_cache(maxsize=16384)
def parts(word: str) -> tuple[tuple[str, int, int], ...]:
    """Return (listed word, start, end) covering an unlisted compound of four syllables or more, else ().

    The longest first part is taken whose rest can be split too; parts have two syllables at least.
    """
    if len(word) < 4 or not _HANGUL_WORD.fullmatch(word):
        return ()
    for length in range(min(len(word) - 2, 5), 1, -1):
        head, tail = word[:length], word[length:]
        if not candidates(head):
            continue
        if candidates(tail):
            return ((head, 0, length), (tail, length, len(word)))
        rest = parts(tail)
        if rest:
            return ((head, 0, length), *((part, start + length, end + length) for part, start, end in rest))
    return ()


def _line_of(table: bytes, key: bytes) -> str:
    """Return what follows `key` and a tab on its line, or "". A newline precedes every line."""
    low, high = 0, len(table) - 1
    wanted = key + b"\t"
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2 + 1)
        start = low if start < 0 else start
        end = table.find(b"\n", start + 1)
        end = len(table) if end < 0 else end
        line = table[start + 1 : end]
        if line.startswith(wanted):
            return line[len(wanted) :].decode()
        if line.partition(b"\t")[0] < key:
            low = end
        else:
            high = start
    return ""
