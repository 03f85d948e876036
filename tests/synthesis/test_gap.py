"""Whether money fits, with rates that have a year and a source; and what an answer may give away."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.synthesis.finance import (
    Amount,
    BadRates,
    Fit,
    Rate,
    Rates,
    Terms,
    cited_cost,
    contract_fit,
    is_expired,
    is_undated,
    read_rates,
    year_of,
)
from tricity.synthesis.finance.rates import SHIPPED

DAY = dt.date(2026, 1, 15)
RATES = Rates(
    [
        Rate("JPY", 2024, Decimal(150), "https://example.org/rates", DAY),
        Rate("KRW", 2024, Decimal(1300), "https://example.org/rates", DAY),
        Rate("JPY", 2020, Decimal(100), "https://example.org/rates", DAY),
        Rate("KRW", 2020, Decimal(1200), "https://example.org/rates", DAY),
        Rate("CNY", 2024, Decimal(7), "https://example.org/rates", DAY),
    ]
)


def fit(ceiling: str, smallest: str, *, hidden: tuple[str, ...] = (), **of_need: str) -> Fit | None:
    """A Korean need and a Japanese solution."""
    limited = frozenset(hidden)
    need = Terms(budget_ceiling=ceiling, limited=limited, **of_need)
    offer = Terms(minimum_contract=smallest, limited=limited)
    found = contract_fit(need, "KR", offer, "JP", RATES)
    return None if found is None else found.fit


@pytest.mark.parametrize(
    ("ceiling", "smallest", "expected"),
    [
        ("3억 원", "2억 원", Fit.FITS),
        ("3억 원", "3억 원", Fit.FITS),
        ("3억 원", "4억 원", Fit.DOES_NOT_FIT),
        ("2억~4억 원", "3억 원", Fit.UNKNOWN),
        ("2억~4억 원", "1억 원부터", Fit.FITS),
        ("최대 2억 원", "3억 원 이상", Fit.DOES_NOT_FIT),
        ("3억 원", "월 30만 원", Fit.UNKNOWN),
        ("월 50만 원", "월 30만 원", Fit.FITS),
        ("3억 원", "要相談", Fit.UNKNOWN),
        ("3억 원", "", Fit.UNKNOWN),
        ("", "3000万円", Fit.UNKNOWN),
        ("3억 원", "2万欧元", Fit.UNKNOWN),  # no rate
        ("", "", None),
    ],
)
def test_the_smallest_contract_is_held_against_the_ceiling(
    ceiling: str, smallest: str, expected: Fit | None
) -> None:
    assert fit(ceiling, smallest) == expected


def test_amounts_are_converted_at_the_rates_of_the_needs_fiscal_year() -> None:
    # 3000万円 = 260,000,000 won at the rates of 2024, 360,000,000 won at those of 2020
    assert fit("3억 원", "3000万円", fiscal_year="2024년") is Fit.FITS
    assert fit("3억 원", "3000万円", fiscal_year="2020") is Fit.DOES_NOT_FIT

    found = contract_fit(
        Terms(budget_ceiling="3억 원"), "KR", Terms(minimum_contract="3000万円"), "JP", RATES
    )

    assert found is not None
    assert found.converted == Amount(Decimal(260_000_000), Decimal(260_000_000), "KRW")
    assert found.rate_year == 2024
    assert [(each.currency, each.source, each.read_on) for each in found.rates] == [
        ("JPY", "https://example.org/rates", DAY),
        ("KRW", "https://example.org/rates", DAY),
    ]


@pytest.mark.parametrize(("year", "used"), [(None, 2024), (2030, 2024), (2023, 2020), (2010, 2020)])
def test_a_year_without_rates_takes_those_before_it(year: int | None, used: int) -> None:
    found = RATES.convert(Amount(Decimal(1), Decimal(1), "JPY"), "KRW", year)

    assert found is not None
    assert found.year == used


def test_a_currency_without_a_rate_is_not_converted() -> None:
    assert RATES.convert(Amount(Decimal(1), Decimal(1), "EUR"), "KRW", 2024) is None
    assert RATES.convert(Amount(Decimal(1), Decimal(1), "CNY"), "KRW", 2020).year == 2024  # type: ignore[union-attr]


# --- What an answer may give away

AMOUNTS = st.integers(1, 10**13)
ASKED = st.sampled_from(["원", "円", "元", "달러"])


@given(
    power=st.integers(0, 12), data=st.data(), ceiling=AMOUNTS, currency=ASKED, year=st.integers(2018, 2026)
)
def test_no_question_tells_two_hidden_amounts_of_one_power_of_ten_apart(
    power: int, data: st.DataObject, ceiling: int, currency: str, year: int
) -> None:
    one, other = (data.draw(st.integers(10**power, 10 ** (power + 1) - 1)) for _ in range(2))

    answers = {
        fit(f"{ceiling}{currency}", f"{hidden}円", hidden=("minimum_contract",), fiscal_year=str(year))
        for hidden in (one, other)
    }

    assert len(answers) == 1


@given(power=st.integers(0, 12), data=st.data(), smallest=AMOUNTS, currency=ASKED)
def test_nor_does_an_offer_tell_hidden_ceilings_apart(
    power: int, data: st.DataObject, smallest: int, currency: str
) -> None:
    one, other = (data.draw(st.integers(10**power, 10 ** (power + 1) - 1)) for _ in range(2))

    answers = {
        fit(f"{hidden}원", f"{smallest}{currency}", hidden=("budget_ceiling",)) for hidden in (one, other)
    }

    assert len(answers) == 1


@given(hidden=AMOUNTS)
def test_halving_again_and_again_leads_to_powers_of_ten_and_no_further(hidden: int) -> None:
    low, high = 0, 10**15
    while high - low > 1:  # the smallest ceiling that is said to fit
        middle = (low + high) // 2
        if fit(f"{middle}円", f"{hidden}円", hidden=("minimum_contract",)) is Fit.FITS:
            high = middle
        else:
            low = middle

    assert high == 10 ** len(str(hidden))


def test_an_answer_that_rests_on_a_hidden_amount_quotes_neither_it_nor_its_currency() -> None:
    offer = Terms(minimum_contract="3000万円", limited=frozenset({"minimum_contract"}))

    found = contract_fit(Terms(budget_ceiling="90억 원"), "KR", offer, "JP", RATES)

    assert found is not None
    assert found.fit is Fit.FITS
    assert (found.smallest, found.converted, found.rate_year, found.rates) == (None, None, None, ())


def test_a_hidden_amount_that_decides_nothing_is_not_even_hinted_at() -> None:
    assert fit("3억 원", "", hidden=("budget_ceiling",)) is None
    assert fit("3억 원", "要相談", hidden=("budget_ceiling", "minimum_contract")) is None


# --- Orientation and dates


def test_a_cited_budget_comes_with_its_year_and_in_the_needs_currency() -> None:
    terms = Terms(budget_amount=Decimal(66_000_000), budget_currency="JPY")

    cost = cited_cost(terms, 2020, "KRW", RATES, is_told=True)

    assert cost is not None
    assert (cost.amount, cost.year, cost.converted, cost.rate_year) == (66_000_000, 2020, 792_000_000, 2020)
    assert cited_cost(terms, 2020, "KRW", RATES, is_told=False) is None
    assert cited_cost(Terms(), 2020, "KRW", RATES, is_told=True) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026年度", 2026),
        ("FY2027", 2027),
        ("令和8年度", 2026),
        ("令和元年", 2019),
        ("平成30年度", 2018),
        ("未定", 2025),
    ],
)
def test_a_fiscal_year_is_read(text: str, year: int) -> None:
    assert year_of(Terms(fiscal_year=text, stated_on=dt.date(2025, 3, 1))) == year


def test_a_need_is_expired_from_the_day_after_its_last() -> None:
    terms = Terms(valid_until=DAY)

    assert not is_expired(terms, DAY)
    assert is_expired(terms, DAY + dt.timedelta(days=1))
    assert not is_expired(Terms(), DAY)
    assert not is_expired(Terms(valid_until=DAY, limited=frozenset({"valid_until"})), dt.date(2100, 1, 1))


def test_a_need_without_any_day_is_undated() -> None:
    assert is_undated(Terms())
    assert not is_undated(Terms(stated_on=DAY))
    assert is_undated(Terms(stated_on=DAY, limited=frozenset({"stated_on"})))


# --- The file of rates


def test_the_rates_that_are_shipped_have_source_and_day_for_every_year() -> None:
    rates = read_rates()

    for year in range(2019, 2026):
        for currency in ("CNY", "JPY", "KRW"):
            found = rates.convert(Amount(Decimal(1), Decimal(1), "USD"), currency, year)
            assert found is not None
            assert found.year == year
            assert found.rates[0].source.startswith("https://")
    assert SHIPPED.read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["year\tcurrency"], "missing: per_usd, source, read_on"),
        (["HEAD", "2024\tJPY\tmany\thttps://x\t2026-01-01"], "expected a year, a number and a day"),
        (["HEAD", "2024\tyen\t150\thttps://x\t2026-01-01"], "three capital letters"),
        (["HEAD", "2024\tJPY\t0\thttps://x\t2026-01-01"], "above zero"),
        (["HEAD", "2024\tJPY\tnan\thttps://x\t2026-01-01"], "above zero"),
        (["HEAD", "2024\tJPY\t150\t\t2026-01-01"], "source is missing"),
        (["HEAD", "2024\tJPY\t150\thttps://x"], "expected a year, a number and a day"),
    ],
)
def test_a_bad_file_of_rates_says_where_and_what(tmp_path: Path, lines: list[str], problem: str) -> None:
    file = tmp_path / "rates.tsv"
    head = "year\tcurrency\tper_usd\tsource\tread_on"
    file.write_text("\n".join(lines).replace("HEAD", head), encoding="utf-8")

    with pytest.raises(BadRates, match=problem) as error:
        read_rates(file)

    assert error.value.line == len(lines)
