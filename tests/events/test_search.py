from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.events import actions
from tricity.events.models import Event
from tricity.search import indexer
from tricity.search.queries import find

pytestmark = pytest.mark.django_db


def indexed(event: Event) -> Event:
    actions.save_event(event, by=None)
    indexer.catch_up()
    return event


@pytest.mark.parametrize(
    ("language", "question"), [("en", "parking"), ("ja", "駐車場"), ("ko", "주차"), ("zh-hans", "停车")]
)
def test_event_is_found_from_every_language(language: str, question: str) -> None:
    event = indexed(factories.event(titles={"ko": "스마트 주차 포럼", "en": "Forum on smart parking"}))

    found = find(question, language=language, kinds=["event"])

    assert [hit.pk for hit in found.hits] == [event.pk]
    assert found.hits[0].object.pk == event.pk


def test_event_is_found_by_its_sessions() -> None:
    event = factories.event()
    add_session(event, titles={"ja": "自動運転バスの経験"})
    indexed(event)

    assert [hit.pk for hit in find("自動運転", language="ja", kinds=["event"]).hits] == [event.pk]


@pytest.mark.parametrize("role", ["", "curator", "organizer", "operator"])
def test_draft_is_found_by_nobody(draft: Event, role: str) -> None:
    indexed(draft)
    person = factories.user(roles=[role] if role else [])

    assert find("Secret forum", language="en", kinds=["event"], user=person).hits == ()


def test_withdrawn_event_is_no_longer_found_even_before_the_index_follows() -> None:
    event = indexed(factories.event(titles={"en": "Secret forum"}))
    assert find("Secret forum", language="en", kinds=["event"]).hits

    actions.withdraw(event, by=None)

    secretariat = factories.user(roles=["curator"])
    assert find("Secret forum", language="en", kinds=["event"], user=secretariat).hits == ()
    indexer.catch_up()
    assert find("Secret forum", language="en", kinds=["event"]).total == 0


def test_search_page_shows_the_event_as_a_card(client: Client) -> None:
    event = indexed(factories.event(titles={"en": "Forum on smart parking"}))

    content = client.get("/en/search/?q=parking").content.decode()

    assert f'href="/en/events/{event.code}/"' in content
