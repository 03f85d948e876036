"""Which words of a note about words are of another language than the note itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tricity.language.han import han_scripts

_HANGUL: Final = "가-힣"
_KANA: Final = "ぁ-ゖァ-ヺー"
_HAN: Final = "々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL_RUN: Final = rf"[{_HANGUL}]+(?: [{_HANGUL}]+)*"
_HAN_RUN: Final = rf"[{_HAN}{_KANA}]+"
_KANA_IN: Final = re.compile(f"[{_KANA}]")
_HANGUL_IN: Final = re.compile(f"[{_HANGUL}]")
# Where Han characters are foreign by themselves, and where only quotation marks set them apart.
_RUNS: Final = {
    "en": re.compile(f"{_HANGUL_RUN}|{_HAN_RUN}"),
    "ko": re.compile(_HAN_RUN),
    "ja": re.compile(f"{_HANGUL_RUN}|{_HAN_RUN}"),
    "zh": re.compile(f"{_HANGUL_RUN}|{_HAN_RUN}"),
}
_QUOTED: Final = re.compile("「[^」]*」|『[^』]*』|“[^”]*”")
_KOREAN_BEFORE: Final = re.compile(rf"[{_HANGUL}] ?[(（]$")
_CLOSES: Final = re.compile("[」』”。；;]")
_NAMES: Final[Mapping[str, str]] = {
    "zh-hant": r"zh-Hant|Taiwan(?:ese)?|Hong Kong|台湾|香港|대만|홍콩",
    "zh-hans": r"zh-Hans|\bzh\b|[Mm]ainland|中国語|大陸|中文|大陆|중국어|대륙",
    "ja": r"\bja\b|Japan(?:ese)?|日本語|日本|日语|일본어|일본",
    "ko": r"\bko\b|Korean?|韓国語|韓国|韩语|韩国|한국어|한국",
}
_NAMED: Final = re.compile(
    "|".join(f"(?P<{code.replace('-', '_')}>{names})" for code, names in _NAMES.items())
)
_SCRIPTS: Final = {"s": "zh-hans", "t": "zh-hant", "j": "ja"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `language` is empty where it is that of the text."""

    text: str
    language: str = ""


@lru_cache(maxsize=4096)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """Cut a note in `language` where words of other languages stand in it; joined, the pieces are the text.

    Hangul is Korean and kana Japanese; Han characters go by their forms and by the language named before them
    (“zh 手纸 … ja 手紙”, 中国語の「手纸」). A guess serves glyphs and voices; nothing else depends on it.
    """
    family = language.partition("-")[0]
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    cuts: list[tuple[int, int, str]] = []
    for match in _RUNS[family].finditer(text):
        inside = any(start < match.start() < end for start, end in quoted)
        found = _language(text, match, language, inside)
        if found:
            cuts.append((*match.span(), found))
    return tuple(_cut(text, cuts))


def _cut(text: str, cuts: Sequence[tuple[int, int, str]]) -> list[Piece]:
    found, at = [], 0
    for start, end, language in cuts:
        found += [Piece(text[at:start]), Piece(text[start:end], language)]
        at = end
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]


def _language(text: str, match: re.Match[str], own: str, inside: bool) -> str:
    """The language of a run of foreign letters; "" for the note's own."""
    run = match[0]
    if _HANGUL_IN.search(run):
        return "ko"
    if _KANA_IN.search(run):
        return "" if own == "ja" else "ja"
    is_read = own == "ja" or own.startswith("zh")
    if is_read and not inside:
        return ""
    if _KOREAN_BEFORE.search(text, max(0, match.start() - 4), match.start()):
        return "zh-hant" if own == "ko" else "ko"  # the Han characters of the Korean word before
    possible = _possible(run)
    near = [code for code in _named(text, match.start(), here=is_read) if code in possible]
    if near:
        return "" if near[-1] == own else near[-1]
    if own in possible:
        return ""
    return possible[0]


def _possible(run: str) -> list[str]:
    """Languages that write all the characters; those of no standard of one language go by the rest."""
    allowed = [scripts for char in run if (scripts := han_scripts(char))]
    fitting = [code for script, code in _SCRIPTS.items() if all(script in scripts for scripts in allowed)]
    return fitting or ["zh-hant"]


def _named(text: str, before: int, *, here: bool) -> list[str]:
    """Languages named before the offset, the nearest last; with `here`, since the quotation or sentence before."""
    closes = [match.end() for match in _CLOSES.finditer(text, 0, before)]
    start = closes[-1] if here and closes else 0
    return [(match.lastgroup or "").replace("_", "-") for match in _NAMED.finditer(text, start, before)]
