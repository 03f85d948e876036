from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language import Engine, FeatureKind, find_numbers


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12,345명", "12345"),
        ("１２３４５", "12345"),
        ("一万二千三百四十五", "12345"),
        ("1万2千", "12000"),
        ("1.2億", "120000000"),
        ("1億2千万円", "120000000"),
        ("3만 5천", "35000"),
        ("100万元", "1000000"),
        ("2026年3月31日", "2026-03-31"),
        ("2026. 3. 31.", "2026-03-31"),
        ("2026년 3월 31일", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("31st March 2026", "2026-03-31"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("二〇二六年三月", "2026-03"),
        ("令和8年", "2026"),
        ("平成元年", "1989"),
    ],
)
def test_ways_of_writing_have_one_value(text: str, key: str) -> None:
    assert [each.key for each in find_numbers(text)] == [key]


@pytest.mark.parametrize("text", ["一般", "三星", "万一の場合", "千万不要", "十分", ""])
def test_words_with_numerals_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_impossible_dates_are_numbers_at_most() -> None:
    assert [each.date for each in find_numbers("2026年13月45日")] == ["2026"] or all(
        not each.date for each in find_numbers("2026年13月45日")
    )


def test_places_are_in_the_text_as_given() -> None:
    text = "約１．２億円"

    assert [text[each.start : each.end] for each in find_numbers(text)] == ["１．２億"]


def test_numbers_meet_across_languages() -> None:
    engine = Engine()

    keys = [
        {each.key for each in engine.analyze(text, language).features if each.kind is FeatureKind.NUMBER}
        for text, language in (("1億2千万円", "ja"), ("1.2亿元", "zh-hans"), ("1억 2천만 원", "ko"))
    ]

    assert set.intersection(*keys) == {"120000000"}


@given(st.text(alphabet=st.characters() | st.sampled_from("一二三十百千万億年月日0123456789,.년월")))
def test_any_text_is_read_in_order_and_apart(text: str) -> None:
    found = find_numbers(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
