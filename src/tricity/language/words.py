"""Features of a single word, and of the Han characters of a text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from tricity.language import hanja
from tricity.language.features import Feature, FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.lexicon import Lexicon
from tricity.language.loanwords import loan_keys
from tricity.language.normalize import lower_same_length
from tricity.language.numbers import find_numbers
from tricity.language.pivots import word_pivots
from tricity.language.segment import Token
from tricity.language.segment.english import STOP_WORDS, stem

_PLAIN_NUMBER: Final = re.compile(r"[0-9][0-9,.]*")
_LATIN: Final = re.compile(r"[a-zà-ɏ]+(?:['’][a-z]+)?")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LATIN_OR_NUMBER: Final = re.compile(rf"{_LATIN.pattern}|{_NUMBER.pattern}")
_SHORT_HIRAGANA: Final = re.compile("[ぁ-ゖ]{1,2}")
_MIXED: Final = re.compile(
    "(?<![A-Za-z0-9])(?:[A-Za-z]{1,8}[0-9]{1,4}[A-Za-z]{0,4}|[0-9]{1,4}[A-Za-z]{1,3})(?![A-Za-z0-9])"
)
_GRAM: Final = FeatureKind.GRAM.value
WORDS_KEPT: Final = 50_000  # in a cache, about 30 MB when full
_PAIRS_KEPT: Final = 50_000  # terms of pairs, one object each for all sentences: 8 MB when full
LEAST_INDEXED_GLOSS: Final = 0.2
MOST_GLOSSES: Final = 8  # English stems kept of one word
LEAST_GLOSS: Final = 0.15
LONGEST_WORD: Final = 100  # characters; longer ones are no words
_SINGLE_HAN_WEIGHT: Final = 0.4
_KOREAN_NOUNS: Final = frozenset({"NNG", "NNP", "UN"})
_KOREAN_NOUN_PARTS: Final = frozenset({"NNG", "XPN", "XSN", "XR"})


Found = tuple[FeatureKind, str, float, int, int]


def in_order(found: Found) -> tuple[int, int, FeatureKind, float, str]:
    """Return what sorts features as an analysis has them."""
    kind, key, weight, start, end = found
    return start, end, kind, -weight, key


def word_features(token: Token, language: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the features of a word as (kind, key, weight, start, end); offsets are the token's.

    Function words have only what they stand for in English (“where”, “how many”), and often nothing.
    Plain tuples: a text has hundreds, and the engine makes features of them only once their place is known.
    """
    start = token.start
    if len(token.surface) > LONGEST_WORD:  # nor is it to fill the cache
        return
    for kind, key, weight, first, last in _known(
        token.surface, token.lemma, token.pos, token.content, language, lexicon
    ):
        yield kind, key, weight, start + first, start + last


def read_word(
    surface: str, lemma: str, pos: str, content: bool, language: str, lexicon: Lexicon
) -> tuple[Found, ...]:
    """Return the features of a word with offsets into it; nothing is kept."""
    token = Token(surface, 0, len(surface), lemma, pos, content)
    found = [*_gloss_features(token, language, lexicon)]
    if content:
        found += content_features(token, language)
    return tuple((each.kind, each.key, each.weight, each.start, each.end) for each in found)


# Words recur: looking one up again takes a microsecond.
_known = lru_cache(maxsize=WORDS_KEPT)(read_word)


@lru_cache(maxsize=WORDS_KEPT)
def word_terms(
    surface: str, lemma: str, pos: str, content: bool, language: str, lexicon: Lexicon
) -> tuple[tuple[str, float, int, int], ...]:
    """Return the terms of a word as (term, weight, start, end), surer glosses only: what is indexed of it."""
    return tuple(
        (f"{kind}:{key}", weight, start, end)
        for kind, key, weight, start, end in read_word(surface, lemma, pos, content, language, lexicon)
        if kind is not FeatureKind.GLOSS or weight >= LEAST_INDEXED_GLOSS
    )


def _gloss_features(token: Token, language: str, lexicon: Lexicon) -> Iterator[Feature]:
    surface, lemma = lower_same_length(token.surface), lower_same_length(token.lemma)
    if len(surface) > LONGEST_WORD:
        return
    weights: dict[str, float] = {}
    for stem_, weight, _source in word_pivots(surface, lemma, token.pos, language, lexicon):
        weights[stem_] = weights.get(stem_, 0.0) + weight
    for key, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_GLOSSES]:
        if weight >= LEAST_GLOSS:
            yield Feature(FeatureKind.GLOSS, key, min(1.0, weight), token.start, token.end)


