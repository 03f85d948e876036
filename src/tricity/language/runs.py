"""Mixed text taken apart: a Korean sentence that quotes Japanese, Chinese with English product names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tricity.language.identify import identify

_HAN: Final = "㐀-䶿一-鿿\uf900-\ufaff々〆〇\U00020000-\U0003ffff"
_KANA: Final = "ぁ-ゖァ-ヺー\u3099\u309aゝゞヽヾㇰ-ㇿｦ-ﾟ"
_HANGUL: Final = "가-힣ㄱ-ㆎ\u1100-\u11ff"
# One alternative per kind. A Latin piece may hold spaces, digits and signs between words, as names do.
_PIECE: Final = re.compile(
    f"(?P<east>[{_HAN}{_KANA}]+)|(?P<ko>[{_HANGUL}]+)"
    "|(?P<en>[0-9A-Za-zÀ-ɏＡ-Ｚａ-ｚ][0-9A-Za-zÀ-ɏＡ-Ｚａ-ｚ.+#&'’/_-]*)"
)
_KANA_OR_HAN: Final = re.compile(f"[{_KANA}]+|[^{_KANA}]+")
_HAS_KANA: Final = re.compile(f"[{_KANA}]")
_LETTER: Final = re.compile("[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]")
_OPENING: Final = '([{（［｛〔【〈《「『“‘＂"'
_SENTENCE_END: Final = re.compile("[。．！？!?\n」』”》〉）)]")
_LONGEST_HANJA: Final = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text in one language; `text` is the original's `[start:end]`."""

    text: str
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    language: str


def split_runs(text: str, default: str = "en") -> list[Run]:
    """Return the text as consecutive runs that together are the whole text.

    Digits and punctuation belong to the run before them, opening brackets and quotation marks to the
    one after. Han characters alone are in the language of their neighbours unless they are clearly not.
    `default` is the language of a text without letters.
    """
    if not text:
        return []
    starts: list[int] = []
    languages: list[str] = []
    end = 0
    for piece in _pieces(text, identify(text, default)):
        if not languages or piece.language != languages[-1]:
            between = text[end : piece.start]
            starts.append(end + len(between.rstrip(_OPENING)) if languages else 0)
            languages.append(piece.language)
        end = piece.end
    if not languages:
        return [Run(text, 0, len(text), default)]
    ends = [*starts[1:], len(text)]
    return [
        Run(text[start:end], start, end, language)
        for start, end, language in zip(starts, ends, languages, strict=True)
    ]


def _pieces(text: str, host: str) -> Iterator[_Piece]:
    phrase: list[re.Match[str]] = []
    for match in _PIECE.finditer(text):
        if match.lastgroup == "en" and not _LETTER.search(match[0]):
            continue
        apart = phrase and _SENTENCE_END.search(text, phrase[-1].end(), match.start())
        if phrase and (apart or match.lastgroup != "east"):
            yield from _phrase(phrase, host, text)
            phrase = []
        if match.lastgroup == "east":
            phrase.append(match)
        elif match.lastgroup is not None:
            yield _Piece(match.start(), match.end(), match.lastgroup)
    if phrase:
        yield from _phrase(phrase, host, text)


def _phrase(matches: list[re.Match[str]], host: str, text: str) -> Iterator[_Piece]:
    """Yield a phrase of Han characters and kana as one piece, or its kana apart where it is Chinese."""
    start, end = matches[0].start(), matches[-1].end()
    words = "".join(match[0] for match in matches)
    if host == "ko" and len(words) <= _LONGEST_HANJA and not _HAS_KANA.search(words):
        yield _Piece(start, end, "ko")
        return
    language = identify(words, host)
    if language == "ja" or not _HAS_KANA.search(words):
        yield _Piece(start, end, language)
        return
    for match in matches:
        for part in _KANA_OR_HAN.finditer(text, match.start(), match.end()):
            yield _Piece(part.start(), part.end(), "ja" if _HAS_KANA.match(part[0]) else language)
