import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language.lexicon.glosses import (
    MOST_STEMS,
    certainty,
    english_words,
    gloss_stems,
    normalized,
    pivot_stem,
    shares,
)

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("neighbourhoods", "neighborhood"),
        ("organisation", "organization"),
        ("realising", "realize"),
        ("centres", "center"),
        ("travelled", "travel"),
        ("catalogue", "catalog"),
        ("programme", "program"),
        ("tyres", "tire"),
    ],
)
def test_british_and_american_spelling_have_one_stem(one: str, other: str) -> None:
    assert pivot_stem(one) == pivot_stem(other)


@pytest.mark.parametrize(("word", "stem"), [("rise", "rise"), ("exercise", "exercis"), ("hour", "hour")])
def test_words_that_only_look_british_stay(word: str, stem: str) -> None:
    assert pivot_stem(word) == stem


@pytest.mark.parametrize(
    ("form", "head"), [("went", "go"), ("children", "child"), ("parking", "park"), ("cities", "city")]
)
def test_forms_of_a_word_have_one_stem(form: str, head: str) -> None:
    assert pivot_stem(form) == pivot_stem(head)


def test_words_lose_accents_case_and_possessive_endings() -> None:
    assert english_words("The café’s Ｗi-Fi, don't!") == ["the", "cafe", "wi", "fi", "dont"]


def test_a_gloss_is_its_telling_words_without_what_is_in_brackets() -> None:
    assert gloss_stems("the parking of a car (esp. in a garage) [abbr]") == ("park", "car")


def test_the_words_of_a_long_gloss_share_its_weight() -> None:
    # "bus" weighs 1, "railway" and "station" 1/√2 each; both glosses of the sense are divided by √2 alike.
    found = shares([["bus", "railway station"]])

    assert found["bus"] == pytest.approx(1 / (1 + 2**0.5))
    assert found["railway"] == found["station"] == pytest.approx((1 - found["bus"]) / 2)


def test_later_senses_count_less() -> None:
    # 1, 1/(1 + 1/2) and 1/(1 + 2/2): 6/13, 4/13 and 3/13.
    assert shares([["cat"], ["dog"], ["cow"]]) == pytest.approx({"cat": 6 / 13, "dog": 4 / 13, "cow": 3 / 13})


def test_senses_that_tell_nothing_give_nothing() -> None:
    assert shares([["of the"], [], ["(bracket)"]]) == {}


@FEW
@given(st.lists(st.lists(st.text(st.sampled_from("abcdeg 停(ſ'"), max_size=12), max_size=4), max_size=6))
def test_shares_sum_to_one_or_there_are_none(senses: list[list[str]]) -> None:
    found = shares(senses)

    assert len(found) <= MOST_STEMS
    assert sum(found.values()) == pytest.approx(1 if found else 0)
    assert all(0 < share <= 1 + 1e-9 for share in found.values())


def test_only_the_greatest_are_kept_and_equal_ones_by_the_alphabet() -> None:
    assert normalized({"b": 1.0, "a": 1.0, "d": 1.0, "c": 2.0}, most=3) == {"c": 0.5, "a": 0.25, "b": 0.25}
    assert list(normalized({"b": 1.0, "a": 1.0})) == ["a", "b"]


def test_certainty_grows_with_the_share() -> None:
    assert certainty(0) < certainty(0.2) < certainty(0.5) < certainty(1) == 1
    assert certainty(0.2) > 0.2
