from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.events.conftest import add_session
from tricity.activity.models import Entry
from tricity.cooperation import panels
from tricity.cooperation.models import Opportunity
from tricity.events.models import Event, Session
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


def coming(**fields: Any) -> Event:
    start = timezone.now() + dt.timedelta(days=3)
    return factories.event(starts_at=start, ends_at=start + dt.timedelta(hours=2), **fields)


@pytest.fixture
def session(db: None) -> Session:
    return add_session(coming())


@pytest.fixture
def candidate(db: None) -> Opportunity:
    return factories.opportunity(publication_state=PublicationState.PUBLISHED)


def panel(opportunity: Opportunity, user: Any, language: str = "en") -> Any:
    found = [
        each.context
        for each in panels.panels(opportunity, language=language, user=user)
        if each.template == "events/programme_panel.html"
    ]
    return found[0] if found else None


def test_organizer_puts_a_candidate_on_the_programme(
    organizer: Client, session: Session, candidate: Opportunity
) -> None:
    address = f"/en/opportunities/{candidate.code}/programme/add/"

    organizer.post(address, {"session": session.pk})
    response = organizer.post(address, {"session": session.pk})

    assert response["Location"] == candidate.get_absolute_url()
    assert list(session.opportunities.all()) == [candidate]
    assert Entry.objects.filter(verb="event.candidate-added").count() == 1
    page = Client().get(f"/en/events/{session.event.code}/").context["page"]
    assert [each.code for each in page.sessions[0].candidates] == [candidate.code]


def test_and_takes_it_off_again(organizer: Client, session: Session, candidate: Opportunity) -> None:
    session.opportunities.add(candidate)

    for _twice in range(2):
        organizer.post(f"/en/opportunities/{candidate.code}/programme/remove/", {"session": session.pk})

    assert not session.opportunities.exists()
    assert Entry.objects.filter(verb="event.candidate-removed").count() == 1


@pytest.mark.parametrize("deed", ["add", "remove"])
@pytest.mark.parametrize("role", ["visitor", "member", "curator"])
def test_others_may_not(
    client: Client, session: Session, candidate: Opportunity, role: str, deed: str
) -> None:
    session.opportunities.set([candidate] if deed == "remove" else [])
    if role != "visitor":
        client.force_login(factories.user(roles=["curator"] if role == "curator" else []))

    response = client.post(f"/en/opportunities/{candidate.code}/programme/{deed}/", {"session": session.pk})

    assert response.status_code == (302 if role == "visitor" else 403)
    assert session.opportunities.exists() == (deed == "remove")


def test_editor_may_for_the_events_of_the_own_body_only(client: Client, candidate: Opportunity) -> None:
    body = factories.organization()
    own, other = add_session(coming(owner=body)), add_session(coming())
    client.force_login(factories.user(organizations=[body]))
    address = f"/en/opportunities/{candidate.code}/programme/add/"

    assert client.post(address, {"session": own.pk}).status_code == 302
    assert client.post(address, {"session": other.pk}).status_code == 403


def test_candidate_one_may_not_read_is_not_there(organizer: Client, session: Session) -> None:
    hidden = factories.opportunity()

    response = organizer.post(f"/en/opportunities/{hidden.code}/programme/add/", {"session": session.pk})

    assert response.status_code == 404


@pytest.mark.parametrize("given", ["", "0", "999999", "x", "²", "1" * 30])
def test_session_that_does_not_exist_is_not_found(
    organizer: Client, candidate: Opportunity, given: str
) -> None:
    response = organizer.post(f"/en/opportunities/{candidate.code}/programme/add/", {"session": given})

    assert response.status_code == 404


def test_programme_of_a_past_event_is_closed(organizer: Client, candidate: Opportunity) -> None:
    start = timezone.now() - dt.timedelta(days=3)
    session = add_session(factories.event(starts_at=start, ends_at=start + dt.timedelta(hours=1)))

    response = organizer.post(f"/en/opportunities/{candidate.code}/programme/add/", {"session": session.pk})

    assert response.status_code == 409
    assert not session.opportunities.exists()


def test_adding_is_not_done_by_a_link(organizer: Client, candidate: Opportunity) -> None:
    assert organizer.get(f"/en/opportunities/{candidate.code}/programme/add/").status_code == 405


def test_panel_offers_organizers_the_open_sessions(session: Session, candidate: Opportunity) -> None:
    start = timezone.now() - dt.timedelta(days=3)
    add_session(factories.event(starts_at=start, ends_at=start + dt.timedelta(hours=1)))
    taken = add_session(session.event, titles={"en": "Taken"}, position=1)
    taken.opportunities.add(candidate)

    shown = panel(candidate, factories.user(roles=["organizer"]))

    assert [each.session_id for each in shown["choices"]] == [session.pk]
    assert [(str(each.title), each.may_remove) for each in shown["places"]] == [("Taken", True)]


def test_panel_shows_others_where_it_stands_and_no_draft(
    session: Session, candidate: Opportunity, draft: Event
) -> None:
    hidden = add_session(draft, titles={"en": "Hidden"})
    session.opportunities.add(candidate)
    hidden.opportunities.add(candidate)

    shown = panel(candidate, AnonymousUser())

    assert [(each.session_id, each.may_remove) for each in shown["places"]] == [(session.pk, False)]
    assert shown["choices"] == []
    mine = panel(candidate, factories.user(roles=["organizer"]))
    assert {each.session_id for each in mine["places"]} == {session.pk, hidden.pk}


def test_panel_is_left_out_where_there_is_nothing(candidate: Opportunity) -> None:
    assert panel(candidate, AnonymousUser()) is None
    assert panel(candidate, factories.user(roles=["curator"])) is None


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_page_of_the_candidate_carries_the_panel(
    organizer: Client, session: Session, candidate: Opportunity, language: str
) -> None:
    content = organizer.get(f"/{language}/opportunities/{candidate.code}/").content.decode()

    assert f'action="/{language}/opportunities/{candidate.code}/programme/add/"' in content
    assert f'<option value="{session.pk}">' in content
