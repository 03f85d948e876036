import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language.lexicon import Source, lexicon
from tricity.language.pivots import borrowed, is_telling, likeness, word_pivots

FEW = settings(max_examples=80, deadline=None, derandomize=True, database=None)
SOUNDS = st.text(st.sampled_from("abdegiklmnoprstuz"), max_size=12)


def stems(word: str, pos: str, language: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for stem, weight, _source in word_pivots(word, word, pos, language, lexicon()):
        found[stem] = max(weight, found.get(stem, 0.0))
    return found


@pytest.mark.parametrize(
    ("lemma", "pos", "language"),
    [
        ("的", "", "zh-hans"),
        ("了", "", "zh-hant"),
        ("。", "", "zh-hans"),
        ("の", "助詞-格助詞", "ja"),
        ("為る", "動詞", "ja"),
        ("ます", "助動詞", "ja"),
        ("는", "JX", "ko"),
        ("하다", "VV", "ko"),
    ],
)
def test_function_words_tell_nothing(lemma: str, pos: str, language: str) -> None:
    assert not is_telling(lemma, pos, language)
    assert stems(lemma, pos, language) == {}


@pytest.mark.parametrize(
    ("lemma", "pos", "language"),
    [("停车场", "", "zh-hans"), ("駐車場", "名詞", "ja"), ("ない", "助動詞", "ja"), ("주차장", "NNG", "ko")],
)
def test_other_words_tell_something(lemma: str, pos: str, language: str) -> None:
    assert is_telling(lemma, pos, language)
    assert stems(lemma, pos, language)


def test_english_words_stand_for_their_stems_and_function_words_for_nothing() -> None:
    assert stems("neighbourhoods", "", "en") == {"neighborhood": 1.0}
    assert stems("the", "", "en") == {}


@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko"])
def test_latin_words_in_other_languages_stand_for_themselves(language: str) -> None:
    assert stems("sensors", "", language) == {"sensor": 1.0}


def test_an_unlisted_korean_compound_stands_for_its_parts_less_surely() -> None:
    whole, part = stems("인구감소", "NNG", "ko"), stems("인구", "NNG", "ko")

    assert {"popul", "decreas"} <= set(whole)
    assert whole["popul"] == pytest.approx(0.8 * part["popul"])


def test_a_japanese_word_may_be_known_by_its_han_letters_in_chinese() -> None:
    assert lexicon().pivots("ja", "網約車") == ()
    assert stems("網約車", "名詞", "ja") == stems("网约车", "", "zh-hans") != {}


@pytest.mark.parametrize("word", ["블록체인", "스타트업"])
def test_borrowed_korean_words_are_found_by_their_sound(word: str) -> None:
    english = {"블록체인": "blockchain", "스타트업": "startup"}[word]

    found = borrowed(word, lexicon())

    assert english in [stem for stem, _weight, _source in found]
    assert {source for _stem, _weight, source in found} == {Source.LOANWORDS}
    assert all(0 < weight <= 1 for _stem, weight, _source in found)


@pytest.mark.parametrize("word", ["", "停车场", "ㅋㅋㅋ", "ーー", "\ud800"])
def test_what_has_no_sound_is_not_borrowed(word: str) -> None:
    assert borrowed(word, lexicon()) == []


def test_sounds_of_one_class_are_nearer_than_strangers() -> None:
    assert likeness("sensa", "sensa") == 1
    assert likeness("sensa", "senso") > likeness("sensa", "sensk")


@FEW
@given(SOUNDS, SOUNDS)
def test_likeness_is_symmetric_and_between_zero_and_one(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1
