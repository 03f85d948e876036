"""From a string of a program to the plain words a person reads."""

import html
import re
from enum import Enum
from typing import Final

SHORTEST: Final = 2  # characters, or one Han letter or syllable of hangul
LONGEST: Final = 300

_TAG: Final = re.compile(r"<[^<>]{1,300}>")
_PLACEHOLDER: Final = re.compile(
    r"%\(\w+\)[sdif]|%\d*\$?[-+ 0]*\d*(?:\.\d+)?[sdifuxXcgeEp@](?![A-Za-z])|%%|%\d+"  # printf, Python, Qt
    r"|\$\{[^{}]*\}|\{\{[^{}]*\}\}|\{[^{}]{0,60}\}|\$\(?[A-Za-z_]+\)?|\$\d"  # JavaScript, templates, LibreOffice
    r"|:[a-z]+:`[^`]*`|\\[nrt]"  # reStructuredText, escapes
)
_INVISIBLE: Final = str.maketrans("", "", "\u200b\ufeff\u00ad")
_SPACE: Final = re.compile(r"[\x00-\x1f\s]+")
_EMPTY_BRACKETS: Final = re.compile(
    r"\(\s*\)|（\s*）|“\s*”|‘\s*’|\[\s*\]|「\s*」|《\s*》|\"\s*\"|'\s*'|`\s*`"
)
_SPACE_BEFORE_MARK: Final = re.compile(r"\s+([,.;:!?%)])")

_HAN: Final = re.compile("[㐀-鿿]")
_KANA: Final = re.compile("[぀-ヿ]")
_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[A-Za-z]")


class Mnemonic(Enum):
    """How a program marks the letter that is a key: `~File`, `&File`; in our languages `文件(~F)`, `文件(&F)`."""

    TILDE = re.compile(
        r"\s*[(（]~\w[)）]|~(?=\w)|_(?=[A-Za-z])|\s*[(（]_?[A-Z][)）](?=\.*…*:?：?$)",
    )
    AMPERSAND = re.compile(r"\s*[(（]&{1,2}\w[)）]|&{1,2}(?=\w)")


def cleaned(text: str, mnemonic: Mnemonic | None = None) -> str:
    """Return the text without markup, placeholders and mnemonics, with single spaces; perhaps empty."""
    text = html.unescape(_TAG.sub(" ", html.unescape(text)))
    if mnemonic:
        text = mnemonic.value.sub("", text)
    text = _PLACEHOLDER.sub(" ", text).translate(_INVISIBLE)
    text = _EMPTY_BRACKETS.sub("", _SPACE.sub(" ", text).strip())
    text = _SPACE_BEFORE_MARK.sub(r"\1", text)
    return _SPACE.sub(" ", text).strip(" \u3000|*-–—")


def is_written_in(language: str, text: str) -> bool:
    """Tell whether a text of fair length is in the script of en, zh, ja or ko.

    Japanese may be in Han letters alone and then looks like Chinese: the source has said what it is.
    """
    if not (len(text) >= SHORTEST or _HAN.search(text) or _HANGUL.search(text)) or len(text) > LONGEST:
        return False
    han, kana, hangul = (bool(script.search(text)) for script in (_HAN, _KANA, _HANGUL))
    match language:
        case "en":
            return bool(_LATIN.search(text)) and not (han or kana or hangul)
        case "zh":
            return han and not (kana or hangul)
        case "ja":
            return (han or kana) and not hangul
        case "ko":
            return hangul and not kana
    raise ValueError(f"{language!r} is not one of en, zh, ja, ko")
