"""Loanwords: one key for センサー, 센서 and sensor.

First our own list (data/loanwords.tsv). Words it lacks get the skeleton of their consonants, which
survives borrowing better than vowels: プラットフォーム, 플랫폼 and platform are all prtpm. Skeletons
below three consonants are too common to mean anything and are not used.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from tricity.language.hangul import is_syllable, split_syllable
from tricity.language.kana import hepburn

_TABLE: Final = Path(__file__).parent / "data" / "loanwords.tsv"
LISTED: Final = "="  # begins the keys that come from our list
LEAST_CONSONANTS: Final = 3
# Certainty of a skeleton by its length; our list is certain.
_CERTAINTY: Final = {3: 0.35, 4: 0.6}
_LONG_CERTAINTY: Final = 0.8
_KATAKANA: Final = re.compile("[ァ-ヺー]{2,}")
_HANGUL: Final = re.compile("[가-힣]{2,}")
_LATIN: Final = re.compile("[a-z]{4,}")
# Syllables that stand for a foreign consonant without a vowel, and initials rare in native nouns.
_FOREIGN_LOOK: Final = re.compile("[스트드프크브츠즈그르]|[카-킿타-팋파-핗]|[랩맵웹펫켓킷펙텍릭닉]")
_CLASSES: Final = str.maketrans("lvfpbzjsqkgdtmnr", "rppppssskkkttmnr")
_ENGLISH: Final = (
    ("tion", "sn"), ("sion", "sn"), ("tech", "tek"), ("chr", "kr"), ("sch", "sk"), ("tch", "s"),
    ("ture", "sa"),
    ("ck", "k"), ("ph", "f"), ("th", "s"), ("sh", "s"), ("ch", "s"), ("qu", "k"), ("x", "ks"), ("sc", "s"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("dge", "je"), ("ge", "je"),
    ("gi", "ji"), ("gy", "ji"),
    ("wh", "w"), ("kn", "n"), ("wr", "r"), ("gh", ""), ("ng", "n"), ("sk", "sk"),
)  # fmt: skip


def loan_keys(word: str) -> tuple[tuple[str, float], ...]:
    """Return (key, certainty) for a word in katakana, hangul or lower-case Latin letters; often ().

    Keys begin with LISTED when they come from our list.
    """
    listed = _listed().get(word)
    if listed is not None:
        return ((LISTED + listed, 1.0),)
    return tuple(
        (skeleton, _CERTAINTY.get(len(skeleton), _LONG_CERTAINTY))
        for skeleton in skeletons(word)
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


@lru_cache(maxsize=16384)
def skeletons(word: str) -> tuple[str, ...]:
    """Return the consonant skeletons of a word that may be a loanword; two where チ is t or ch."""
    if _KATAKANA.fullmatch(word):
        roman = hepburn(word.replace("ー", ""), long_vowels=True)
        return tuple(dict.fromkeys(_reduced(form) for form in _japanese_forms(roman)))
    if _HANGUL.fullmatch(word):
        return (_reduced(_korean_sounds(word)),) if _FOREIGN_LOOK.search(word) else ()
    if _LATIN.fullmatch(word):
        return (_reduced(_english_sounds(word)),)
    return ()


def _japanese_forms(roman: str) -> tuple[str, str]:
    roman = re.sub("ng(?=[u]|$)", "n", roman.replace("'", "").replace("tsu", "tu"))
    plain = roman.replace("tch", "ch").replace("sh", "s")
    return plain.replace("chi", "ti").replace("ch", "s"), plain.replace("ch", "s")


def _korean_sounds(word: str) -> str:
    sounds = ""
    for char in word:
        if not is_syllable(char):
            continue
        initial, _, final = split_syllable(char)
        sounds += _INITIALS[initial] + "a" + _FINALS[final]
    return re.sub("rr+", "r", sounds)


_INITIALS: Final = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "kknttrmppss-sssktp-", strict=True)) | {
    "ㅇ": "",
    "ㅎ": "",
}
_FINAL_GROUPS: Final = {
    "k": "ㄱㄲㄳㄺㅋ",
    "t": "ㄷㅅㅆㅈㅊㅌㅎ",
    "p": "ㅂㅄㄿㅍ",
    "n": "ㄴㄵㄶㅇ",
    "m": "ㅁㄻ",
    "r": "ㄹㄼㄽㄾㅀ",
}
_FINALS: Final = {" ": ""} | {final: sound for sound, group in _FINAL_GROUPS.items() for final in group}


def _english_sounds(word: str) -> str:
    for spelling, sound in _ENGLISH:
        word = word.replace(spelling, sound)
    # r before a consonant or at the end is not borrowed: sensor → センサー, 센서.
    return re.sub("(?<=[aeiou])r(?=[^aeiouyr]|$|e$)", "", word)


def _reduced(sounds: str) -> str:
    classed = sounds.translate(_CLASSES)
    classed = re.sub(r"([^aeiou])\1+", r"\1", classed)
    classed = re.sub("m(?=p)", "n", classed)
    head = "a" if classed[:1] in tuple("aeiou") else ""
    return head + re.sub("[^rpsktmn]", "", classed)
