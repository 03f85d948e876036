"""Amounts of money in free text."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.synthesis.finance import Amount, Basis, find_amounts, stated_amount

YEAR, MONTH, EACH = Basis.YEAR, Basis.MONTH, Basis.EACH


def plain(number: int | str, currency: str, basis: Basis = Basis.TOTAL) -> Amount:
    return Amount(Decimal(number), Decimal(number), currency, basis)


def between(low: int | None, high: int | None, currency: str, basis: Basis = Basis.TOTAL) -> Amount:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    return Amount(*bounds, currency, basis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,000万円", plain(30_000_000, "JPY")),
        ("2億3,000万円を見込む", plain(230_000_000, "JPY")),
        ("三千五百万円", plain(35_000_000, "JPY")),
        ("３億５０００万円", plain(350_000_000, "JPY")),
        ("総額600億円規模", plain(60_000_000_000, "JPY")),
        ("投入7.4亿元购置", plain(740_000_000, "CNY")),
        ("2万亿元", plain(2_000_000_000_000, "CNY")),
        ("人民币5000万元", plain(50_000_000, "CNY")),
        ("五百万元人民币", plain(5_000_000, "CNY")),
        ("16억 8,700만 원을 아낀 것", plain(1_687_000_000, "KRW")),
        ("44억 8천만 원", plain(4_480_000_000, "KRW")),
        ("1조 5천억 원", plain(1_500_000_000_000, "KRW")),
        ("천만 원", plain(10_000_000, "KRW")),
        ("12.5억원", plain("1250000000.0", "KRW")),
        ("RMB 5 million", plain(5_000_000, "CNY")),
        ("5 million USD", plain(5_000_000, "USD")),
        ("US$1.5m", plain("1500000.0", "USD")),
        ("¥300万", plain(3_000_000, "JPY")),
        ("₩500,000,000", plain(500_000_000, "KRW")),
        ("10,000,000 KRW", plain(10_000_000, "KRW")),
        ("300万美元", plain(3_000_000, "USD")),
        ("2億ウォン", plain(200_000_000, "KRW")),
        ("1億韓元", plain(100_000_000, "KRW")),
        ("5万欧元", plain(50_000, "EUR")),
    ],
)
def test_amounts_of_all_languages_are_read(text: str, expected: Amount) -> None:
    assert find_amounts(text, "JPY") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3~5億円", between(300_000_000, 500_000_000, "JPY")),
        ("3억~5억 원을 절감", between(300_000_000, 500_000_000, "KRW")),
        ("500万至1000万元", between(5_000_000, 10_000_000, "CNY")),
        ("3천~5천만 원", between(30_000_000, 50_000_000, "KRW")),
        ("between 1 and 2 million USD", between(1_000_000, 2_000_000, "USD")),
        ("USD 1 million to USD 2 million", between(1_000_000, 2_000_000, "USD")),
        ("5000-1万元", between(5000, 10_000, "CNY")),
        ("上限 1億円", between(None, 100_000_000, "JPY")),
        ("不超过2000万元", between(None, 20_000_000, "CNY")),
        ("최대 5억 원까지", between(None, 500_000_000, "KRW")),
        ("up to 2 billion yen", between(None, 2_000_000_000, "JPY")),
        ("100万円以上", between(1_000_000, None, "JPY")),
        ("最低50万元起", between(500_000, None, "CNY")),
        ("100만 원 이상", between(1_000_000, None, "KRW")),
        ("at least 300,000 dollars", between(300_000, None, "USD")),
    ],
)
def test_spans_and_limits_are_read(text: str, expected: Amount) -> None:
    assert find_amounts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年額500万円、3年契約", plain(5_000_000, "JPY", YEAR)),
        ("年間約300万円から", between(3_000_000, None, "JPY", YEAR)),
        ("5万元/年", plain(50_000, "CNY", YEAR)),
        ("US$2m a year", plain(2_000_000, "USD", YEAR)),
        ("월 30만 원", plain(300_000, "KRW", MONTH)),
        ("月額20万円", plain(200_000, "JPY", MONTH)),
        ("1台あたり5万円", plain(50_000, "JPY", EACH)),
        ("300 yuan per sensor", plain(300, "CNY", EACH)),
        ("2024年 500万円", plain(5_000_000, "JPY")),
        ("2026년 3억 원", plain(300_000_000, "KRW")),
    ],
)
def test_what_an_amount_is_paid_for_is_read(text: str, expected: Amount) -> None:
    assert find_amounts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "", "数億円", "几百万元", "수억 원", "several million dollars", "10数億円",  # vague
        "一元化", "单位：万元", "2019元旦", "인구 200만", "2020-2024年", "100만 지원",  # no money
        "그 중 국비 5,000만 원",  # a part of something
    ],
)  # fmt: skip
def test_what_is_vague_or_no_money_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


def test_a_part_of_an_amount_is_not_a_second_one() -> None:
    assert find_amounts("上限 1億円（うち国費 5,000万円）") == [between(None, 100_000_000, "JPY")]


def test_a_shared_sign_means_the_currency_at_home_if_it_may() -> None:
    assert [find_amounts("￥300万", home)[0].currency for home in ("CNY", "JPY", "KRW", "")] == [
        "CNY",
        "JPY",
        "",
        "",
    ]


def test_several_amounts_state_their_span_if_they_are_of_one_kind() -> None:
    assert stated_amount("初年度 300万円、次年度 500万円") == between(3_000_000, 5_000_000, "JPY")
    assert stated_amount("初期費用 300万円、年額 120万円") is None
    assert stated_amount("300万円 or 20,000 USD") is None
    assert stated_amount("￥300万") is None


def in_units(number: int, units: tuple[str, str, str], gap: str = "") -> str:
    """As readers who count by 10,000 write a whole number."""
    pieces = []
    for size, unit in zip((10**12, 10**8, 10**4), units, strict=True):
        many, number = divmod(number, size)
        pieces += [f"{many}{unit}"] if many else []
    return gap.join([*pieces, *([str(number)] if number else [])])


@given(number=st.integers(1, 10**15))
def test_every_whole_amount_is_read_as_it_was_written(number: int) -> None:
    written = {
        "JPY": [in_units(number, ("兆", "億", "万")) + "円", f"{number:,}円", f"JPY {number}"],
        "CNY": [in_units(number, ("万亿", "亿", "万")) + "元", f"人民币{number:,}元"],
        "KRW": [in_units(number, ("조", "억", "만"), " ") + " 원", f"{number:,}원", f"₩{number:,}"],
        "USD": [f"US${number:,}", f"{number:,} dollars", f"{Decimal(number) / 10**6:f} million USD"],
    }

    for currency, texts in written.items():
        for text in texts:
            (found,) = find_amounts(text)
            assert (found.low, found.high, found.currency) == (number, number, currency), text


@given(one=st.integers(1, 10**7), other=st.integers(1, 10**7), joint=st.sampled_from("~〜–-至"))
def test_spans_run_from_the_smaller_to_the_larger(one: int, other: int, joint: str) -> None:
    (found,) = find_amounts(f"{one}万円{joint}{other}万円")

    assert (found.low, found.high) == (min(one, other) * 10_000, max(one, other) * 10_000)


SIGNS = "0123456789,. 〇一二三万亿億억만조兆千천百백十数수円元원¥$~-至上限以上年月/每当りUSDmillion\n（うち"


@given(text=st.text(st.sampled_from(SIGNS)) | st.text())
def test_no_text_is_too_strange(text: str) -> None:
    for amount in find_amounts(text, "CNY"):
        assert amount.low is not None or amount.high is not None
        assert amount.low is None or amount.high is None or amount.low <= amount.high


@pytest.mark.parametrize(
    "text",
    [
        "1" * 9999,
        "1," * 9999,
        "千" * 9999,
        "1千" * 9999,
        "1億 " * 9999,
        "9~" * 9999,
        "$ " * 9999,
        "1.1万" * 9999,
    ],
)
def test_long_nonsense_takes_no_time(text: str) -> None:
    begun = time.perf_counter()

    find_amounts(text)

    assert time.perf_counter() - begun < 1
