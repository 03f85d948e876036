from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.events.conftest import add_session
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.search.models import Outbox

pytestmark = pytest.mark.django_db


def typed(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a plain new event."""
    return {
        "titles_ko": "스마트시티 포럼",
        "starts": "2027-05-20T14:00",
        "ends": "2027-05-20T16:00",
        "time_zone": "Asia/Seoul",
        "languages": ["ko", "ja"],
        "interpretation": "simultaneous",
        "organizers-TOTAL_FORMS": "2",
        "organizers-INITIAL_FORMS": "0",
        "organizers-0-names_en": "A secretariat",
        "organizers-0-names_ko": "사무국",
        **changes,
    }


def test_organizer_makes_an_event_that_waits_as_a_draft(organizer: Client) -> None:
    response = organizer.post("/en/events/new/", typed())

    event = Event.objects.get()
    assert response["Location"] == f"/en/events/{event.code}/"
    assert event.titles == {"ko": "스마트시티 포럼"}
    assert event.starts_at == dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)
    assert event.ends_at == dt.datetime(2027, 5, 20, 7, tzinfo=dt.UTC)
    assert event.organizer_names == [{"en": "A secretariat", "ko": "사무국"}]
    assert event.languages == ["ko", "ja"]
    assert not event.is_public
    assert Entry.objects.filter(verb="event.made", subject_code=event.code).exists()
    assert Outbox.objects.filter(subject_kind="events.event", subject_id=event.pk).exists()


@pytest.mark.parametrize("role", ["organizer", "operator"])
def test_these_roles_may_make_events(client: Client, role: str) -> None:
    client.force_login(factories.user(roles=[role]))

    assert client.get("/en/events/new/").status_code == 200
    assert client.post("/en/events/new/", typed()).status_code == 302


@pytest.mark.parametrize("role", ["", "curator", "curator:KR", "translator"])
def test_these_roles_may_not(client: Client, role: str) -> None:
    client.force_login(factories.user(roles=[role] if role else [], organizations=[factories.organization()]))

    assert client.get("/en/events/new/").status_code == 403
    assert client.post("/en/events/new/", typed()).status_code == 403
    assert not Event.objects.exists()


def test_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.post("/en/events/new/", typed())["Location"].startswith("/en/sign-in/")
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("titles_en", {"titles_ko": ""}),
        ("starts", {"starts": "20 May 2027"}),
        ("starts", {"starts": "2027-05-20T14:00+09:00"}),
        ("starts", {"starts": ""}),
        ("ends", {"ends": "2027-05-20T14:00"}),
        ("ends", {"ends": "2027-05-20T13:00"}),
        ("ends", {"ends": "2028-05-20T16:00"}),
        ("time_zone", {"time_zone": "Mars/Olympus"}),
        ("starts", {"time_zone": "Europe/Berlin", "starts": "2027-03-28T02:30"}),
        ("ends", {"time_zone": "America/New_York", "starts": "2027-11-06T20:00", "ends": "2027-11-07T01:30"}),
        ("languages", {"languages": ["xx"]}),
        ("interpretation", {"interpretation": "telepathic"}),
        ("owner", {"owner": "A body nobody knows"}),
        ("titles_ko", {"titles_ko": "가" * 201}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    organizer: Client, field: str, changes: dict[str, Any]
) -> None:
    response = organizer.post("/en/events/new/", typed(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Event.objects.exists()


def test_refused_form_keeps_what_was_typed(organizer: Client) -> None:
    response = organizer.post("/ja/events/new/", typed(ends="2027-05-20T13:00"))

    content = response.content.decode()
    assert 'value="스마트시티 포럼"' in content
    assert 'value="2027-05-20T14:00"' in content
    assert 'value="사무국"' in content


def test_inputs_name_their_language(organizer: Client) -> None:
    content = organizer.get("/en/events/new/").content.decode()

    for tag, name in (("en", "English"), ("ja", "日本語"), ("ko", "한국어"), ("zh-Hans", "简体中文")):
        assert f'lang="{tag}">{name}</label>' in content


def test_form_needs_its_token(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.user(roles=["organizer"]))

    assert strict.post("/en/events/new/", typed()).status_code == 403
    assert not Event.objects.exists()


def stored(**fields: Any) -> Event:
    start = dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)
    return factories.event(
        **{
            "titles": {"ko": "포럼", "zh-hant": "論壇"},
            "starts_at": start,
            "ends_at": start + dt.timedelta(hours=2),
            "time_zone": "Asia/Seoul",
            **fields,
        }
    )


def test_form_shows_the_hours_of_the_events_own_zone(organizer: Client) -> None:
    content = organizer.get(f"/en/events/{stored().code}/edit/").content.decode()

    assert 'value="2027-05-20T14:00"' in content
    assert '<option value="Asia/Seoul" selected>' in content


def test_change_keeps_languages_the_form_does_not_show(organizer: Client) -> None:
    event = stored()

    organizer.post(f"/en/events/{event.code}/edit/", typed(version="1"))

    event.refresh_from_db()
    assert event.titles == {"ko": "스마트시티 포럼", "zh-hant": "論壇"}
    assert event.version == 2


def test_sessions_with_hours_move_along_with_the_start(organizer: Client) -> None:
    event = stored()
    session = add_session(event, starts_at=event.starts_at, duration_minutes=30)
    untimed = add_session(event, position=1)

    organizer.post(
        f"/en/events/{event.code}/edit/",
        typed(version="1", starts="2027-05-21T15:00", ends="2027-05-21T17:00"),
    )

    session.refresh_from_db()
    untimed.refresh_from_db()
    assert session.starts_at == dt.datetime(2027, 5, 21, 6, tzinfo=dt.UTC)
    assert untimed.starts_at is None


def test_event_cannot_end_before_its_last_session(organizer: Client) -> None:
    event = stored()
    add_session(event, starts_at=event.starts_at + dt.timedelta(minutes=90), duration_minutes=30)

    response = organizer.post(f"/en/events/{event.code}/edit/", typed(version="1", ends="2027-05-20T15:45"))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ends"]


def test_change_over_somebody_elses_is_stopped_once(organizer: Client) -> None:
    event = stored()
    organizer.post(f"/en/events/{event.code}/edit/", typed(version="1", titles_ko="먼저"))

    response = organizer.post(f"/en/events/{event.code}/edit/", typed(version="1", titles_ko="나중"))

    event.refresh_from_db()
    assert response.status_code == 409
    assert event.titles["ko"] == "먼저"
    assert 'value="나중"' in response.content.decode()
    assert 'name="version" value="2"' in response.content.decode()


def test_editors_of_the_owner_change_their_event_but_do_not_give_it_away(client: Client) -> None:
    body = factories.organization()
    event = stored(owner=body)
    client.force_login(factories.user(organizations=[body]))

    response = client.post(f"/en/events/{event.code}/edit/", typed(version="1", owner=""))

    event.refresh_from_db()
    assert response.status_code == 302
    assert event.owner == body


def test_organizer_gives_an_event_to_a_body_by_any_of_its_names(organizer: Client) -> None:
    body = factories.organization(names={"ja": "事務局", "en": "Secretariat"})
    event = stored()

    organizer.post(f"/en/events/{event.code}/edit/", typed(version="1", owner="事務局"))

    event.refresh_from_db()
    assert event.owner == body


@pytest.mark.parametrize("deed", ["edit", "results", "sessions/new", "resources/new"])
@pytest.mark.parametrize("role", ["", "curator", "curator:JP"])
def test_others_may_not_change_a_public_event(client: Client, role: str, deed: str) -> None:
    event = stored(owner=factories.organization())
    client.force_login(factories.user(roles=[role] if role else [], organizations=[factories.organization()]))

    assert client.get(f"/en/events/{event.code}/{deed}/").status_code == 403
    assert client.post(f"/en/events/{event.code}/{deed}/", typed()).status_code == 403


@pytest.mark.parametrize(("deed", "is_public"), [("publish", True), ("withdraw", False)])
def test_organizer_publishes_and_withdraws(organizer: Client, deed: str, is_public: bool) -> None:
    event = stored(publication_state="draft" if is_public else "published", published_at=None)

    organizer.post(f"/en/events/{event.code}/{deed}/")
    organizer.post(f"/en/events/{event.code}/{deed}/")

    event.refresh_from_db()
    assert event.is_public == is_public
    assert Entry.objects.filter(subject_code=event.code).count() == 1


@pytest.mark.parametrize("deed", ["publish", "withdraw"])
def test_publishing_is_not_for_others_and_not_by_a_link(client: Client, deed: str) -> None:
    event = stored()
    assert client.post(f"/en/events/{event.code}/{deed}/")["Location"].startswith("/en/sign-in/")

    client.force_login(factories.user(roles=["curator"]))
    assert client.post(f"/en/events/{event.code}/{deed}/").status_code == 403
    assert client.get(f"/en/events/{event.code}/{deed}/").status_code == 405
    event.refresh_from_db()
    assert event.is_public


def results(**changes: str) -> dict[str, str]:
    return {
        "attendance-TOTAL_FORMS": "2",
        "attendance-INITIAL_FORMS": "0",
        "attendance-0-value": "500",
        "attendance-0-qualifier": "over",
        "attendance-0-source": "https://one.example/",
        "asked-TOTAL_FORMS": "2",
        "asked-INITIAL_FORMS": "0",
        "asked-1-texts_ja": "より多くの都市",
        "sources": "https://one.example/\nhttps://two.example/",
        **changes,
    }


def test_results_keep_figures_with_their_sources(organizer: Client) -> None:
    event = stored(sources=[{"url": "https://one.example/", "read_on": "2026-01-02"}])

    response = organizer.post(f"/en/events/{event.code}/results/", results())

    event.refresh_from_db()
    assert response.status_code == 302
    assert event.attendance == [{"qualifier": "over", "value": 500, "source": "https://one.example/"}]
    assert event.asked_for == [{"ja": "より多くの都市"}]
    assert event.sources == [
        {"url": "https://one.example/", "read_on": "2026-01-02"},
        "https://two.example/",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"attendance-0-value": "many"},
        {"attendance-0-value": "-1"},
        {"attendance-0-source": "not an address"},
        {"sources": "javascript:alert(1)"},
        {"attendance-TOTAL_FORMS": "x"},
    ],
)
def test_results_that_cannot_be_are_refused(organizer: Client, changes: dict[str, str]) -> None:
    event = stored()

    response = organizer.post(f"/en/events/{event.code}/results/", results(**changes))

    assert response.status_code == 422
    event.refresh_from_db()
    assert event.attendance == []


def test_desk_shows_organizers_their_drafts_and_what_comes(organizer: Client) -> None:
    soon = timezone.now() + dt.timedelta(days=1)
    stored(titles={"en": "Being prepared"}, publication_state="draft")
    stored(titles={"en": "Announced"}, starts_at=soon, ends_at=soon + dt.timedelta(hours=1))
    stored(
        titles={"en": "Over"},
        starts_at=soon - dt.timedelta(days=9),
        ends_at=soon - dt.timedelta(days=8),
    )

    desk = organizer.get("/en/my/").context["desk"]

    assert [(str(each.what), str(each.title)) for each in desk.items] == [
        ("Your event", "Being prepared"),
        ("An event soon", "Announced"),
    ]
    assert [(str(each.title), each.total) for each in desk.waiting] == [
        ("Events you prepare", 1),
        ("Events", 1),
    ]


def test_desk_of_others_says_nothing_of_events(client: Client, draft: Event) -> None:
    client.force_login(factories.user(roles=["curator"]))

    titles = [str(each.title) for each in client.get("/en/my/").context["desk"].waiting]

    assert "Events you prepare" not in titles
