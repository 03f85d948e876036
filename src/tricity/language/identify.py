"""Which of our languages a title or a sentence is written in, by its characters alone.

Kana and hangul decide at once. Among Han characters the forms that only some standards have tell most; where they are
silent (都市計画, 城市规划 in old forms) the pairs of characters do (data/identify.tsv, see `build_identify.py`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from tricity.language.han import HAN_RUN, fold_han, han_scripts
from tricity.language.normalize import align

_KANA: Final = re.compile("[ぁ-ゖァ-ヺ]")
_HANGUL: Final = re.compile("[가-힣ㄱ-ㆎ]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]{2,}")
_SAMPLE_CHARACTERS: Final = 4000
_TABLE: Final = Path(__file__).parent / "data" / "identify.tsv"
_DEFAULT_WEIGHT: Final = 3.0  # of the language expected: 大阪 in a Chinese question stays Chinese
_FORM_WEIGHT: Final = 3.0  # of a character form, in the measure of the pairs
# A Chinese sentence may quote a Japanese or Korean name; below this share of CJK characters it stays Chinese.
_KANA_SHARE: Final = 0.08
_HANGUL_SHARE: Final = 0.25


def identify(text: str, default: str = "en") -> str:
    """Return the language of the text, the script of Chinese included.

    Kana mean Japanese, hangul Korean; Han characters alone are told apart by forms that only some
    of the three standards have and by their pairs. `default` is the language expected: it is returned when there is
    nothing to go by, and decides where little tells.
    """
    sample = align(text[:_SAMPLE_CHARACTERS]).text
    kana = len(_KANA.findall(sample))
    hangul = len(_HANGUL.findall(sample))
    han = HAN_RUN.findall(sample)
    cjk = kana + hangul + sum(map(len, han))
    if cjk == 0:
        return "en" if _LATIN.search(sample) else default
    if len(_LATIN.findall(sample)) > 2 * cjk:
        return "en"
    if hangul >= _HANGUL_SHARE * cjk and hangul >= kana:
        return "ko"
    if kana and kana >= _KANA_SHARE * cjk:
        return "ja"
    return _identify_han(han, default) if han else ("ja" if kana else "ko")


def _identify_han(han: Sequence[str], default: str) -> str:
    """Tell the language of runs of Han characters by the forms of their characters and by their pairs."""
    votes: Counter[str] = Counter({"zh-hans": 0, "ja": 0, "zh-hant": 0})
    for char in "".join(han):
        scripts = han_scripts(char)
        for letter, language in (("s", "zh-hans"), ("j", "ja"), ("t", "zh-hant")):
            votes[language] += letter in scripts
    japanese = _more_japanese(han)
    scores = {
        "zh-hans": _FORM_WEIGHT * votes["zh-hans"] - japanese,
        "zh-hant": _FORM_WEIGHT * votes["zh-hant"] - japanese,
        "ja": _FORM_WEIGHT * votes["ja"] + japanese,
    }
    if default in scores:
        scores[default] += _DEFAULT_WEIGHT
    most = max(scores.values())
    best = [language for language, score in scores.items() if score == most]
    return default if default in best else best[0]


def _more_japanese(han: Sequence[str]) -> float:
    """Return how much likelier the pairs of characters are in Japanese than in Chinese: half a log ratio."""
    table = _pairs()
    found = (
        table.get(folded[start : start + 2], 0)
        for folded in map(fold_han, han)
        for start in range(len(folded) - 1)
    )
    return sum(found) / 20


@lru_cache(maxsize=1)
def _pairs() -> dict[str, int]:
    rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines())
    return {pair: int(ratio) for pair, ratio in rows}


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text in one language: `text[start:end]`, with the spaces and marks after it."""

    text: str
    start: int
    end: int
    language: str


def split_runs(text: str) -> list[Run]:
    """Split a text into runs of one language each; "" gives none. Together the runs are the text.

    Han characters beside kana are Japanese; elsewhere they belong to the text around them if it is Chinese or
    Japanese, else their own forms and pairs tell.
    """
    around = identify(text)
    spans = [(match.start(), _SCRIPTS[match.lastgroup or ""], match[0]) for match in _SCRIPT.finditer(text)]
    languages = [
        _language_of(script, piece, spans[place - 1][1] if place else "", _after(spans, place), around)
        for place, (_, script, piece) in enumerate(spans)
    ]
    runs: list[Run] = []
    starts = [0, *(start for start, _, _ in spans[1:]), len(text)] if spans else [0, len(text)]
    for place, language in enumerate(languages or ([around] if text else [])):
        start, end = starts[place], starts[place + 1]
        if runs and runs[-1].language == language:
            start = runs.pop().start
        runs.append(Run(text[start:end], start, end, language))
    return runs


def _after(spans: Sequence[tuple[int, str, str]], place: int) -> str:
    return spans[place + 1][1] if place + 1 < len(spans) else ""


def _language_of(script: str, piece: str, before: str, after: str, around: str) -> str:
    if script != "han":
        return script
    if "ja" in (before, after):
        return "ja"
    return around if around in ("zh-hans", "zh-hant", "ja") else identify(piece, "zh-hans")


_SCRIPT: Final = re.compile(
    "(?P<kana>[ぁ-ゖァ-ヺー]+)|(?P<hangul>[가-힣ㄱ-ㆎ]+)|(?P<han>[㐀-䶿一-鿿々\U00020000-\U0003ffff]+)|(?P<latin>[A-Za-zÀ-ɏ]+)"
)
_SCRIPTS: Final = {"kana": "ja", "hangul": "ko", "han": "han", "latin": "en"}
