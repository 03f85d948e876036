"""What a word stands for in English, as features of the text it is in."""

import pytest

from tricity.language import FeatureKind
from tricity.language.features import Feature
from tricity.language.lexicon import lexicon
from tricity.language.segment import Token
from tricity.language.words import LEAST_GLOSS, LONGEST_WORD, MOST_GLOSSES, _known, word_features

WORDS = {
    "zh-hans": Token("停车场", 4, 7, "停车场", "", True),
    "zh-hant": Token("停車場", 4, 7, "停车场", "", True),
    "ja": Token("駐車場", 4, 7, "駐車場", "名詞", True),
    "ko": Token("주차장", 4, 7, "주차장", "NNG", True),
    "en": Token("parking", 4, 11, "parking", "", True),
}


def glosses(token: Token, language: str) -> list[Feature]:
    found = (Feature(*each) for each in word_features(token, language, lexicon()))
    return [feature for feature in found if feature.kind is FeatureKind.GLOSS]


@pytest.mark.parametrize("language", WORDS)
def test_a_word_has_what_it_stands_for_in_every_language(language: str) -> None:
    assert "park" in [feature.key for feature in glosses(WORDS[language], language)]


@pytest.mark.parametrize("language", WORDS)
def test_glosses_are_few_sure_and_at_the_word(language: str) -> None:
    token = WORDS[language]

    found = glosses(token, language)

    assert len(found) <= MOST_GLOSSES
    assert all(LEAST_GLOSS <= feature.weight <= 1 for feature in found)
    assert {(feature.start, feature.end) for feature in found} == {(token.start, token.end)}
    assert len({feature.key for feature in found}) == len(found)


@pytest.mark.parametrize("language", WORDS)
def test_a_word_seen_before_has_the_same_features_elsewhere(language: str) -> None:
    token = WORDS[language]
    _known.cache_clear()

    first = list(word_features(token, language, lexicon()))
    moved = token.__class__(token.surface, 0, len(token.surface), token.lemma, token.pos, token.content)
    again = list(word_features(moved, language, lexicon()))

    assert [(*each, start - 4, end - 4) for *each, start, end in first] == again
    assert _known.cache_info().hits == 1


def test_what_is_too_long_for_a_word_has_no_features_and_is_not_remembered() -> None:
    _known.cache_clear()
    word = "가" * (LONGEST_WORD + 1)

    assert list(word_features(Token(word, 0, len(word), word, "NNG", True), "ko", lexicon())) == []
    assert _known.cache_info().currsize == 0
