from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.events.conftest import add_session
from tricity.events import queries
from tricity.events.models import Event, Talk
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")
TITLES = {"en": "Forum", "ja": "フォーラム", "ko": "포럼", "zh-hans": "论坛"}
HOUR = dt.timedelta(hours=1)


def whole_event(**fields: Any) -> Event:
    """An event with everything."""
    start = dt.datetime(2020, 8, 5, 6, tzinfo=dt.UTC)
    event = factories.event(
        titles=TITLES,
        summaries={"en": "About cities."},
        places={"en": "online"},
        organizer_names=[{"en": "A secretariat", "ko": "사무국"}],
        starts_at=start,
        ends_at=start + 2 * HOUR,
        languages=["zh-hans", "ja", "ko"],
        interpretation="simultaneous",
        attendance=[
            {"value": 1500, "qualifier": "over", "source": "https://one.example/a"},
            {"value": 400, "qualifier": "around", "source": "https://www.two.example/b"},
        ],
        asked_for=[{"en": "more cities", "ko": "더 많은 도시"}],
        sources=["https://one.example/a"],
        **fields,
    )
    session = add_session(event, titles=TITLES, purposes={"en": "What for"}, duration_minutes=30)
    Talk.objects.create(
        session=session,
        speaker_name="Hisashi Michigami",
        native_name="道上尚史",
        native_language="ja",
        native_name_source="https://tcs.example/jp",
        roles={"en": "Secretary-General"},
    )
    Talk.objects.create(
        session=session, speaker_name="Kayun Jin", organization_names={"en": "An association"}
    )
    return event


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_the_readers_language(client: Client, language: str) -> None:
    event = whole_event()

    page = client.get(f"/{language}/events/{event.code}/").context["page"]

    assert page.event.title.text == TITLES[language]
    assert page.sessions[0].title.text == TITLES[language]


def test_reader_meets_a_digest_and_the_original_where_a_text_is_missing(client: Client) -> None:
    event = whole_event()

    response = client.get(f"/ko/events/{event.code}/")

    purpose = response.context["page"].sessions[0].purpose
    assert (purpose.text, purpose.source_text, purpose.source_language) == ("", "What for", "en")
    assert '<p class="pre-line" lang="en">What for</p>' in response.content.decode()
    assert response.context["page"].asked_for[0].text == "더 많은 도시"


def test_title_in_another_language_becomes_date_and_topics(client: Client) -> None:
    start = dt.datetime(2027, 5, 20, 5, tzinfo=dt.UTC)
    event = factories.event(titles={"ko": "스마트 주차 포럼"}, starts_at=start, ends_at=start + HOUR)

    title = client.get(f"/en/events/{event.code}/").context["page"].event.title

    assert title.text.startswith("Event on May 20, 2027: ")
    assert "arking" in title.text
    assert title.source_text == "스마트 주차 포럼"


def test_hours_are_in_the_readers_zone_with_its_name(client: Client) -> None:
    event = whole_event()
    client.cookies["time_zone"] = "Asia/Seoul"

    response = client.get(f"/en/events/{event.code}/")

    hours = response.context["page"].event.hours
    assert (hours.zone, hours.starts_on, hours.starts, hours.ends) == (
        "Asia/Seoul",
        "Aug. 5, 2020",
        "15:00",
        "17:00",
    )
    assert "In your time zone: Asia/Seoul (UTC+9)" in response.content.decode()


def test_native_name_comes_with_its_source_and_is_never_made_up(client: Client) -> None:
    event = whole_event()

    response = client.get(f"/ja/events/{event.code}/")

    verified, unverified = response.context["page"].sessions[0].talks
    assert (verified.native.text, verified.native_source.url, verified.is_native_first) == (
        "道上尚史",
        "https://tcs.example/jp",
        True,
    )
    assert (unverified.native, unverified.name) == (None, "Kayun Jin")
    assert 'href="https://tcs.example/jp"' in response.content.decode()


def test_reader_of_another_script_meets_the_latin_name_first(client: Client) -> None:
    event = whole_event()

    talk = client.get(f"/ko/events/{event.code}/").context["page"].sessions[0].talks[0]

    assert talk.is_native_first is False
    assert talk.name == "Hisashi Michigami"


def test_attendance_is_told_as_each_source_tells_it(client: Client) -> None:
    event = whole_event()

    told = client.get(f"/en/events/{event.code}/").context["page"].attendance

    assert [(each.sentence, each.source.domain) for each in told] == [
        ("Over 1,500 participants", "one.example"),
        ("Around 400 participants", "two.example"),
    ]


def test_list_has_what_comes_next_first_and_what_was_last_first(client: Client) -> None:
    now = timezone.now()
    days = {
        name: now + dt.timedelta(days=shift) for name, shift in {"a": -9, "b": -2, "c": 3, "d": 8}.items()
    }
    for name in "bdac":
        factories.event(titles={"en": name}, starts_at=days[name], ends_at=days[name] + HOUR)

    context = client.get("/en/events/").context

    assert [str(each.title) for each in context["upcoming"]] == ["c", "d"]
    assert [str(each.title) for each in context["past"]] == ["b", "a"]


