"""Bytes to text. Spreadsheet programs in China, Japan and Korea save “CSV” in the encoding of the country.

UTF-8 and UTF-16 are told by their marks or by themselves. Among GB 18030, CP932 (Shift_JIS) and CP949 (EUC-KR) nearly any
bytes can be read as any of them; the one that gives characters people write often, and headings that are known, is meant.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from tricity.elsewhere.reading.headings import known_words
from tricity.elsewhere.reading.problems import Fault, Unreadable

ENCODINGS: Final = ("utf-8", "utf-16", "gb18030", "cp932", "cp949")
_NATIONAL: Final = ("gb18030", "cp932", "cp949")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 20_000
_KANA: Final = re.compile("[ぁ-ゖァ-ヺー]")
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")
_HANGUL: Final = re.compile("[가-힣]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_PUNCTUATION: Final = re.compile("[、。，！？：；（）「」“”]")
_STRANGE: Final = re.compile("[\u0080-\u009f\ue000-\uf8ff\u0370-\u052f\u2500-\u25ff\u3130-\u318f]")
_HEADING: Final = 40.0


def decoded(content: bytes, named: str = "") -> tuple[str, str]:
    """The text without a mark, and the name of its encoding. Raises Unreadable."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, encoding.removesuffix("-sig"))
    if named:
        return _strictly(content, named, named)
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return _strictly(content, unmarked, "utf-16")
    if b"\0" in content:
        raise Unreadable(Fault.NOT_TEXT)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _national(content)


def _strictly(content: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(encoding).removeprefix("\ufeff"), name
    except (UnicodeDecodeError, LookupError):
        raise Unreadable(Fault.NOT_TEXT, quoted=name) from None


def _unmarked_utf16(content: bytes) -> str:
    """Every second byte of ASCII words is zero in UTF-16."""
    head = content[:2000]
    if len(head) < 4 or len(content) % 2:
        return ""
    low, high = head[1::2].count(0), head[::2].count(0)
    if low > len(head) // 8 and high < low // 8 + 1:
        return "utf-16-le"
    return "utf-16-be" if high > len(head) // 8 and low < high // 8 + 1 else ""


def _national(content: bytes) -> tuple[str, str]:
    found = []
    for place, encoding in enumerate(_NATIONAL):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_likelihood(text[:_SAMPLE], encoding), -place, text, encoding))
    if not found:
        raise Unreadable(Fault.NOT_TEXT)
    _score, _place, text, encoding = max(found)
    return text, encoding


def _likelihood(text: str, encoding: str) -> float:
    """How much a text looks written in the language of its encoding."""
    syllables, kana = _HANGUL.findall(text), len(_KANA.findall(text))
    hangul = sum(1.0 if _is_usual_hangul(each) else -1.5 for each in syllables)
    common = sum(_is_common(each, encoding) for each in _HAN.findall(text))
    rare = len(_HAN.findall(text)) - common
    score = 1.0 * common - 1.5 * rare + len(_PUNCTUATION.findall(text))
    score += 2.0 * hangul if encoding == "cp949" else -1.0 * len(syllables)
    score += 2.0 * kana if encoding == "cp932" else -0.5 * kana
    score -= 2.0 * len(_HALF_KANA.findall(text)) + 3.0 * len(_STRANGE.findall(text))
    return score + _HEADING * sum(word in text for word in known_words())


def _is_usual_hangul(character: str) -> bool:
    """One of the 2,350 syllables of KS X 1001; the others fill CP949 and stand in hardly any word.

    EUC-KR spells those out letter by letter, in eight bytes.
    """
    return len(character.encode("euc_kr")) == 2


def _is_common(character: str, encoding: str) -> bool:
    """Among the characters a national standard has in its first level, ordered by sound: those in daily use.

    GB 2312 from 0xB0A1 to 0xD7F9, JIS X 0208 from 0x889F to 0x9872 (as Shift_JIS); hanja are rare in today's Korean.
    """
    if encoding == "cp949":
        return False
    try:
        first, second = character.encode("gb2312" if encoding == "gb18030" else "shift_jis")
    except (UnicodeEncodeError, ValueError):
        return False
    code = first << 8 | second
    return 0xB0A1 <= code <= 0xD7F9 if encoding == "gb18030" else 0x889F <= code <= 0x9872
