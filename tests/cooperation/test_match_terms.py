"""Money, dates and supply beside matches: what each reader sees of it, and what nobody can find out by asking."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.analysis.terms import exchange_rates
from tricity.cooperation.digests import MatchesView, MatchView, matches_view
from tricity.cooperation.models import Interest, InterestNote, Opportunity
from tricity.knowledge.models import Deployment, Record
from tricity.synthesis.finance import Amount
from tricity.translation.actions import render
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
CEILING, SMALLEST = "3억 원 이내", "2000万円"
SECRETS = ("2000万円", "¥20", "20,000,000")


@pytest.fixture
def money(world: World) -> World:
    """The Korean city may spend 300 million won; the Japanese company asks for 20 million yen at least."""
    say(world.korean_need, budget_ceiling=CEILING, funding_source="국비", fiscal_year="2024년")
    say(world.solution, price_model="年額", minimum_contract=SMALLEST, references="日本の3市")
    world.solution.owner = factories.organization("JP")
    world.solution.save()
    run_synthesis()
    return world


def say(record: Record, *, limits: dict[str, str] | None = None, **details: str) -> None:
    record.details = {**record.details, **details}
    record.visibility = {**record.visibility, **(limits or {})}
    record.save()


def of(found: MatchesView, record: Record) -> MatchView:
    return next(each for each in found.matches if each.record.pk == record.pk)


def answer(record: Record, other: Record, user: Any = None) -> tuple[str, str] | None:
    contract = of(matches_view(record, "en", user=user), other).terms.contract
    return None if contract is None else (contract.fit, contract.sentence)


def page_of(client: Client, record: Record, language: str = "en") -> str:
    path = "matches" if record.kind == "need" else "needs"
    response = client.get(f"/{language}/{record.kind}s/{record.code}/{path}/")
    assert response.status_code == 200
    return response.content.decode()


def test_both_sides_are_shown_with_the_answer_and_the_rates(money: World, client: Client) -> None:
    page = page_of(client, money.korean_need)

    # 20,000,000 yen = 180,261,772 won at the average rates of 2024
    assert "The smallest contract lies within the budget ceiling." in page
    assert "about 180,000,000 Korean won at the average rates of 2024" in page
    assert CEILING in page
    assert SMALLEST in page
    assert "1 US dollar was 151.353 Japanese yen on average in 2024" in page
    assert "https://www.irs.gov/" in page


def test_the_same_is_shown_from_the_side_of_the_solution(money: World, client: Client) -> None:
    page = page_of(client, money.solution)

    assert money.korean_need.code in page
    assert CEILING in page
    assert "The smallest contract lies within the budget ceiling." in page


def test_what_nobody_stated_is_unknown_and_costs_no_place(money: World, client: Client) -> None:
    before = [each.record.pk for each in matches_view(money.korean_need, "en").matches]
    for record in (money.korean_need, money.solution):
        record.details = {}
        record.save()
    run_synthesis()

    found = matches_view(money.korean_need, "en")

    assert [each.record.pk for each in found.matches] == before
    assert of(found, money.solution).terms.contract is None
    assert all(fact.text is None for fact in found.facts)
    assert "Unknown" in page_of(client, money.korean_need)


@pytest.mark.parametrize(
    ("limit", "read_by"),
    [
        ("members", {"member", "in contact", "owner", "curator", "operator"}),
        ("matched", {"in contact", "owner", "curator", "operator"}),
        ("secretariat", {"owner", "curator", "operator"}),
    ],
)
@pytest.mark.parametrize(
    "reader",
    ["visitor", "stranger", "member", "in contact", "foreign curator", "owner", "curator", "operator"],
)
def test_a_limited_amount_is_read_by_those_it_is_for_and_decides_for_all(
    money: World, client: Client, limit: str, read_by: set[str], reader: str
) -> None:
    say(money.solution, limits={"minimum_contract": limit})
    person = people(money, reader)
    if person is not None:
        client.force_login(person)

    page = page_of(client, money.korean_need)

    # Between ten and a hundred million yen, that is up to 901 million won: too near to say for who may not read it.
    exact = "The smallest contract lies within the budget ceiling."
    assert (SMALLEST in page) == (exact in page) == (reader in read_by)
    assert ("Whether the smallest contract lies within the budget ceiling is not known." in page) == (
        reader not in read_by
    )
    assert ("180,000,000" in page) == (reader in read_by)


def people(money: World, reader: str) -> Any:
    partner = factories.organization("KR")
    interest = Interest.objects.create(
        kind="interested", organization=partner, record=money.solution, language="en", status="in-contact"
    )
    interest.recipients.add(money.solution.owner)
    InterestNote.objects.create(
        interest=interest, organization=money.solution.owner, status="in-contact", language="en"
    )
    fields: dict[str, dict[str, Any]] = {
        "stranger": {},
        "member": {"organizations": [factories.organization("CN")]},
        "in contact": {"organizations": [partner]},
        "foreign curator": {"roles": ["curator:KR"]},
        "owner": {"organizations": [money.solution.owner]},
        "curator": {"roles": ["curator:JP"]},
        "operator": {"roles": ["operator"]},
    }
    return factories.user(**fields[reader]) if reader in fields else None


def test_a_hidden_amount_decides_where_powers_of_ten_do(money: World, client: Client) -> None:
    say(money.solution, limits={"minimum_contract": "secretariat"})

    say(money.korean_need, budget_ceiling="30억 원")
    assert answer(money.korean_need, money.solution) == (
        "fits",
        "The smallest contract lies within the budget ceiling.",
    )
    say(money.korean_need, budget_ceiling="5천만 원")
    assert answer(money.korean_need, money.solution) == (
        "does_not_fit",
        "The smallest contract lies above the budget ceiling.",
    )
    assert not any(secret in page_of(client, money.korean_need) for secret in SECRETS)


def test_who_edits_their_own_budget_again_and_again_learns_nothing_more(money: World) -> None:
    """Halving: two dozen ceilings, chosen by the answers so far, between nothing and a hundred million won."""
    city = factories.user(organizations=[factories.organization("KR", city=money.korean_need.city)])
    learned = set()
    for hidden in ("1000万円", "9999万円"):
        say(money.solution, minimum_contract=hidden, limits={"minimum_contract": "secretariat"})
        answers = []
        for says_it_fits in ("fits", "does_not_fit"):
            low, high = 1, 10**10
            for _turn in range(12):
                middle = (low + high) // 2
                say(money.korean_need, budget_ceiling=f"{middle}원")
                given = answer(money.korean_need, money.solution, city)
                answers.append((middle, given))
                is_above = given is not None and given[0] == "fits"
                is_below = given is not None and given[0] == "does_not_fit"
                if is_above if says_it_fits == "fits" else not is_below:
                    high = middle
                else:
                    low = middle
        learned.add(tuple(answers))

    assert len(learned) == 1


def test_who_asks_in_other_currencies_and_years_learns_nothing_more(money: World) -> None:
    learned = set()
    for hidden in ("1000万円", "5500万円"):
        say(money.solution, minimum_contract=hidden, limits={"minimum_contract": "secretariat"})
        answers = []
        for ceiling in ("90만 달러", "7천만 엔", "9억 원", "6백만 위안"):
            for year in ("2019", "2022", "2025"):
                say(money.korean_need, budget_ceiling=ceiling, fiscal_year=year)
                answers.append(answer(money.korean_need, money.solution))
        learned.add(tuple(answers))

    assert len(learned) == 1


def test_a_hidden_ceiling_is_not_given_away_by_many_offers(money: World) -> None:
    learned = set()
    for hidden in ("1억 원", "9억 9천만 원"):
        say(money.korean_need, budget_ceiling=hidden, limits={"budget_ceiling": "matched"})
        answers = []
        for smallest in range(1, 120, 7):
            say(money.solution, minimum_contract=f"{smallest}00万円")
            answers.append(answer(money.solution, money.korean_need))
        learned.add(tuple(answers))

    assert len(learned) == 1


def test_a_value_hidden_after_a_run_is_hidden_at_once(money: World, client: Client) -> None:
    assert SMALLEST in page_of(client, money.korean_need)

    say(money.solution, limits={"minimum_contract": "secretariat"})

    assert SMALLEST not in page_of(client, money.korean_need)


def test_what_is_missing_to_supply_in_the_country_of_the_need_is_said(money: World, client: Client) -> None:
    Deployment.objects.create(record=money.solution, city_name="豊田", country_code="JP", year=2022)
    say(money.solution, local_entity="韓国に支社", data_location="日本国内", certifications="ISMAP")

    terms = of(matches_view(money.korean_need, "en"), money.solution).terms

    assert terms.there == ("It has a local entity or partner in Korea.",)
    assert [(each.fit, each.label, each.sentence) for each in terms.missing] == [
        ("does_not_fit", "Missing", "No reference in Korea is named."),
        ("unknown", "Unknown", "Whether its provider serves Korea is not known."),
        ("does_not_fit", "Missing", "It names no certification for Korea."),
        ("does_not_fit", "Missing", "Data is kept outside Korea."),
    ]
    assert "No reference in Korea is named." in page_of(client, money.korean_need)


def test_budgets_of_comparable_initiatives_are_orientation(money: World, client: Client) -> None:
    work = money.chinese_work
    work.budget_amount, work.budget_currency, work.start_year = 7_000_000, "CNY", 2023
    work.save()

    page = page_of(client, money.korean_need)

    # 7,000,000 yuan = 1,292,834,629 won at the average rates of 2023
    assert "1 of 1 comparable initiatives cites a budget." in page
    assert "7,000,000 Chinese yuan" in page
    assert "about 1,290,000,000 Korean won at the average rates of 2023" in page
    assert re.search(r"<td>2023</td>", page)
    assert "Not stated, or not open to you: its results, lessons learned." in page

    work.visibility = {"budget_amount": "secretariat"}
    work.save()
    page = page_of(client, money.korean_need)
    assert "No comparable initiative cites a budget." in page
    assert "7,000,000" not in page


def test_a_need_past_its_last_day_is_marked_and_left_out(money: World, client: Client) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    say(money.korean_need, valid_until=yesterday.isoformat())

    # At once, by the day alone,
    assert "is past: nothing is matched with it any more" in page_of(client, money.korean_need)
    assert matches_view(money.korean_need, "en").matches == ()
    assert money.korean_need.pk not in shown(money.solution)
    assert money.japanese_need.pk in shown(money.solution)

    # and by the next run, which proposes nothing with it either.
    Opportunity.objects.all().delete()
    run_synthesis()
    assert not money.korean_need.matches.exists()
    assert not Opportunity.objects.filter(evidence__record=money.korean_need).exists()


def shown(record: Record) -> list[int]:
    return [each.record.pk for each in matches_view(record, "en").matches]


def test_an_undated_need_is_marked(money: World, client: Client) -> None:
    assert "It says neither when it was stated nor until when it holds." in page_of(client, money.solution)
    assert "neither when it was stated" in page_of(client, money.korean_need)

    for need in (money.korean_need, money.japanese_need):
        say(need, stated_on="2026-03-01")

    assert "neither when it was stated" not in page_of(client, money.solution)
    assert "neither when it was stated" not in page_of(client, money.korean_need)


def test_stated_priority_and_time_frame_count_in_the_order_of_needs(world: World) -> None:
    twin = factories.record(
        "KR",
        "need",
        title=world.korean_need.title,
        summary=world.korean_need.summary,
        horizon="long",
        priority="low",
    )
    run_synthesis()
    order = [each.record.pk for each in matches_view(world.chinese_work, "en").matches]
    assert order.index(world.korean_need.pk) < order.index(twin.pk)

    twin.priority, twin.horizon = "high", "short"
    twin.save()

    order = [each.record.pk for each in matches_view(world.chinese_work, "en").matches]
    assert order.index(twin.pk) < order.index(world.korean_need.pk)


def test_foreign_words_carry_their_language_and_renderings_are_used(money: World, client: Client) -> None:
    render(
        money.solution,
        "details.price_model",
        source="年額",
        source_language="ja",
        language="en",
        text="A price a year",
        origin=Origin.HUMAN,
    )

    page = page_of(client, money.korean_need)

    assert "A price a year" in page
    assert f'<span lang="ja" data-origin="original">{SMALLEST}</span>' in page
    assert f'<span lang="ko" data-origin="original">{CEILING}</span>' in page


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_pages_of_both_sides_open_in_all_languages(money: World, client: Client, language: str) -> None:
    for record in (money.korean_need, money.solution, money.chinese_work):
        assert "None" not in re.sub(r"<[^>]*>", " ", page_of(client, record, language)).split()


def test_page_of_the_other_side_exists_for_what_is_public_only(money: World, client: Client) -> None:
    money.solution.publication_state = "draft"
    money.solution.save()

    assert client.get(f"/en/solutions/{money.solution.code}/needs/").status_code == 404
    assert client.get(f"/en/initiatives/{money.solution.code}/needs/").status_code == 404


@pytest.mark.parametrize("reader", ["visitor", "in contact"])
def test_pages_take_few_queries_however_many_matches_there_are(
    money: World, client: Client, reader: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = people(money, reader)
    if person is not None:
        client.force_login(person)
    limits = {"minimum_contract": "matched"}
    say(money.solution, limits=limits)
    for number in range(3):
        other = factories.record(
            "JP",
            "solution",
            title="駐車場案内",
            summary=f"駐車場の満空を知らせる。{number}",
            owner=factories.organization("JP"),
        )
        say(other, minimum_contract=SMALLEST, limits=limits)
    run_synthesis()
    page_of(client, money.korean_need)

    with django_assert_num_queries(7 if person is None else 12):
        page_of(client, money.korean_need)


def test_rates_of_the_operators_own_file_are_used(
    settings: Any, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "rates.tsv"
    head = "year\tcurrency\tper_usd\tsource\tread_on\n"
    file.write_text(f"{head}2026\tJPY\t200\thttps://bank.example/rates\t2026-10-01\n", encoding="utf-8")
    settings.RATES = file
    dollar = Amount(1, 1, "USD")  # type: ignore[arg-type]

    assert exchange_rates().convert(dollar, "JPY").amount.low == 200  # type: ignore[union-attr]

    file.write_text("nonsense", encoding="utf-8")
    assert exchange_rates().convert(dollar, "JPY").year == 2025  # type: ignore[union-attr]
    assert "the exchange rates of TRICITY_RATES are not used" in caplog.text


def test_visitors_are_the_default_reader(money: World) -> None:
    say(money.solution, limits={"minimum_contract": "members"})

    assert answer(money.korean_need, money.solution) == answer(
        money.korean_need, money.solution, AnonymousUser()
    )
