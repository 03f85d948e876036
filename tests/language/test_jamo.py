import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language import Engine, fold
from tricity.language.hangul import FINALS, INITIALS, split_syllable
from tricity.language.jamo import VOWELS
from tricity.language.normalize import align

HANGUL = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), max_size=30)
LETTERS = st.text(
    st.sampled_from([*INITIALS, *VOWELS, *FINALS, "가", "각", "a", "ﾡ", "ￂ", "\u1100", "\u1161"])
)


def letters_of(text: str) -> list[str]:
    """The letters each syllable is typed with."""
    return [(initial + VOWELS[vowel] + final).strip() for initial, vowel, final in map(split_syllable, text)]


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        ("ㅅㅡㅁㅏㅌㅡ ㅅㅣㅌㅣ", "스마트 시티"),
        ("ㄱㅏㄴ", "간"),
        ("ㄷㅏㄹㄱ", "닭"),
        ("ㄷㅏㄹㄱㅏ", "달가"),
        ("ㄱㅗㅏㄴㅈㅜ", "관주"),
        ("스마ㅌㅡ", "스마트"),
        ("ﾾￂﾤ", "한"),
        ("사랑ㅎㅐㅇㅛ ㅋㅋ", "사랑해요 ㅋㅋ"),
    ],
)
def test_letters_become_the_syllables_they_were_typed_for(typed: str, composed: str) -> None:
    assert (fold(typed), align(typed).text) == (composed, composed)


@pytest.mark.parametrize("typed", ["ㅋㅋㅋ", "ㅠㅠ", "ㅇㅈ", "ㅋㅋㅠㅠ", "ㄱ과 ㄴ", "ㅏ"])
def test_letters_that_form_no_syllable_stay(typed: str) -> None:
    assert (fold(typed), align(typed).text) == (typed, typed)


@given(HANGUL)
def test_any_hangul_typed_letter_by_letter_is_itself_again_with_the_place_of_each_syllable(text: str) -> None:
    typed = letters_of(text)
    aligned = align("".join(typed))

    assert fold("".join(typed)) == aligned.text == text
    end = 0
    for place, letters in enumerate(typed):
        assert aligned.span(place, place + 1) == (end, end + len(letters))
        end += len(letters)


@given(HANGUL)
def test_decomposed_hangul_is_itself_again(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(decomposed) == align(decomposed).text == text


@given(LETTERS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_word_typed_in_letters_is_found_where_it_stands(engine: Engine) -> None:
    typed = "ㅈㅜㅊㅏㅈㅏㅇ이 부족하다"

    found = [each for each in engine.analyze(typed, "ko").features if each.key == "parking"]

    assert [(each.start, each.end) for each in found] == [(0, 7)]
