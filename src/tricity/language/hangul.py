"""Hangul: Revised Romanization of Korean (Ministry of Culture and Tourism notice 2000-8), with sound changes.

Linking, nasal and liquid assimilation, palatalization and the loss of ㅎ are applied; tensing is
not written, and ㅎ after a stop is (묵호 Mukho), as the notice asks for nouns. Insertion of ㄴ
(학여울 Hangnyeoul) depends on the word and is not attempted.
"""

from typing import Final

INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FINALS: Final = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_INITIAL_LETTERS: Final = "g/kk/n/d/tt/r/m/b/pp/s/ss//j/jj/ch/k/t/p/h"
_INITIAL_ROMAN: Final = dict(zip(INITIALS, _INITIAL_LETTERS.split("/"), strict=True))
_VOWEL_LETTERS: Final = "a/ae/ya/yae/eo/e/yeo/ye/o/wa/wae/oe/yo/u/wo/we/wi/yu/eu/ui/i"
_VOWELS: Final = tuple(_VOWEL_LETTERS.split("/"))
# What a final sounds like before a consonant: one of seven.
_CLOSED_GROUPS: Final = ("ㄱㄲㄳㄺㅋ", "ㄴㄵㄶ", "ㄷㅅㅆㅈㅊㅌㅎ", "ㄹㄼㄽㄾㅀ", "ㅁㄻ", "ㅂㅄㄿㅍ", "ㅇ")
_CLOSED: Final = {final: group[0] for group in _CLOSED_GROUPS for final in group}
_CLOSED_ROMAN: Final = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng", " ": ""}
_PAIRS: Final = "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ"
SPLIT: Final = {pair[0]: (pair[1], pair[2]) for pair in _PAIRS.split()}
_NASAL: Final = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_ASPIRATED: Final = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}


def split_syllable(char: str) -> tuple[str, int, str]:
    """Return (initial, number of the vowel, final or " ") of a hangul syllable."""
    index = ord(char) - 0xAC00
    return INITIALS[index // 588], index % 588 // 28, FINALS[index % 28]


def is_syllable(char: str) -> bool:
    """Return whether the character is a whole hangul syllable."""
    return "가" <= char <= "힣"


def romanize_word(word: str) -> str:
    """Return the word in lower-case letters; characters that are no syllables stay and stop assimilation."""
    roman = ""
    carried = ""  # the initial that the syllable before left us with
    for index, char in enumerate(word):
        if not is_syllable(char):
            roman += char
            carried = ""
            continue
        initial, vowel, final = split_syllable(char)
        initial = carried or initial
        following = word[index + 1] if index + 1 < len(word) else ""
        if roman.endswith("l") and initial == "ㄹ":
            roman += "l"
        else:
            roman += _INITIAL_ROMAN[initial]
        final, carried = _meet(final, following)
        roman += _VOWELS[vowel] + _CLOSED_ROMAN[final]
    return roman


def _meet(final: str, following: str) -> tuple[str, str]:
    """Return how the final sounds before the next character, and that one's initial where it changes."""
    if final == " ":
        return " ", ""
    if not (following and is_syllable(following)):
        return _CLOSED[final], ""
    initial, vowel, _ = split_syllable(following)
    if initial == "ㅇ":
        return _link(final, _VOWELS[vowel])
    if final in ("ㅎ", "ㄶ", "ㅀ") and initial in _ASPIRATED:
        return {"ㅎ": " ", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[final], _ASPIRATED[initial]
    closed = _CLOSED[final]
    if initial in "ㄴㅁ" and closed in _NASAL:
        return _NASAL[closed], ""
    if initial == "ㄹ" and closed not in "ㄴㄹ":
        return _NASAL.get(closed, closed), "ㄴ"
    if (closed, initial) in (("ㄴ", "ㄹ"), ("ㄹ", "ㄴ")):
        return "ㄹ", "ㄹ"
    return closed, ""


def _link(final: str, vowel: str) -> tuple[str, str]:
    """A final before a vowel moves over to it."""
    if final == "ㅇ":
        return "ㅇ", ""
    stays, moves = SPLIT.get(final, (" ", final))
    if moves == "ㅎ":
        return (" ", "") if stays == " " else (" ", stays)
    if vowel == "i" and moves in "ㄷㅌ":
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    return stays, moves
