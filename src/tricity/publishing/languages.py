"""What each format must know of a language. Han characters share code points and differ in shape: the font decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """`tag` is BCP 47, `office` the tag of Office, `lcid` its number (MS-LCID), which HWPX uses too.

    `print_font` is the family on this machine (Debian's fonts-noto-cjk), `office_font` what Office brings on every
    computer for these characters, `hwp_font` the same for Hangul by Hancom.
    """

    tag: str
    office: str
    lcid: int
    print_font: str
    office_font: str
    hwp_font: str


LATIN_FONT: Final = "Arial"
PRINT_LATIN_FONT: Final = "Noto Sans"
LANGUAGES: Final = {
    "en": Language("en", "en-US", 1033, PRINT_LATIN_FONT, LATIN_FONT, "함초롬돋움"),
    "ja": Language("ja", "ja-JP", 1041, "Noto Sans CJK JP", "Yu Gothic", "Yu Gothic"),
    "ko": Language("ko", "ko-KR", 1042, "Noto Sans CJK KR", "Malgun Gothic", "함초롬돋움"),
    "zh-hans": Language("zh-Hans", "zh-CN", 2052, "Noto Sans CJK SC", "Microsoft YaHei", "Microsoft YaHei"),
    "zh-hant": Language(
        "zh-Hant", "zh-TW", 1028, "Noto Sans CJK TC", "Microsoft JhengHei", "Microsoft JhengHei"
    ),
}
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def language_of(code: str) -> Language:
    """By our code or a BCP 47 tag, in any case; another language is written with the fonts of English."""
    known = LANGUAGES.get(code.lower())
    if known is not None:
        return known
    if not _TAG.fullmatch(code):
        raise ValueError(f"not a language: {code!r}")
    english = LANGUAGES["en"]
    return Language(code, code, english.lcid, english.print_font, english.office_font, english.hwp_font)


def is_east_asian(language: Language) -> bool:
    return language.tag.split("-")[0] in ("zh", "ja", "ko")
