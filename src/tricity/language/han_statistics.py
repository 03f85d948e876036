"""How likely a run of Han characters is in simplified Chinese, traditional Chinese and Japanese.

A chain of characters: log P(first) + sum of log P(next | before), where pairs that tell nothing are
left out of the table and count as independent. The table is compiled by `build_identify.py`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "data" / "identify.tsv"
LANGUAGES: Final = ("zh-hans", "zh-hant", "ja")
# Probability of a character that the language does not use: a name, a quotation, a mistake.
FLOOR: Final = 1e-6
_STEP: Final = 0.25
_ZERO: Final = 0x30 + 56  # levels are printable ASCII characters
_LEVELS: Final = {chr(code): (code - _ZERO) * _STEP for code in range(0x30, 0x7F)}
_UNKNOWN: Final = (-14.0, -14.0, -14.0)

Levels = tuple[float, ...]


def encoded(levels: Sequence[float]) -> str:
    """Return one ASCII character per level in nats, rounded and clipped."""
    return "".join(chr(min(0x7E, max(0x30, round(level / _STEP) + _ZERO))) for level in levels)


def han_likelihoods(han: str) -> Levels:
    """Return the natural logarithm of the text's probability, in the order of `LANGUAGES`.

    Characters that none of the three uses count the same in all.
    """
    singles, pairs = _tables()
    simplified = traditional = japanese = 0.0
    before = ""
    for char in han:
        levels = singles.get(char, _UNKNOWN)
        simplified += levels[0]
        traditional += levels[1]
        japanese += levels[2]
        correction = pairs.get(before + char)
        if correction:
            simplified += correction[0]
            traditional += correction[1]
            japanese += correction[2]
        before = char
    return simplified, traditional, japanese


@cache
def common_syllables() -> frozenset[str]:
    """Return the 900 hangul syllables that make up nearly all Korean text."""
    with TABLE.open(encoding="utf-8") as lines:
        return frozenset(next(lines).rstrip("\n").split("\t")[2])


@cache
def _tables() -> tuple[dict[str, Levels], dict[str, Levels]]:
    singles: dict[str, Levels] = {}
    pairs: dict[str, Levels] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        char, levels, following = line.split("\t")
        singles[char] = _decoded(levels)
        for at in range(0, len(following), 4):
            pairs[char + following[at]] = _decoded(following[at + 1 : at + 4])
    return singles, pairs


@cache
def _decoded(levels: str) -> Levels:
    return tuple(_LEVELS[level] for level in levels)
