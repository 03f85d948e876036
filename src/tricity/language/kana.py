"""Kana: Hepburn romanization and dictionary order, by our own tables."""

import unicodedata
from typing import Final

_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サ.スセソ", "t": "タ..テト", "n": "ナニヌネノ",
    "h": "ハヒ.ヘホ", "m": "マミムメモ", "y": "ヤ.ユ.ヨ", "r": "ラリルレロ", "w": "ワヰ.ヱヲ",
    "g": "ガギグゲゴ", "z": "ザ.ズゼゾ", "d": "ダ..デド", "b": "バビブベボ", "p": "パピプペポ",
    "v": "ヷヸ.ヹヺ",
}  # fmt: skip
_SYLLABLES: Final = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != "."
} | {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヴ": "vu",
    "ヲ": "o", "ヰ": "i", "ヱ": "e", "ン": "n", "ヵ": "ka", "ヶ": "ke", "ァ": "a", "ィ": "i", "ゥ": "u",
    "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa", "ー": "", "・": " ",
}  # fmt: skip
_SMALL: Final = dict(zip("ャュョァィゥェォヮ", "auoaiueoa", strict=True))
_LARGE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWEL_OF: Final = {
    kana: "あいうえお"["aiueo".index(roman[-1])]
    for kana, roman in _SYLLABLES.items()
    if roman and roman[-1] in "aiueo"
}


def to_katakana(text: str) -> str:
    """Return the text with hiragana as katakana, the length unchanged."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)


def to_hiragana(text: str) -> str:
    """Return the text with katakana as hiragana, the length unchanged."""
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def hepburn(text: str, long_vowels: bool = False) -> str:
    """Return kana in Hepburn letters; other characters stay. シンジュク → shinjuku, トウキョウ → tokyo.

    Long vowels are written once, as on road signs and in the English names of cities; with
    `long_vowels` letter by letter (toukyou).
    """
    kana = to_katakana(text)
    roman = ""
    for index, char in enumerate(kana):
        following = kana[index + 1] if index + 1 < len(kana) else ""
        if char in _SMALL and roman and index and kana[index - 1] in _SYLLABLES:
            roman = _contracted(roman, char)
        elif char == "ッ":
            after = _SYLLABLES.get(following, "")
            roman += "t" if after.startswith("ch") else after[:1] if after and after[0] not in "aiueo" else ""
        elif char == "ン":
            after = _SYLLABLES.get(following, "")
            roman += "n'" if after and after[0] in "aiueoy" else "n"
        else:
            roman += _SYLLABLES.get(char, char)
    return roman if long_vowels else _shortened(roman)


def _contracted(roman: str, small: str) -> str:
    """Join a small kana to what is before it: ki+ャ → kya, shi+ャ → sha, fu+ァ → fa, te+ィ → ti."""
    base = roman[:-1] if roman[-1] in "aiueo" else roman
    vowel = _SMALL[small]
    if small in "ャュョ" and not base.endswith(("sh", "ch", "j")):
        return base + "y" + vowel
    if small in "ァィェォ" and roman.endswith(("ku", "gu")):
        return base + "w" + vowel
    if roman in ("u", "i") or roman.endswith((" u", " i")):
        return base + ("w" if roman[-1] == "u" else "y") + vowel
    return base + vowel


def _shortened(roman: str) -> str:
    if roman.endswith("noue"):  # 井上, 野上: no + ue
        return _shortened(roman[:-4]) + "noue"
    for long, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        roman = roman.replace(long, short)
    return roman


def order_key(text: str) -> str:
    """Return a key in the order of Japanese dictionaries (after JIS X 4061).

    First by plain kana, long marks as vowels; then small before large, unvoiced before voiced.
    Comparing the keys, or the bytes of their UTF-8, gives the order.
    """
    hiragana = to_hiragana(unicodedata.normalize("NFKC", text)).casefold()
    plain, second = "", ""
    for char in hiragana:
        if char == "・":
            continue
        if char == "ー":
            plain += _VOWEL_OF.get(to_katakana(plain[-1:]), "ー")
            second += "0"
            continue
        decomposed = unicodedata.normalize("NFD", char)
        large = decomposed[0].translate(_LARGE)
        plain += large if len(decomposed) <= 2 and "ぁ" <= char <= "ゖ" else char
        second += "1" if large != decomposed[0] else "3" if decomposed[1:] else "2"
    return f"{plain} {second}"
