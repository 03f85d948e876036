"""Features of a single word, and of the Han characters of a text."""

import re
from collections.abc import Iterator
from typing import Final

from tricity.language.features import Feature, FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.normalize import lower_same_length
from tricity.language.segment import Token
from tricity.language.segment.english import STOP_WORDS, stem

_LATIN: Final = re.compile(r"[a-zà-ɏ]+(?:['’][a-z]+)?")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LATIN_OR_NUMBER: Final = re.compile(rf"{_LATIN.pattern}|{_NUMBER.pattern}")
_SINGLE_HAN_WEIGHT: Final = 0.4


def word_features(token: Token, language: str) -> Iterator[Feature]:
    """Yield the features of a content word; offsets are the token's."""
    start, end = token.start, token.end
    lemma = lower_same_length(fold_han(token.lemma))
    surface = lower_same_length(token.surface)
    if not any(char.isalnum() for char in surface):
        return
    if _LATIN_OR_NUMBER.match(surface):
        yield from _latin_features(surface, start)
        return
    han = "".join(HAN_RUN.findall(lemma))
    if len(han) >= 2:
        yield Feature(FeatureKind.HAN, han, 1.0, start, end)
    elif han == lemma:
        yield Feature(FeatureKind.HAN, han, _SINGLE_HAN_WEIGHT, start, end)
    if han != lemma:
        yield Feature(FeatureKind.WORD, lemma.replace(" ", ""), 1.0, start, end)


def _latin_features(surface: str, offset: int) -> Iterator[Feature]:
    for match in _LATIN_OR_NUMBER.finditer(surface):
        start, end = offset + match.start(), offset + match.end()
        word = match[0]
        if word[0].isdigit():
            yield Feature(FeatureKind.NUMBER, word.replace(",", ""), 1.0, start, end)
        elif word not in STOP_WORDS:
            yield Feature(FeatureKind.LATIN, stem(word), 1.0, start, end)


def gram_features(text: str) -> Iterator[Feature]:
    """Yield the pairs of neighbouring Han characters, folded."""
    folded = fold_han(text)
    for run in HAN_RUN.finditer(folded):
        for start in range(run.start(), run.end() - 1):
            yield Feature(FeatureKind.GRAM, folded[start : start + 2], 1.0, start, start + 2)
