"""The same word in another language, found through the English stems that both stand for."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tricity.language import hanja
from tricity.language.features import FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.lexicon import Lexicon, Pivot, Source
from tricity.language.lexicon.glosses import gloss_words
from tricity.language.loanwords import LISTED, loan_keys

LEAST_LIKENESS: Final = 0.5  # cosine of the stems; below, the words only touch each other
_LEAST_OF_HAN: Final = 0.25  # likeness of the same Han words that are no false friends
_MUCH_ALIKE: Final = 0.7
_STEMS_TRIED: Final = 3
_SAME_HAN: Final = 0.3  # added for the same Han word,
_SAME_SOUND: Final = 0.2  # the same loanword,
_SAME_GLOSS: Final = 0.2  # a shared gloss that comes first,
_COMMON: Final = 0.15  # and words that more than dictionaries know: those are in use
_PER_CHARACTER: Final = 0.02  # taken off: of two words of one meaning the shorter is the commoner
_DICTIONARIES: Final = frozenset({Source.JMDICT, Source.CEDICT, Source.KOREAN, Source.HANJA})
_IN_USE: Final = frozenset({Source.LEARNED, Source.OSM_TAGGING, Source.CLDR, Source.KOREAN})


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A word of another language; `kind` says how it was found: CONCEPT, HAN, LOAN or GLOSS."""

    text: str
    kind: FeatureKind


@lru_cache(maxsize=8192)
def counterpart(
    word: str,
    language: str,
    stems: tuple[tuple[str, float], ...],
    glosses: tuple[str, ...],
    reader: str,
    lexicon: Lexicon,
) -> Counterpart | None:
    """Return the reader's word that is most alike in meaning, or None; `stems` are the word's, surest first.

    `reader` is zh, ja or ko. Of words alike the same Han word and the same loanword come first; any other must be
    a word in use that shares the first of the `glosses`, or any if it is much alike.
    """
    asked = _Asked(
        dict(stems), tuple(map(gloss_words, glosses)), _han_words(word, language), _listed_loans(word)
    )
    scored = (
        (*found, other)
        for other, pivots in _candidates(stems, reader, lexicon)
        if (found := _score(asked, other, pivots, reader, lexicon))
    )
    best = max(scored, default=None)
    return Counterpart(best[2], best[1]) if best else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The word to find again; `meanings` are the words of its glosses, `han` and `loans` what it is written with."""

    stems: Mapping[str, float]
    meanings: tuple[tuple[str, ...], ...]
    han: frozenset[str]
    loans: frozenset[str]


def _score(
    asked: _Asked, other: str, pivots: tuple[Pivot, ...], reader: str, lexicon: Lexicon
) -> tuple[float, FeatureKind] | None:
    """How good a counterpart the word is, and by what it was found; None if it is none."""
    alike = likeness(asked.stems, {pivot.stem: pivot.weight for pivot in pivots})
    is_used = any(pivot.source in _IN_USE for pivot in pivots)
    score = alike + _COMMON * is_used - _PER_CHARACTER * len(other)
    if alike >= _LEAST_OF_HAN and not asked.han.isdisjoint(_han_words(other, reader)):
        return score + _SAME_HAN, FeatureKind.HAN
    if alike < LEAST_LIKENESS:
        return None
    if not asked.loans.isdisjoint(_listed_loans(other)):
        return score + _SAME_SOUND, FeatureKind.LOAN
    entry = lexicon.entry(reader, other)
    theirs = [gloss_words(gloss) for gloss in entry.glosses] if entry else []
    # Of a word of several meanings the first is meant: 차 is a car, and tea only in other texts.
    meant = asked.meanings if alike >= _MUCH_ALIKE else asked.meanings[:1]
    place = next((place for place, meaning in enumerate(theirs) if meaning in meant), None)
    if place is None or not is_used:
        return None
    return score + _SAME_GLOSS / (1 + place), FeatureKind.GLOSS


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two words' stems, 0 to 1."""
    product = math.fsum(weight * other[stem] for stem, weight in one.items() if stem in other)
    return product / (_length(one) * _length(other)) if product else 0.0


def _length(stems: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in stems.values()))


def _candidates(
    stems: Sequence[tuple[str, float]], reader: str, lexicon: Lexicon
) -> Iterator[tuple[str, tuple[Pivot, ...]]]:
    """Yield words of the reader's language that a dictionary knows, each once."""
    seen: set[str] = set()
    for stem, _ in stems[:_STEMS_TRIED]:
        for other in lexicon.words_for(reader, stem):
            if other not in seen and not other.isascii():
                seen.add(other)
                pivots = lexicon.pivots(reader, other)
                if any(pivot.source in _DICTIONARIES for pivot in pivots):
                    yield other, pivots


def _han_words(word: str, language: str) -> frozenset[str]:
    """The folded Han words that the word is or may be written with."""
    if language == "ko":
        return frozenset(han for han, _ in hanja.candidates(word))
    return frozenset({fold_han(word)}) if HAN_RUN.fullmatch(word) else frozenset()


def _listed_loans(word: str) -> frozenset[str]:
    return frozenset(key for key, _ in loan_keys(word.lower()) if key.startswith(LISTED))
