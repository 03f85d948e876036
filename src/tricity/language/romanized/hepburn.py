"""Hepburn letters back to katakana: the inverse of `kana.hepburn`."""

import re
import unicodedata
from itertools import islice, product
from typing import Final

from tricity.language.kana import hepburn

_PLAIN: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
    "ガギグゲゴザジズゼゾダデドバビブベボパピプペポヴ"
)
_BEFORE_Y: Final = "キシチニヒミリギジビピ"
_FOREIGN: Final = (
    "ファ フィ フェ フォ フュ ティ ディ トゥ ドゥ ウィ ウェ ウォ シェ チェ ジェ ヴァ ヴィ ヴェ ヴォ"
)
_KANA: Final = (*_PLAIN, *(base + small for base in _BEFORE_Y for small in "ャュョ"), *_FOREIGN.split())
_BY_LETTERS: Final = {hepburn(kana, long_vowels=True): kana for kana in reversed(_KANA)}
_UNIT: Final = re.compile(
    "(?P<stop>t(?=ch)|(?P<letter>[kstpgdbzjf])(?=(?P=letter)))"
    "|(?P<kana>" + "|".join(sorted(_BY_LETTERS, key=len, reverse=True)) + ")"
    "|(?P<nasal>n'|n(?![aeiouy'])|m(?=[bpm]))|(?P<long>ー)"
)
# How a long vowel may be spelt, the commonest first.
_LONG: Final = {
    "ā": ("aa", "aー"), "ī": ("ii", "iー"), "ū": ("uu", "uー"), "ē": ("ei", "ee", "eー"), "ō": ("ou", "oo", "oー"),
}  # fmt: skip
_CIRCUMFLEX: Final = str.maketrans("âîûêô’ʼ", "āīūēō''")
MOST_CANDIDATES: Final = 9
_LONGEST: Final = 60  # letters of a word


def from_hepburn(word: str) -> str | None:
    """Return the katakana of a word in Hepburn letters, None for what is none: shinjuku → シンジュク.

    Of several spellings of a long vowel the commonest (ō → オウ). Vowels whose length is not written stay short.
    """
    return next(iter(hepburn_candidates(word)), None)


def hepburn_candidates(word: str) -> tuple[str, ...]:
    """Return the katakana that the letters may stand for, likeliest first, nine at most; () for what is no Hepburn.

    Case does not matter; hyphens join (Yokohama-shi). n', nn, and m before b, p and m are ン.
    """
    letters = (
        unicodedata.normalize("NFC", word[: _LONGEST + 1]).lower().translate(_CIRCUMFLEX).replace("-", "")
    )
    if len(letters) > _LONGEST:
        return ()
    spellings = islice(product(*(_LONG.get(letter, (letter,)) for letter in letters)), MOST_CANDIDATES)
    read = (_read("".join(spelling)) for spelling in spellings)
    return tuple(dict.fromkeys(kana for kana in read if kana))


def _read(letters: str) -> str | None:
    kana, at = "", 0
    while at < len(letters):
        unit = _UNIT.match(letters, at)
        if unit is None:
            return None
        kana += "ッ" if unit["stop"] else "ン" if unit["nasal"] else unit["long"] or _BY_LETTERS[unit["kana"]]
        at = unit.end()
    return kana
