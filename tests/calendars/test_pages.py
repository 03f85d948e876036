from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.activity.models import Entry
from tricity.calendars.actions import load_seed
from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.calendars.queries import planning_calendars
from tricity.calendars.seeds import read_seed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    for code in ("CN", "JP", "KR"):
        factories.country(code)
    load_seed()


def disputed() -> CalendarDay:
    return CalendarDay.objects.get(country="KR", date="2026-07-17")


def typed(**changes: str) -> dict[str, str]:
    return {
        "kind": "public",
        "names_ko": "제헌절",
        "source": "관보 https://gwanbo.go.kr/",
        "stated_on": "2026-02-01",
        **changes,
    }


def test_shipped_file_has_names_in_every_language_and_says_how_far_it_knows() -> None:
    seed = read_seed()

    assert {day.country for day in seed.days} == {"CN", "JP", "KR"}
    assert all(set(day.names) == {"en", "ja", "ko", "zh-hans"} for day in seed.days)
    assert {each.country: each.known_until for each in seed.coverage}["CN"] == dt.date(2026, 12, 31)


def test_loading_twice_changes_nothing_and_keeps_what_was_edited() -> None:
    CalendarDay.objects.filter(pk=disputed().pk).update(
        names={"ko": "다른 이름"}, edited_at="2026-11-01T00:00Z"
    )

    again = load_seed()

    assert (again.created, again.changed, again.kept) == (0, 0, 1)
    assert disputed().names == {"ko": "다른 이름"}


def test_seed_knows_the_make_up_saturday_after_the_national_day() -> None:
    day = CalendarDay.objects.get(country="CN", date="2026-10-10")

    assert (day.kind, day.names["en"]) == ("makeup", "National Day")


def test_year_shows_every_country_with_its_days(client: Client) -> None:
    content = client.get("/en/calendars/?year=2026").content.decode()

    assert "Day before Chuseok" in content
    assert "Make-up working day" in content
    assert "Sources disagree" in content


def test_month_shows_all_its_days_and_what_is_not_known(client: Client) -> None:
    response = client.get("/ko/calendars/?month=2027-02")

    [month] = response.context["months"]
    columns = [head.code for head in response.context["heads"]]
    standings = {code: month.rows[0].cells[columns.index(code)].standing for code in columns}
    assert len(month.rows) == 28
    assert standings == {"CN": "unknown", "JP": "working", "KR": "working"}


@pytest.mark.parametrize("query", ["?year=9999", "?month=2026-13", "?month=%00", "?year=-1"])
def test_what_cannot_be_read_shows_some_year(client: Client, query: str) -> None:
    assert client.get(f"/en/calendars/{query}").status_code == 200


def test_days_go_out_as_json_with_sources(client: Client) -> None:
    given = client.get("/en/calendars/days.json?year=2026").json()

    day = next(each for each in given["days"] if (each["country"], each["date"]) == ("KR", "2026-07-17"))
    assert day["needs_check"] is True
    assert day["others"] == [{"source": "workalendar 17.0.0", "kind": ""}]
    assert given["coverage"]["CN"]["known_until"] == "2026-12-31"


@pytest.mark.parametrize(
    ("roles", "status"), [([], 403), (["curator:JP"], 403), (["curator:KR"], 200), (["operator"], 200)]
)
def test_curators_of_the_country_keep_its_days(client: Client, roles: list[str], status: int) -> None:
    client.force_login(factories.user(roles=roles))

    assert client.get(f"/en/calendars/days/{disputed().pk}/").status_code == status
    assert client.get("/en/calendars/kr/days/new/").status_code == status
    assert client.get("/en/calendars/kr/known-until/").status_code == status


def test_curator_settles_what_sources_disagree_about(client: Client) -> None:
    client.force_login(factories.user(roles=["curator:KR"]))

    response = client.post(f"/en/calendars/days/{disputed().pk}/", typed())

    assert response["Location"] == "/en/calendars/?month=2026-07"
    assert not disputed().needs_check
    entry = Entry.objects.get(verb="calendar.day-changed")
    assert entry.details == {"country": "KR", "date": "2026-07-17", "kind": "public"}


def test_new_day_is_added_once(client: Client) -> None:
    client.force_login(factories.user(roles=["curator:KR"]))
    new = typed(date="2026-12-31", names_ko="임시공휴일")

    first = client.post("/en/calendars/kr/days/new/", new)
    second = client.post("/en/calendars/kr/days/new/", new)

    assert (first.status_code, second.status_code) == (302, 422)
    assert list(second.context["form"].errors) == ["date"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("names_en", {"names_ko": ""}),
        ("source", {"source": ""}),
        ("stated_on", {"stated_on": "yesterday"}),
        ("date", {"date": "1999-01-01"}),
        ("kind", {"kind": "party"}),
    ],
)
def test_day_that_cannot_be_is_refused_at_its_field(
    client: Client, field: str, changes: dict[str, Any]
) -> None:
    client.force_login(factories.user(roles=["operator"]))

    response = client.post("/en/calendars/kr/days/new/", typed(**{"date": "2026-12-30", **changes}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_announcement_of_the_next_year_moves_what_is_known(client: Client) -> None:
    client.force_login(factories.user(roles=["curator:CN"]))

    client.post(
        "/en/calendars/cn/known-until/",
        {"known_until": "2027-12-31", "source": "国办发明电", "stated_on": "2026-11-26"},
    )

    load_seed()
    assert CalendarCoverage.objects.get(country="CN").known_until == dt.date(2027, 12, 31)
    assert Entry.objects.filter(verb="calendar.coverage-changed").exists()


def test_country_without_a_calendar_is_known_until_never() -> None:
    found = planning_calendars(["MN"], dt.date(2026, 1, 1), dt.date(2026, 1, 2), language="en")

    assert found["MN"].known_until is None


def test_page_asks_the_database_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        client.get("/en/calendars/?year=2026")
