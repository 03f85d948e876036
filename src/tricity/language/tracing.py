"""Which dictionary says that a word stands for an English stem, and the gloss that shows it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tricity.language import hanja
from tricity.language.lexicon import Entry, Lexicon, Source
from tricity.language.lexicon.glosses import gloss_stems, gloss_words
from tricity.language.normalize import align, lower_same_length
from tricity.language.pivots import word_pivots
from tricity.language.segment import segmenter_for
from tricity.language.segment.base import Token

_LIKELY: Final = 0.5  # probability of the Han word by whose glosses a Korean word is explained
_KEPT: Final = 8192
Side = tuple[str, str]  # words and their language


@lru_cache(maxsize=_KEPT)
def source_of(text: str, language: str, stem: str, lexicon: Lexicon) -> Source:
    """Return who says most strongly that the words stand for the stem; NONE of English words."""
    found = [
        (weight, source)
        for token in segmenter_for(language).segment(align(text).text)
        for other, weight, source in token_pivots(token, language, lexicon)
        if other == stem
    ]
    return max(found, default=(0.0, Source.NONE))[1]


def shared_gloss(one: Side, other: Side, stem: str, lexicon: Lexicon) -> tuple[str, bool]:
    """Return the shortest gloss with the stem, and whether both words have it, that is, mean the same.

    The gloss is "" where the dictionaries have none, and where one of two words of the same meaning is English.
    """
    mine, theirs = _glosses(*one, stem, lexicon), _glosses(*other, stem, lexicon)
    common = mine.keys() & theirs.keys()
    if common:
        is_english = one[0].isascii() or other[0].isascii()
        return "" if is_english else min((mine[words] for words in common), key=_shortest), True
    return min([*mine.values(), *theirs.values()], key=_shortest, default=""), False


def _shortest(gloss: str) -> tuple[int, int, str]:
    return len(gloss.split()), len(gloss), gloss


@lru_cache(maxsize=_KEPT)
def _glosses(text: str, language: str, stem: str, lexicon: Lexicon) -> dict[tuple[str, ...], str]:
    """Words of each gloss that has the stem → the gloss; an English word is its own."""
    if text.isascii():
        return {gloss_words(text): text.lower()}
    found: dict[tuple[str, ...], str] = {}
    for token in segmenter_for(language).segment(align(text).text):
        for gloss in glosses_of(token, language, lexicon):
            if stem in gloss_stems(gloss):
                found.setdefault(gloss_words(gloss), gloss)
    return found


def token_pivots(token: Token, language: str, lexicon: Lexicon) -> list[tuple[str, float, Source]]:
    """Return (stem, weight, source) of a word of the segmenter; the same stem may come twice."""
    surface, lemma = lower_same_length(token.surface), lower_same_length(token.lemma)
    return list(word_pivots(surface, lemma, token.pos, language, lexicon))


def glosses_of(token: Token, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the English glosses of a Chinese, Japanese or Korean word; () of others and of unknown ones.

    A Korean word that our list lacks has those of the Han word it is most likely written with.
    """
    entry = entry_of(token, language, lexicon)
    return entry.glosses if entry else ()


def entry_of(token: Token, language: str, lexicon: Lexicon) -> Entry | None:
    """Return what the dictionaries tell of a word, or None; see `glosses_of`."""
    return next((entry for entry in _entries(token, language.partition("-")[0], lexicon) if entry), None)


def _entries(token: Token, family: str, lexicon: Lexicon) -> Iterator[Entry | None]:
    if family == "en":
        return
    yield lexicon.entry(family, token.lemma)
    if family == "ja":
        yield lexicon.entry(family, token.surface)
    if family == "ko":
        for han, probability in hanja.candidates(token.lemma)[:1]:
            if probability >= _LIKELY:
                yield lexicon.entry("zh", han)