def test_event_going_on_counts_as_upcoming() -> None:
    event = factories.event(starts_at=timezone.now() - HOUR, ends_at=timezone.now() + HOUR)

    assert list(queries.upcoming(queries.public_events())) == [event]
    assert list(queries.past(queries.public_events())) == []


def test_featured_is_the_next_event_or_else_the_last() -> None:
    start = timezone.now()
    assert queries.featured() is None

    older = factories.event(starts_at=start - 90 * HOUR, ends_at=start - 89 * HOUR)
    assert queries.featured() == older
    newer = factories.event(starts_at=start - 9 * HOUR, ends_at=start - 8 * HOUR)
    assert queries.featured() == newer
    factories.event(starts_at=start + 90 * HOUR, ends_at=start + 91 * HOUR)
    following = factories.event(starts_at=start + 9 * HOUR, ends_at=start + 10 * HOUR)
    factories.event(
        starts_at=start + HOUR, ends_at=start + 2 * HOUR, publication_state=PublicationState.DRAFT
    )
    assert queries.featured() == following


def test_draft_is_in_no_list_and_at_no_address_for_the_public(client: Client, draft: Event) -> None:
    assert "Secret forum" not in client.get("/en/events/").content.decode()
    assert client.get(f"/en/events/{draft.code}/").status_code == 404
    assert client.get(f"/en/events/{draft.code}/edit/").status_code == 302


@pytest.mark.parametrize("role", ["member", "curator:JP", "curator"])
def test_draft_is_not_there_for_those_who_do_not_prepare_it(client: Client, draft: Event, role: str) -> None:
    client.force_login(factories.user(roles=[] if role == "member" else [role]))

    assert "Secret forum" not in client.get("/en/events/").content.decode()
    assert client.get(f"/en/events/{draft.code}/").status_code == 404


def test_draft_is_seen_by_organizers_and_by_editors_of_its_owner(client: Client, draft: Event) -> None:
    body = factories.organization()
    draft.owner = body
    draft.save()

    for person in (
        factories.user(roles=["organizer"]),
        factories.user(roles=["operator"]),
        factories.user(organizations=[body]),
    ):
        client.force_login(person)
        assert [view.pk for view in client.get("/en/events/").context["drafts"]] == [draft.pk]
        assert client.get(f"/en/events/{draft.code}/").status_code == 200


def test_deleted_event_is_gone_for_everybody(organizer: Client) -> None:
    event = factories.event(deleted_at=timezone.now())

    assert organizer.get(f"/en/events/{event.code}/").status_code == 404
    assert organizer.get("/en/events/").context["upcoming"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_queries_whatever_its_length(
    client: Client, django_assert_num_queries: Any, number: int
) -> None:
    start = timezone.now()
    for _each in range(number):
        whole_event()
        factories.event(starts_at=start + HOUR, ends_at=start + 2 * HOUR)
    client.get("/en/events/")

    with django_assert_num_queries(3):
        client.get("/en/events/")


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_queries_whatever_its_length(
    client: Client, countries: Any, django_assert_num_queries: Any, number: int
) -> None:
    event = whole_event()
    candidate = factories.opportunity(publication_state=PublicationState.PUBLISHED)
    for each in range(number):
        session = add_session(event, position=each)
        session.opportunities.add(candidate)
        for name in ("A", "B"):
            Talk.objects.create(session=session, speaker_name=name, organization=factories.organization())
    client.get(f"/en/events/{event.code}/")

    with django_assert_num_queries(12):
        client.get(f"/en/events/{event.code}/")


def test_candidate_not_published_is_on_no_public_page(client: Client) -> None:
    session = add_session(factories.event())
    shown = factories.opportunity(publication_state=PublicationState.PUBLISHED)
    hidden = factories.opportunity(concept=factories.concept(names={"en": "Hidden topic"}))
    session.opportunities.add(shown, hidden)
    address = f"/en/events/{session.event.code}/"

    response = client.get(address)

    assert [each.code for each in response.context["page"].sessions[0].candidates] == [shown.code]
    assert "Hidden topic" not in response.content.decode()
    client.force_login(factories.user(roles=["curator:JP"]))
    assert len(client.get(address).context["page"].sessions[0].candidates) == 2


def test_pages_of_the_list_go_on_with_past_events(client: Client) -> None:
    start = timezone.now() - dt.timedelta(days=100)
    for each in range(22):
        factories.event(starts_at=start + each * HOUR, ends_at=start + (each + 1) * HOUR)

    assert len(client.get("/en/events/").context["past"]) == 20
    assert len(client.get("/en/events/?page=2").context["past"]) == 2
