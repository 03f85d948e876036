"""What stands beside the matches of files: money, supply, dates, and how urgent a need is said to be."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.synthesis.examples import ORGANIZATIONS, RECORDS
from tricity.language import Engine, Thesaurus
from tricity.synthesis import BadRecord, Horizon, Match, Priority, Record, TopicModel, analyze, read_records
from tricity.synthesis.finance import Aspect, Fit, Terms
from tricity.synthesis.match_terms import untold, weight
from tricity.synthesis.result import Synthesis, synthesize_analyzed

DAY = dt.date(2026, 3, 31)


def synthesized(
    records: list[Record], thesaurus: Thesaurus, engine: Engine, on: dt.date | None = None
) -> Synthesis:
    model = TopicModel(thesaurus, engine)
    return synthesize_analyzed(analyze(records, engine), ORGANIZATIONS, model, engine, on=on)


def told(**terms: Terms) -> list[Record]:
    """The example records, some of which state terms; `_` in a name stands for `-` in the id."""
    return [replace(each, terms=terms.get(each.id.replace("-", "_"), each.terms)) for each in RECORDS]


def match(found: Synthesis, need: str, other: str) -> Match:
    return next(each for each in found.matches if (each.need_id, each.other_id) == (need, other))


def test_a_solution_is_held_against_the_money_of_the_need(thesaurus: Thesaurus, engine: Engine) -> None:
    records = told(
        cn_need_parking=Terms(budget_ceiling="300万元", fiscal_year="2024", stated_on=DAY),
        kr_sol_parking=Terms(minimum_contract="5억 원", countries_served="한국, 중국"),
    )

    found = match(synthesized(records, thesaurus, engine), "cn-need-parking", "kr-sol-parking")

    # 500,000,000 won = 2,634,961 yuan at the average rates of 2024
    assert found.contract is not None
    assert (found.contract.fit, found.contract.rate_year) == (Fit.FITS, 2024)
    assert found.supply is not None
    assert found.supply[Aspect.SERVED] is Fit.FITS
    assert found.supply[Aspect.REFERENCE] is Fit.DOES_NOT_FIT  # it runs in Daejeon
    assert found.supply[Aspect.DATA_LOCATION] is Fit.UNKNOWN
    assert not found.undated


def test_what_is_stated_changes_no_score_and_no_order(thesaurus: Thesaurus, engine: Engine) -> None:
    stated = told(
        cn_need_parking=Terms(budget_ceiling="1元"),
        kr_sol_parking=Terms(minimum_contract="5억 원"),
        kr_parking=Terms(budget_amount=Decimal(10**12), budget_currency="KRW"),
    )

    plain, found = (synthesized(records, thesaurus, engine) for records in (RECORDS, stated))

    assert [(each.need_id, each.other_id, each.score) for each in plain.matches] == [
        (each.need_id, each.other_id, each.score) for each in found.matches
    ]


def test_an_experience_cites_its_budget_for_orientation(thesaurus: Thesaurus, engine: Engine) -> None:
    cited = Terms(budget_amount=Decimal(4_480_000_000), budget_currency="KRW", results="감소")

    found = match(synthesized(told(kr_parking=cited), thesaurus, engine), "cn-need-parking", "kr-parking")

    # It began in 2020, when a dollar was 1179.199 won and 6.900 yuan.
    assert found.cost is not None
    assert (found.cost.amount, found.cost.year, found.cost.rate_year) == (4_480_000_000, 2020, 2020)
    assert found.cost.converted == 26_214_405
    assert found.untold == ("lessons",)
    assert found.contract is None
    assert found.supply is None


def test_nothing_limited_is_quoted(thesaurus: Thesaurus, engine: Engine) -> None:
    limited = frozenset({"budget_amount", "minimum_contract", "budget_ceiling"})
    records = told(
        kr_parking=Terms(budget_amount=Decimal(44_801_234), budget_currency="KRW", limited=limited),
        cn_need_parking=Terms(budget_ceiling="4480.1234万元", limited=limited),
        kr_sol_parking=Terms(minimum_contract="44801234원", limited=limited),
    )

    found = synthesized(records, thesaurus, engine)

    assert "448" not in found.files()["matches.jsonl"]
    contract = match(found, "cn-need-parking", "kr-sol-parking").contract
    assert contract is not None
    assert contract.fit is Fit.FITS


def test_an_expired_need_is_in_no_match_and_no_candidate(thesaurus: Thesaurus, engine: Engine) -> None:
    records = told(cn_need_parking=Terms(valid_until=DAY))

    on_the_day = synthesized(records, thesaurus, engine, on=DAY)
    after = synthesized(records, thesaurus, engine, on=DAY + dt.timedelta(days=1))

    assert any(each.need_id == "cn-need-parking" for each in on_the_day.matches)
    assert not any(each.need_id == "cn-need-parking" for each in after.matches)
    assert not any("cn-need-parking" in each.record_ids for each in after.opportunities)
    kept = [each for each in on_the_day.matches if each.need_id != "cn-need-parking"]
    assert list(after.matches) == kept


@pytest.mark.parametrize(
    ("priority", "horizon", "expected"),
    [
        (Priority.HIGH, Horizon.SHORT, 0.462),
        (Priority.HIGH, Horizon.LONG, 0.44),
        (None, None, 0.4),
        (Priority.MEDIUM, Horizon.LONG, 0.4),
        (Priority.LOW, Horizon.LONG, 0.36),
    ],
)
def test_priority_and_horizon_weigh_within_bounds(
    priority: Priority | None, horizon: Horizon | None, expected: float
) -> None:
    assert weight(0.4, priority, horizon) == expected


def test_a_limited_result_is_not_told() -> None:
    assert untold(Terms(has_figures=True)) == ("cost", "lessons")
    assert untold(Terms(has_figures=True, limited=frozenset({"indicators"}))) == (
        "cost",
        "results",
        "lessons",
    )


# --- Reading

LINE = {"id": "n", "kind": "need", "country": "JP", "title": "駐車場", "lang": "ja"}


def read(tmp_path: Path, **fields: object) -> Record:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps({**LINE, **fields}, ensure_ascii=False), encoding="utf-8")
    return read_records([file])[0]


def test_terms_are_read_under_the_names_of_import_files(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        budget_ceiling="上限3億円",
        valid_until="2026-03-31",
        funding_source=None,
        budget={"amount": 66000000, "currency": "jpy"},
        indicators=[{"name": "台数", "value": 3}],
        visibility=[
            {"field": "budget", "readers": "members"},
            {"field": "budget_ceiling", "readers": "matched"},
            {"field": "payback", "readers": "public"},
        ],
    )

    assert record.terms == Terms(
        budget_ceiling="上限3億円",
        valid_until=DAY,
        budget_amount=Decimal(66_000_000),
        budget_currency="JPY",
        has_figures=True,
        limited=frozenset({"budget_amount", "budget_ceiling"}),
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"valid_until": "来年度末"}, "valid_until: expected a day such as 2026-03-31"),
        ({"budget_ceiling": 3}, "budget_ceiling: expected text"),
        ({"budget": 3}, "budget: expected an object"),
        ({"budget": {"amount": "3億円", "currency": "JPY"}}, "budget: amount: expected a number"),
        ({"budget": {"amount": 3, "currency": "円"}}, "budget: currency: expected three letters"),
        ({"visibility": {"budget": "members"}}, "visibility: expected a list"),
    ],
)
def test_bad_terms_are_named_with_their_place(
    tmp_path: Path, fields: dict[str, object], problem: str
) -> None:
    with pytest.raises(BadRecord, match=problem) as error:
        read(tmp_path, **fields)

    assert error.value.line == 1
