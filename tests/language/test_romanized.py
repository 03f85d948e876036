import re
import unicodedata

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language import (
    from_hepburn,
    hangul_candidates,
    hepburn_candidates,
    numbered_pinyin,
    plain_pinyin,
    split_pinyin,
    toned_pinyin,
)
from tricity.language.hangul import romanize_word
from tricity.language.kana import hepburn
from tricity.language.romanized.pinyin import SYLLABLES

SYLLABLES_OF_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガジプ"
)
KANA = st.text(st.sampled_from(SYLLABLES_OF_KANA), min_size=1, max_size=12)
PINYIN = st.lists(st.tuples(st.sampled_from(sorted(SYLLABLES)), st.integers(1, 4)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("letters", "kana"),
    [
        ("shinjuku", "シンジュク"),
        ("Machizukuri", "マチズクリ"),
        ("kin'en", "キンエン"),
        ("onna", "オンナ"),
        ("Shimbashi", "シンバシ"),
        ("matcha", "マッチャ"),
        ("happyaku", "ハッピャク"),
        ("tōkyō", "トウキョウ"),
        ("Yokohama-shi", "ヨコハマシ"),
        ("fairu", "ファイル"),
    ],
)
def test_hepburn_is_read_as_kana(letters: str, kana: str) -> None:
    assert from_hepburn(letters) == kana


@pytest.mark.parametrize("letters", ["tya", "Hangzhou", "smart", "kk", "n''n", "", "東京", "a" * 61])
def test_what_is_no_hepburn_is_no_kana(letters: str) -> None:
    assert (from_hepburn(letters), hepburn_candidates(letters)) == (None, ())


def test_a_macron_stands_for_each_way_a_long_vowel_is_spelt() -> None:
    assert hepburn_candidates("ōsaka") == ("オウサカ", "オオサカ", "オーサカ")


@given(KANA)
def test_kana_in_hepburn_letter_by_letter_is_itself_again(kana: str) -> None:
    assert from_hepburn(hepburn(kana, long_vowels=True)) == kana


@pytest.mark.parametrize(
    ("joined", "syllables"),
    [
        ("laojiu", ("lao", "jiu")),
        ("Hangzhou", ("hang", "zhou")),
        ("xian", ("xian",)),
        ("xi'an", ("xi", "an")),
        ("fangan", ("fan", "gan")),
        ("fang'an", ("fang", "an")),
        ("zhong1guo2", ("zhong", "guo")),
        ("nǚ'ér", ("nü", "er")),
        ("shinjuku", ()),
        ("", ()),
    ],
)
def test_joined_pinyin_is_told_apart(joined: str, syllables: tuple[str, ...]) -> None:
    assert split_pinyin(joined) == syllables


@pytest.mark.parametrize(
    ("numbered", "toned", "plain"),
    [
        ("zhong1guo2", "zhōngguó", "zhongguo"),
        ("xi1an1", "xī'ān", "xian"),
        ("lüe4", "lüè", "lüe"),
        ("gui4", "guì", "gui"),
        ("jiu3", "jiǔ", "jiu"),
        ("peng2you", "péngyou", "pengyou"),
    ],
)
def test_tones_are_numbers_or_marks(numbered: str, toned: str, plain: str) -> None:
    assert (toned_pinyin(numbered), numbered_pinyin(toned)) == (toned, numbered)
    assert plain_pinyin(numbered) == plain_pinyin(toned) == plain


@pytest.mark.parametrize("spelling", ["lv4", "lu:4", "LÜ4", "lǜ", "lu\u0308\u0300"])
def test_u_with_dots_is_known_however_it_is_typed(spelling: str) -> None:
    assert numbered_pinyin(spelling) == "lü4"


@given(PINYIN)
def test_numbered_pinyin_is_itself_again_after_marks(word: list[tuple[str, int]]) -> None:
    numbered = "".join(f"{syllable}{tone}" for syllable, tone in word)

    assert split_pinyin(numbered) == tuple(syllable for syllable, _ in word)
    toned = toned_pinyin(numbered)
    assert toned is not None
    assert unicodedata.is_normalized("NFC", toned)
    if len(word) == 1:
        assert numbered_pinyin(toned) == numbered


def test_every_reading_of_common_characters_is_in_the_table() -> None:
    common = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
    read = {each for each in pypinyin.lazy_pinyin(common, v_to_u=True) if re.fullmatch("[a-zü]{2,}", each)}

    assert read - SYLLABLES == {"hm"}  # 噷, an interjection


@pytest.mark.parametrize(
    ("letters", "hangul"),
    [
        ("suwon", "수원"),
        ("Seoul", "서울"),
        ("jongno", "종로"),
        ("gangnam", "강남"),
        ("hangugeo", "한국어"),
        ("silla", "신라"),
        ("gungmin", "국민"),
        ("jung-ang", "중앙"),
        ("seumateusiti", "스마트시티"),
        ("saengtaegye", "생태계"),
    ],
)
def test_revised_romanization_is_read_as_hangul(letters: str, hangul: str) -> None:
    assert hangul in hangul_candidates(letters)


@pytest.mark.parametrize("letters", ["suwon", "hangugeo", "seumateu", "haeundae"])
def test_candidates_are_few_and_romanized_as_they_were_written(letters: str) -> None:
    found = hangul_candidates(letters)

    assert 0 < len(found) <= 8
    assert {romanize_word(each) for each in found} == {letters}


@pytest.mark.parametrize("letters", ["tōkyō", "strength", "zhongguo", "", "-", "a" * 41, "수원"])
def test_what_no_hangul_is_romanized_as_has_no_candidates(letters: str) -> None:
    assert hangul_candidates(letters) == ()


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    hepburn_candidates(text)
    hangul_candidates(text)
    numbered_pinyin(text)
    toned_pinyin(text)
