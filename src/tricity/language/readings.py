"""Romanization of names, and keys that put names in each language's own order."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, cast

from tricity.language.han import HAN_RUN, fold_han
from tricity.language.hangul import romanize_word
from tricity.language.kana import hepburn, order_key, to_hiragana
from tricity.language.normalize import align, fold
from tricity.language.segment.base import PinyinSegmenter, ReadingSegmenter, Token
from tricity.language.segment.registry import segmenter_for

_HANGUL_RUN: Final = re.compile("[가-힣]+")
_HANGUL_UNIT: Final = re.compile("(?<=[가-힣]{2})(?:특별자치시|특별시|광역시|시|군|구)$")
_CHINESE_UNIT: Final = re.compile("(?<=[㐀-鿿]{2})(?:特别行政区|自治区|省|市|区|县)$")
_JAPANESE_UNITS: Final = {
    "シ": "shi", "ク": "ku", "チョウ": "cho", "マチ": "machi", "ムラ": "mura", "ソン": "son", "ケン": "ken",
    "フ": "fu",
}  # fmt: skip
_KANA_WORD: Final = re.compile("[ぁ-ゖァ-ヺー]+")
_READ_AS_WRITTEN: Final = re.compile(r"[\x00-\x7f]|[^\w]")
_SPACES: Final = re.compile(r"\s+")


def romanize(text: str, language: str) -> str:
    """Return a name in Latin letters, words capitalised: pinyin without tones (Xi'an Shi), Hepburn without
    length (Yokohama-shi), Revised Romanization (Suwon-si); text in other letters stays.

    The readings of rare names may be wrong: show the result as a romanization, beside the name.
    """
    text = align(text).text
    if language == "ko":
        roman = _HANGUL_RUN.sub(lambda match: _korean_name(match[0]), text)
    elif language == "ja":
        roman = _japanese_name(text)
    elif language.startswith("zh"):
        roman = HAN_RUN.sub(lambda match: f" {_chinese_name(match[0])} ", text)
    else:
        roman = text
    return _SPACES.sub(" ", roman).strip()


def word_reading(word: str, language: str) -> str:
    """Return how a word of running text is said: pinyin with tones, hiragana (Hepburn letters if it is kana
    already), Revised Romanization; "" for English, and for what has no Han, kana or hangul.
    """
    if language.startswith("zh") and HAN_RUN.search(word):
        return _joined(_toned_pinyin(fold_han(word)))
    if language == "ja" and HAN_RUN.search(word):
        return to_hiragana("".join(_japanese_readings(word)))
    if language == "ja" and _KANA_WORD.fullmatch(word):
        return hepburn(word)
    if language == "ko" and _HANGUL_RUN.search(word):
        return romanize_word(word)
    return ""


def sort_key(name: str, reading: str, language: str) -> str:
    """Return a key whose plain comparison is the language's order: pinyin, kana, hangul, or letters.

    `reading` is used when it is not empty (pinyin with or without tones; kana), else it is guessed.
    """
    if language.startswith("zh"):
        return _letters(reading or "".join(_pinyin(fold_han(fold(name)))))
    if language == "ja":
        return order_key(reading or "".join(_japanese_readings(align(name).text)))
    if language == "ko":
        return unicodedata.normalize("NFC", fold(name))
    return _letters(name)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", fold(text)).casefold()
    return "".join(char for char in decomposed if char.isalnum() and not unicodedata.combining(char))


def _korean_name(word: str) -> str:
    # Article 5 of the notice: administrative units follow a hyphen, across which sounds do not change.
    unit = _HANGUL_UNIT.search(word)
    if unit is None:
        return romanize_word(word).capitalize()
    return f"{romanize_word(word[: unit.start()]).capitalize()}-{romanize_word(unit[0])}"


@lru_cache(maxsize=4096)
def _pinyin(text: str) -> tuple[str, ...]:
    return tuple(cast(PinyinSegmenter, segmenter_for("zh-hans")).pinyin(text))


@lru_cache(maxsize=4096)
def _toned_pinyin(text: str) -> tuple[str, ...]:
    return tuple(cast(PinyinSegmenter, segmenter_for("zh-hans")).toned_pinyin(text))


def _chinese_name(run: str) -> str:
    folded = fold_han(run)
    unit = _CHINESE_UNIT.search(folded)
    stem, ending = (folded[: unit.start()], unit[0]) if unit else (folded, "")
    words = [token.surface for token in _whole_words(stem)]
    syllables = _pinyin(stem)
    roman, at = [], 0
    for word in words:
        roman.append(_joined(syllables[at : at + len(word)]))
        at += len(word)
    if ending:
        roman.append(_joined(_pinyin(ending)))
    return " ".join(word.capitalize() for word in roman)


def _whole_words(text: str) -> list[Token]:
    words: list[Token] = []
    for token in segmenter_for("zh-hans").segment(text):
        if not words or token.start >= words[-1].end:
            words.append(token)
    return words


def _joined(syllables: tuple[str, ...]) -> str:
    """Join syllables, with an apostrophe before a vowel (GB/T 16159: Xi'an)."""
    return "".join(
        f"'{each}" if index and unicodedata.normalize("NFD", each)[:1] in ("a", "e", "o") else each
        for index, each in enumerate(syllables)
    )


def _japanese_words(text: str) -> list[tuple[str, str, str]]:
    return cast(ReadingSegmenter, segmenter_for("ja")).readings(text)


def _japanese_readings(text: str) -> list[str]:
    return [
        surface if _READ_AS_WRITTEN.match(surface) else reading
        for surface, reading, _ in _japanese_words(text)
    ]


def _japanese_name(text: str) -> str:
    roman: list[str] = []
    for surface, reading, pos in _japanese_words(text):
        unit = _japanese_unit(surface, reading)
        if _READ_AS_WRITTEN.match(surface):
            roman.append(surface)
        elif pos == "助詞":
            roman.append({"ハ": "wa", "ヘ": "e"}.get(reading) or hepburn(reading))
        elif unit and len(surface) == 1 and roman:
            roman[-1] += f"-{unit[1]}"
        elif unit and len(surface) > 2:
            roman.append(f"{hepburn(reading.removesuffix(unit[0])).capitalize()}-{unit[1]}")
        else:
            roman.append(hepburn(reading).capitalize())
    return " ".join(roman)


def _japanese_unit(surface: str, reading: str) -> tuple[str, str] | None:
    """Return the reading, in kana and letters, of the administrative unit that ends the word."""
    if surface[-1:] not in "市区町村県府都":
        return None
    units = ((kana, roman) for kana, roman in _JAPANESE_UNITS.items() if reading.endswith(kana))
    return next(units, None)
