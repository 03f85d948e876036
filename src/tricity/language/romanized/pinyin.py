"""Hanyu Pinyin: joined syllables told apart, tones as marks or numbers (GB/T 16159)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TABLE: Final = """
     a ai an ang ao e ei en eng er o ou
    b a ai an ang ao ei en eng i ian iao ie in ing o u
    p a ai an ang ao ei en eng i ian iao ie in ing o ou u
    m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
    f a an ang ei en eng iao o ou u
    d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
    t a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
    n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe
    l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe
    g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
    j i ia ian iang iao ie in ing iong iu u uan ue un
    q i ia ian iang iao ie in ing iong iu u uan ue un
    x i ia ian iang iao ie in ing iong iu u uan ue un
    zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
    ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
    sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
    r an ang ao e en eng i ong ou u ua uan ui un uo
    z a ai an ang ao e ei en eng i ong ou u uan ui un uo
    c a ai an ang ao e en eng i ong ou u uan ui un uo
    s a ai an ang ao e en eng i ong ou u uan ui un uo
    y a an ang ao e i in ing o ong ou u uan ue un
    w a ai an ang ei en eng o u
"""
SYLLABLES: Final = frozenset(
    initial + final
    for line in _TABLE.strip("\n").split("\n")
    for initial, *finals in [line.removeprefix("    ").split(" ")]
    for final in finals
)
_MARKS: Final = "\u0304\u0301\u030c\u0300"  # of the first to the fourth tone
_LONGEST: Final = 60  # letters of a word
_WORD: Final = re.compile(f"[A-Za-züÜ{_MARKS}0-5'’:]+")
_SYLLABLE: Final = re.compile(f"([a-zü]+)([{_MARKS}]?)([a-zü]*)([0-5]?)")


def split_pinyin(word: str) -> tuple[str, ...]:
    """Return the syllables of joined pinyin, without tones, () for what is none: laojiu → lao, jiu.

    Apostrophes and tone numbers part syllables. Else a syllable inside a word begins with a consonant where
    it can (fangan is fan gan; fang'an needs its apostrophe), and few syllables go before many.
    """
    return tuple(syllable for syllable, _ in _read(word))


def plain_pinyin(word: str) -> str | None:
    """Return the word without tones and apostrophes, None for what is no pinyin: zhōngguó → zhongguo."""
    return "".join(split_pinyin(word)) or None


def numbered_pinyin(word: str) -> str | None:
    """Return the word with tone numbers, None for what is no pinyin: zhōngguó → zhong1guo2; a light one has none."""
    return "".join(syllable + (str(tone) if tone else "") for syllable, tone in _read(word)) or None


def toned_pinyin(word: str) -> str | None:
    """Return the word with tone marks, None for what is no pinyin: zhong1guo2 → zhōngguó, xi1an1 → xī'ān."""
    toned = ""
    for syllable, tone in _read(word):
        toned += ("'" if toned and syllable[0] in "aeo" else "") + _marked(syllable, tone)
    return toned or None


def _marked(syllable: str, tone: int) -> str:
    """Mark a or e, the o of ou, else the last vowel."""
    if not tone:
        return syllable
    at = next((syllable.index(each) for each in ("a", "e", "ou") if each in syllable), -1)
    at = at if at >= 0 else max(syllable.rfind(vowel) for vowel in "iouü")
    return unicodedata.normalize("NFC", syllable[: at + 1] + _MARKS[tone - 1] + syllable[at + 1 :])


@lru_cache(maxsize=4096)
def _read(word: str) -> tuple[tuple[str, int], ...]:
    """Return (syllable, tone 0 to 4) of each, () where a part is no syllable."""
    # ü stays one letter, its tone apart.
    letters = unicodedata.normalize("NFD", word[: _LONGEST + 1].lower()).replace("u\u0308", "ü")
    letters = letters.replace("u:", "ü").replace("v", "ü").replace("’", "'").replace("üe", "üe")
    if len(word) > _LONGEST or not _WORD.fullmatch(letters):
        return ()
    found: list[tuple[str, int]] = []
    for part in filter(None, re.split("'|(?<=[0-5])", letters)):
        plain = re.sub(f"[{_MARKS}0-5]", "", part)
        syllables = _split(plain)
        if not syllables:
            return ()
        tones = _tones(part, syllables)
        found += zip(syllables, tones, strict=True)
    return tuple(found)


def _tones(part: str, syllables: tuple[str, ...]) -> list[int]:
    """Return each syllable's tone; a number belongs to the last syllable before it."""
    ends, at = [], 0
    for syllable in syllables:
        at += len(syllable)
        ends.append(at)
    tones, letters = [0] * len(syllables), 0
    for char in part:
        if char in _MARKS:
            tones[next(place for place, end in enumerate(ends) if letters <= end)] = _MARKS.index(char) + 1
        elif char.isdigit():
            tones[-1] = int(char) % 5
        else:
            letters += 1
    return tones


def _split(letters: str) -> tuple[str, ...]:
    """Return the best split: fewest syllables that want an apostrophe, then fewest, then the longest first."""
    best: dict[int, tuple[int, int, tuple[str, ...]]] = {len(letters): (0, 0, ())}
    for start in range(len(letters) - 1, -1, -1):
        for end in range(min(len(letters), start + 6), start, -1):
            rest, syllable = best.get(end), letters[start:end]
            if rest is None or syllable not in SYLLABLES:
                continue
            wants = rest[0] + (start > 0 and syllable[0] in "aeo")
            if start not in best or (wants, rest[1] + 1) < best[start][:2]:
                best[start] = (wants, rest[1] + 1, (syllable, *rest[2]))
    return best[0][2] if 0 in best else ()
