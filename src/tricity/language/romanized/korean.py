"""Revised Romanization back to hangul: candidates, each of which `hangul.romanize_word` writes in the same letters."""

import heapq
import re
from collections.abc import Iterator
from typing import Final

from tricity.language.hangul import FINALS, INITIALS, romanize_word

_INITIALS: Final = {
    "": "ㅇ", "g": "ㄱ", "kk": "ㄲ", "n": "ㄴ", "d": "ㄷ", "tt": "ㄸ", "r": "ㄹ", "m": "ㅁ", "b": "ㅂ", "pp": "ㅃ",
    "s": "ㅅ", "ss": "ㅆ", "j": "ㅈ", "jj": "ㅉ", "ch": "ㅊ", "k": "ㅋ", "t": "ㅌ", "p": "ㅍ", "h": "ㅎ", "l": "ㄹ",
}  # fmt: skip
_VOWEL_LIST: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_VOWELS: Final = tuple(_VOWEL_LIST.split())
_FINALS: Final = {
    "": " ", "k": "ㄱ", "n": "ㄴ", "t": "ㅅㄷ", "l": "ㄹ", "m": "ㅁ", "p": "ㅂㅍ", "ng": "ㅇ",
}  # fmt: skip
# A final that has moved to a vowel after it (국어 gugeo), and one that sounds as the nasal after it (국민 gungmin).
_MOVED: Final = frozenset(["g", "n", "d", "r", "m", "b", "s", "ss", "kk", "j", "ch", "k", "t", "p"])
_NASAL: Final = {"ng": "ㄱ", "n": "ㄷㅅ", "m": "ㅂ"}
_BEFORE: Final = (
    *((sound, finals, "nm") for sound, finals in _NASAL.items()),
    ("l", "ㄴ", "l"),
)  # 신라 silla
_UNIT: Final = re.compile(
    f"(?P<initial>{'|'.join(sorted(_INITIALS, key=len, reverse=True))})"
    f"(?P<vowel>{'|'.join(sorted(_VOWELS, key=len, reverse=True))})"
)
MOST_CANDIDATES: Final = 8
_MOST_STEPS: Final = 4_000  # of the search; long words with many readings end there
_LONGEST: Final = 40  # letters of a word
_UNLIKELY: Final = 0.6  # against a syllable more: a final that is written otherwise than it sounds


def hangul_candidates(word: str) -> tuple[str, ...]:
    """Return hangul that is romanized as the word, likeliest first, eight at most: suwon → 수원.

    Few syllables and finals written as they sound come first. () for what no hangul is romanized as.
    Hyphens between syllables are heeded (jung-ang).
    """
    letters = word.lower()
    if not 0 < len(letters) <= _LONGEST or not re.fullmatch("[a-z]+(?:-[a-z]+)*", letters):
        return ()
    wanted, found = letters.replace("-", ""), dict[str, None]()
    queue: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for _ in range(_MOST_STEPS):
        if not queue or len(found) == MOST_CANDIDATES:
            break
        cost, at, hangul = heapq.heappop(queue)
        if at < len(letters):
            for further in _syllables(letters, at, hangul):
                heapq.heappush(queue, (cost + further[0], *further[1:]))
        elif romanize_word(hangul) == wanted:
            found[hangul] = None
    return tuple(found)


def _syllables(letters: str, at: int, before: str) -> Iterator[tuple[float, int, str]]:
    """Yield (cost, where it ends, hangul so far) of each syllable that may stand at `at`."""
    at += letters[at] == "-"
    for spelt, initial in _INITIALS.items():
        if not letters.startswith(spelt, at) or (spelt == "l" and letters[at - 1 : at] != "l"):
            continue
        for number, vowel in enumerate(_VOWELS):
            if not letters.startswith(vowel, at + len(spelt)):
                continue
            end = at + len(spelt) + len(vowel)
            for cost, sound, finals in _closings(letters, end):
                for final in finals:
                    rarity = cost + _UNLIKELY * finals.index(final)
                    yield 1 + rarity, end + len(sound), before + _composed(initial, number, final)
                    if initial == "ㄴ" and before:  # 종로 jongno
                        yield (
                            1 + rarity + _UNLIKELY,
                            end + len(sound),
                            before + _composed("ㄹ", number, final),
                        )


def _closings(letters: str, end: int) -> Iterator[tuple[float, str, str]]:
    for sound, finals in _FINALS.items():
        if letters.startswith(sound, end):
            yield 0.0, sound, finals
    for sound, finals, following in _BEFORE:
        if letters.startswith(sound, end) and letters[end + len(sound) :].startswith(tuple(following)):
            yield _UNLIKELY, sound, finals
    for sound in _MOVED:
        if letters.startswith(sound, end):
            yield _UNLIKELY, sound, _INITIALS[sound]


def _composed(initial: str, vowel: int, final: str) -> str:
    return chr(0xAC00 + (INITIALS.index(initial) * 21 + vowel) * 28 + FINALS.index(final))
