"""Registered people without an account in the room, by the code of their registration."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.participation.conftest import admission, wish
from tests.rooms.conftest import ask
from tricity.events.models import Event
from tricity.participation.actions import cancel, register
from tricity.participation.models import Registration
from tricity.rooms.models import Question, Room, Vote

pytestmark = pytest.mark.django_db


def registered(event: Event) -> tuple[Registration, str]:
    return register(event, wish(), user=None)


@pytest.fixture
def open_forum(forum: Event) -> Event:
    admission(forum)
    Room.objects.update(open_to="registered")
    return forum


def test_registration_leads_into_the_room(client: Client, open_forum: Event) -> None:
    _row, secret = registered(open_forum)
    room = f"/en/events/{open_forum.code}/room/"
    assert client.get(room).status_code == 302

    page = client.get(f"/en/registrations/{secret}/").content.decode()
    assert f'href="/en/registrations/{secret}/room/"' in page
    assert client.get(f"/en/registrations/{secret}/room/")["Location"] == room
    assert client.get(room).status_code == 200
    assert secret not in str(client.cookies)


def test_guest_asks_and_votes_once(client: Client, open_forum: Event) -> None:
    row, secret = registered(open_forum)
    client.get(f"/en/registrations/{secret}/room/")
    question = ask(open_forum, by=factories.user(roles=["organizer"]))
    room = f"/en/events/{open_forum.code}/room/"

    client.post(f"{room}ask/", {"text": "주차는?", "is_named": "on"})
    for _each in range(2):
        client.post(f"{room}questions/{question.code}/vote/")

    asked = Question.objects.get(text="주차는?")
    assert (asked.asker, asked.asker_name) == (f"guest:{row.code}", "김하늘")
    assert Vote.objects.get().voter == f"guest:{row.code}"


def test_cancelled_registration_and_forged_cookie_open_nothing(client: Client, open_forum: Event) -> None:
    row, secret = registered(open_forum)
    client.get(f"/en/registrations/{secret}/room/")
    room = f"/en/events/{open_forum.code}/room/"

    cancel(row)
    assert client.get(room).status_code == 302
    assert client.get(f"/en/registrations/{secret}/room/")["Location"] == f"/en/registrations/{secret}/"
    client.cookies["room_guest"] = registered(open_forum)[0].code
    assert client.get(room).status_code == 302
    assert client.get("/en/registrations/AAAA-AAAA/room/").status_code == 404


def test_account_that_is_registered_enters(client: Client, open_forum: Event) -> None:
    person = factories.user()
    client.force_login(person)
    room = f"/en/events/{open_forum.code}/room/"
    assert client.get(room).status_code == 403

    register(open_forum, wish(), user=person)
    assert client.get(room).status_code == 200


def test_guest_of_one_event_is_nobody_in_another(client: Client, open_forum: Event) -> None:
    _row, secret = registered(open_forum)
    client.get(f"/en/registrations/{secret}/room/")
    other = factories.event()
    Room.objects.create(event=other, open_to="registered")

    assert client.get(f"/en/events/{other.code}/room/").status_code == 302
