from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests import factories
from tricity.calendars.actions import load_seed
from tricity.calendars.models import CalendarCoverage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calendars(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    clock = SimpleNamespace(now=lambda: now, localdate=now.date)
    monkeypatch.setattr("tricity.events.views.planning.timezone", clock)
    for code in ("CN", "JP", "KR"):
        factories.country(code)
    load_seed()


def wish(**changes: Any) -> dict[str, Any]:
    return {
        "minutes": "120",
        "first": "2027-09-13",
        "last": "2027-09-17",
        "notice_days": "0",
        "countries": ["JP", "KR"],
        "languages": ["ja", "ko"],
        **changes,
    }


def test_organizer_finds_times_around_chuseok(organizer: Client) -> None:
    found = organizer.get("/en/events/plan/", wish()).context["found"]

    assert len(found.days) == 2
    assert any("Chuseok" in remark for day in found.days for remark in day.best.remarks)
    assert len(found.missed) == 3


def test_time_is_written_on_the_clock_of_every_capital(organizer: Client) -> None:
    CalendarCoverage.objects.filter(country="CN").update(known_until="2027-12-31")

    found = organizer.get(
        "/en/events/plan/", wish(countries=["CN", "JP", "KR"], first="2027-11-08", last="2027-11-08")
    ).context["found"]

    assert found.days[0].best.sentence == "12:00 Beijing / 13:00 Tokyo / 13:00 Seoul"


def test_what_is_not_announced_is_said_to_be_unknown(organizer: Client) -> None:
    found = organizer.get(
        "/en/events/plan/", wish(countries=["CN", "JP"], first="2027-11-08", last="2027-11-10")
    ).context["found"]

    assert found.days == ()
    assert len(found.unknown) == 3
    assert "not known yet" in found.unknown[0].remarks[0]


def test_language_nobody_interprets_is_named(organizer: Client) -> None:
    found = organizer.get("/en/events/plan/", wish(languages=["ja"])).context["found"]

    assert "Nobody speaks or interprets: Korean." in found.notes


def test_chosen_time_begins_a_new_event(organizer: Client) -> None:
    found = organizer.get("/en/events/plan/", wish()).context["found"]

    page = organizer.get(found.days[0].best.url)

    assert urlsplit(found.days[0].best.url).path == "/en/events/new/"
    initial = page.context["form"].initial
    assert (initial["ends"] - initial["starts"]).seconds == 2 * 60 * 60
    assert initial["languages"] == ["ja", "ko"]
    assert f'value="{initial["starts"]:%Y-%m-%dT%H:%M}"' in page.content.decode()


@pytest.mark.parametrize("query", ["?starts=x&ends=y&time_zone=UTC", "?time_zone=Mars", "?starts=%00"])
def test_time_that_cannot_be_read_is_left_out(organizer: Client, query: str) -> None:
    assert organizer.get(f"/en/events/new/{query}").status_code == 200


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("last", {"last": "2027-09-12"}),
        ("last", {"last": "2028-01-01"}),
        ("last", {"first": "2026-11-01", "last": "2026-11-30"}),
        ("minutes", {"minutes": "0"}),
        ("countries", {"countries": []}),
        ("closes_JP", {"opens_JP": "18:00", "closes_JP": "09:00"}),
        ("opens_KR", {"opens_KR": "nine"}),
        ("zone_1", {"zone_1": "Mars/Olympus"}),
    ],
)
def test_wish_that_cannot_be_is_refused_at_its_field(
    organizer: Client, field: str, changes: dict[str, Any]
) -> None:
    response = organizer.get("/en/events/plan/", wish(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize("role", ["", "curator", "translator"])
def test_planning_is_for_organizers(client: Client, role: str) -> None:
    client.force_login(factories.user(roles=[role] if role else []))

    assert client.get("/en/events/plan/").status_code == 403
