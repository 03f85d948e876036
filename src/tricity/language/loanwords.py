"""Loanwords: one key for センサー, 센서 and sensor.

First our own list (data/loanwords.tsv). Words it lacks have the skeletons of their consonants (`sounds`) as keys:
エコシステム, 에코시스템 and ecosystem are all aksstm. Skeletons below three consonants are too common to mean
anything and are not used.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from tricity.language.sounds import HANGUL_WORD, nasal_skeletons

_TABLE: Final = Path(__file__).parent / "data" / "loanwords.tsv"
LISTED: Final = "="  # begins the keys that come from our list
LEAST_CONSONANTS: Final = 3
# Certainty of a skeleton by its length; our list is certain.
_CERTAINTY: Final = {3: 0.35, 4: 0.6}
_LONG_CERTAINTY: Final = 0.8
# Syllables that stand for a foreign consonant without a vowel, and initials rare in native nouns.
_FOREIGN_LOOK: Final = re.compile("[스트드프크브츠즈그르]|[카-킿타-팋파-핗]|[랩맵웹펫켓킷펙텍릭닉]")
# Letters that are spelt out: html, pdf.
_SPELT: Final = re.compile("[b-df-hj-np-tv-xz]+")


def loan_keys(word: str) -> tuple[tuple[str, float], ...]:
    """Return (key, certainty) for a word in katakana, hangul or lower-case Latin letters; often ().

    Keys begin with LISTED when they come from our list.
    """
    listed = _listed().get(word)
    if listed is not None:
        return ((LISTED + listed, 1.0),)
    if _SPELT.fullmatch(word) or (HANGUL_WORD.fullmatch(word) and not _FOREIGN_LOOK.search(word)):
        return ()
    return tuple(
        (skeleton, _CERTAINTY.get(len(skeleton), _LONG_CERTAINTY))
        for skeleton in nasal_skeletons(word)
        if len(skeleton) >= LEAST_CONSONANTS
    )


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    listed: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            english, *others = line.split("\t")
            key = english.replace(" ", "").replace("-", "")
            for word in (key, *(variant for forms in others for variant in forms.split("/"))):
                listed.setdefault(word, key)
    return listed