def content_features(token: Token, language: str) -> Iterator[Feature]:
    """Yield the features of a content word, all but what it stands for in English."""
    start, end = token.start, token.end
    lemma = lower_same_length(fold_han(token.lemma))
    surface = lower_same_length(token.surface)
    if len(surface) > LONGEST_WORD or not any(char.isalnum() for char in surface):
        return
    if _LATIN_OR_NUMBER.match(surface):
        yield from _latin_features(surface, start)
        return
    if language == "ko":
        yield from _korean_features(lemma, start, end)
    if language == "ja" or (language == "ko" and token.pos in _KOREAN_NOUNS and not hanja.candidates(lemma)):
        yield from _loan_features((surface, lemma), start, end)
    han = "".join(HAN_RUN.findall(lemma))
    if len(han) >= 2:
        yield Feature(FeatureKind.HAN, han, 1.0, start, end)
    elif han == lemma:
        yield Feature(FeatureKind.HAN, han, _SINGLE_HAN_WEIGHT, start, end)
    if han != lemma and not _SHORT_HIRAGANA.fullmatch(lemma):
        yield Feature(FeatureKind.WORD, lemma.replace(" ", ""), 1.0, start, end)


def _latin_features(surface: str, offset: int) -> Iterator[Feature]:
    for match in _LATIN_OR_NUMBER.finditer(surface):
        start, end = offset + match.start(), offset + match.end()
        word = match[0]
        if word[0].isdigit():
            yield Feature(FeatureKind.NUMBER, word.replace(",", ""), 1.0, start, end)
        elif word not in STOP_WORDS:
            yield Feature(FeatureKind.LATIN, stem(word), 1.0, start, end)
            yield from _loan_features(
                (word, stem(word), word.removesuffix("s"), word.removesuffix("es")), start, end
            )


def _loan_features(forms: tuple[str, ...], start: int, end: int) -> Iterator[Feature]:
    """Yield the loanword keys of the first form that has a listed one, else of the first that has any."""
    found = [keys for form in forms if (keys := loan_keys(form))]
    for key, certainty in min(found, key=lambda keys: keys[0][1] < 1.0, default=()):
        yield Feature(FeatureKind.LOAN, key, certainty, start, end)


def compound_features(tokens: Sequence[Token], language: str) -> Iterator[Feature]:
    """Yield the Han words of neighbouring Korean nouns that together are one Sino-Korean word."""
    for word, start, end in compounds(tokens, language):
        yield from hanja_features(word, 1.0, start, end)


def compounds(tokens: Sequence[Token], language: str) -> Iterator[tuple[str, int, int]]:
    """Yield two to four neighbouring Korean nouns as one word that is Sino-Korean, with its place.

    Kiwi splits 충전기 into 충전 and 기: only the whole leads to 充電器.
    """
    if language != "ko":
        return
    for first, (surface, start, end, _, pos, _) in enumerate(tokens):
        if pos not in _KOREAN_NOUN_PARTS:
            continue
        joined = surface
        for following, at, after, _, pos, _ in tokens[first + 1 : first + 4]:
            if at != end or pos not in _KOREAN_NOUN_PARTS:
                break
            joined, end = joined + following, after
            if hanja.candidates(joined):
                yield joined, start, end


def _korean_features(lemma: str, start: int, end: int) -> Iterator[Feature]:
    yield from hanja_features(lemma, 1.0, start, end)
    if not hanja.candidates(lemma):
        exact = end - start == len(lemma)
        for part, part_start, part_end in hanja.parts(lemma):
            span = (start + part_start, start + part_end) if exact else (start, end)
            yield from hanja_features(part, hanja.PART_CERTAINTY, *span)


def hanja_features(word: str, certainty: float, start: int, end: int) -> Iterator[Feature]:
    """Yield the Han words that a Sino-Korean word may stand for, and their pairs of characters."""
    for han, probability in hanja.candidates(word):
        weight = certainty * probability
        yield Feature(FeatureKind.HAN, han, weight, start, end)
        for at in range(len(han) - 1):
            yield Feature(FeatureKind.GRAM, han[at : at + 2], weight, start, end)


def mixed_features(text: str) -> Iterator[Feature]:
    """Yield words of letters and digits (5G, V2X, CO2), which segmenters take apart."""
    for match in _MIXED.finditer(text):
        yield Feature(FeatureKind.LATIN, match[0].lower(), 1.0, match.start(), match.end())


def number_features(text: str) -> Iterator[Feature]:
    """Yield numbers with units, in Han numerals or in dates by their value: 1.2億 and 1억2천만 are one."""
    for each in find_numbers(text):
        if not _PLAIN_NUMBER.fullmatch(text, each.start, each.end):
            yield Feature(FeatureKind.NUMBER, each.key, 1.0, each.start, each.end)


def gram_features(text: str) -> Iterator[Feature]:
    """Yield the pairs of neighbouring Han characters, folded."""
    folded = fold_han(text)
    for run in HAN_RUN.finditer(folded):
        for start in range(run.start(), run.end() - 1):
            yield Feature(FeatureKind.GRAM, folded[start : start + 2], 1.0, start, start + 2)


def han_pairs(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms of `gram_features` with their start."""
    folded = fold_han(text)
    for run in HAN_RUN.finditer(folded):
        for start in range(run.start(), run.end() - 1):
            yield _pair_term(folded[start : start + 2]), start


@lru_cache(maxsize=_PAIRS_KEPT)
def _pair_term(pair: str) -> str:
    return f"{_GRAM}:{pair}"
