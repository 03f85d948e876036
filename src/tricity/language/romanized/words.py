"""Words of the thesaurus's labels typed in Latin letters: bousai for 防災, laojiu xiaoqu for 老旧小区, seumateu for 스마트."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from tricity.language.features import Analysis, Feature, FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.hangul import romanize_word
from tricity.language.kana import hepburn
from tricity.language.lexicon import Lexicon
from tricity.language.lexicon.glosses import pivot_stem
from tricity.language.romanized.hepburn import hepburn_candidates
from tricity.language.romanized.pinyin import plain_pinyin

WEIGHT: Final = 0.6  # of what a word in Latin letters may stand for; several homophones share it
LEAST_LETTERS: Final = 4
_MOST_HOMOPHONES: Final = 4
_KANA: Final = re.compile("[ぁ-ゖァ-ヺー]+")
_HANGUL: Final = re.compile("[가-힣]+")
_WORD: Final = re.compile("[A-Za-zÀ-ɏ'’]+")

Meaning = tuple[FeatureKind, str, float]


class RomanizedWords:
    """Words of labels by their romanization; the table is made when a word that is no English is first asked for."""

    def __init__(self, words: Mapping[tuple[str, str], frozenset[Meaning]], lexicon: Lexicon) -> None:
        """`words` has the features of each (language, word)."""
        self._words = words
        self._lexicon = lexicon

    def features(self, query: Analysis) -> Iterator[Feature]:
        """Yield what words of the query may stand for that no English gloss of the lexicon knows."""
        for token in query.tokens:
            word = token.surface.lower()
            if (
                len(word) < LEAST_LETTERS
                or not _WORD.fullmatch(word)
                or self._lexicon.knows(pivot_stem(word))
            ):
                continue
            meant = {meaning for key in _keys(word) for meaning in self._table.get(key, ())}
            weight = WEIGHT / max(1, len(meant)) ** 0.5
            for kind, key, certainty in sorted(meant) if len(meant) <= _MOST_HOMOPHONES else ():
                yield Feature(kind, key, weight * certainty, token.start, token.end)

    @cached_property
    def _table(self) -> dict[str, set[Meaning]]:
        table: dict[str, set[Meaning]] = defaultdict(set)
        for (language, word), meanings in self._words.items():
            romanized = self._romanized(language, word)
            if len(romanized) >= LEAST_LETTERS:
                table[romanized] |= meanings
        return dict(table)

    def _romanized(self, language: str, word: str) -> str:
        if language == "ko":
            return romanize_word(word) if _HANGUL.fullmatch(word) else ""
        if language == "ja" and _KANA.fullmatch(word):
            return hepburn(word).replace("'", "")
        if language == "en" or not HAN_RUN.search(word):
            return ""
        entry = (
            self._lexicon.entry("ja", word) if language == "ja" else self._lexicon.entry("zh", fold_han(word))
        )
        reading = (entry.reading if entry else "").replace(" ", "")
        return hepburn(reading).replace("'", "") if language == "ja" else plain_pinyin(reading) or ""


def _keys(word: str) -> set[str]:
    """Return the word as it may be in the table: long vowels of Hepburn once, pinyin without tones."""
    japanese = {hepburn(kana).replace("'", "") for kana in hepburn_candidates(word)}
    return japanese | {plain_pinyin(word) or word, word}
