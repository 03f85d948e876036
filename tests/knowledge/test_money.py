from __future__ import annotations

from decimal import Decimal

import pytest

from tricity.knowledge.money import amount_text, grouped, money


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "740,001,000"), ("zh-hans", "7亿4000万1000"), ("ja", "7億4000万1000"), ("ko", "7억 4000만 1000")],
)
def test_amounts_are_written_as_each_language_groups_them(language: str, text: str) -> None:
    assert amount_text(Decimal(740_001_000), language) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("0", "0"), ("9999", "9,999"), ("12.50", "12.50"), ("1000000000000", "1兆")]
)
def test_small_broken_and_huge_amounts(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount), "ja") == text


def test_money_names_its_currency_and_is_never_converted() -> None:
    assert money(Decimal("66000000.00"), "JPY", "en") == "66,000,000 Japanese yen"
    assert money(Decimal(5), "XYZ", "en") == "5 XYZ"
    assert money(None, "", "en") == ""


@pytest.mark.parametrize(("number", "text"), [(1420, "1,420"), (15.7, "15.7"), (20.0, "20"), (-3, "-3")])
def test_grouped(number: float, text: str) -> None:
    assert grouped(number) == text
