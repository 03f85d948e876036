import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language.sounds import chinese_skeleton, nasal_skeletons, skeletons, sounds

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("skeleton", "words"),
    [
        ("msn", ("michonne", "ミショーン", "미숀")),
        ("sns", ("sensor", "センサー", "센서")),
        ("smt", ("smart", "スマート", "스마트")),
        ("rp", ("robo", "ロボ", "로보")),
    ],
)
def test_a_borrowed_word_has_one_skeleton_in_all_scripts(skeleton: str, words: tuple[str, ...]) -> None:
    assert [skeletons(word) for word in words] == [(skeleton,)] * len(words)


@pytest.mark.parametrize(
    ("skeleton", "words"),
    [
        ("snpsm", ("symposium", "シンポジウム", "심포지엄")),
        ("mntrn", ("mentoring", "メンタリング", "멘토링")),
        ("ansn", ("engine", "エンジン", "엔진")),
    ],
)
def test_nasals_meet_where_the_scripts_write_them_apart(skeleton: str, words: tuple[str, ...]) -> None:
    assert [nasal_skeletons(word) for word in words] == [(skeleton,)] * len(words)


def test_chinese_characters_used_for_their_sound_have_it_too() -> None:
    assert chinese_skeleton("米肖恩") == "msn"


def test_chi_may_be_ti_or_chi() -> None:
    assert skeletons("チーム") == ("tm", "sm")


def test_a_skeleton_tells_whether_the_word_begins_with_a_vowel() -> None:
    assert skeletons("app") != skeletons("pap")
    assert skeletons("エコ") == ("ak",)


@pytest.mark.parametrize(
    ("word", "heard"),
    [("センサー", "sensa"), ("센서", "sensa"), ("スマート", "sumato"), ("스마트", "sumatu")],
)
def test_sounds_keep_the_vowels(word: str, heard: str) -> None:
    assert sounds(word) == heard


@pytest.mark.parametrize(
    "word", ["", "a", "停车场", "ひらがな", "ab1", "Sensor", "센サー", "ア", "\ud800\ud800"]
)
def test_other_text_has_no_sound(word: str) -> None:
    assert (sounds(word), skeletons(word)) == ("", ())


@FEW
@given(st.text(st.sampled_from("abchknostuyxz") | st.characters(max_codepoint=0xD7FF, min_codepoint=0x3040)))
def test_skeletons_are_of_consonants_and_never_empty(word: str) -> None:
    for skeleton in skeletons(word):
        assert skeleton
        assert not set(skeleton[1:]) & set("aeiou")
