"""Whoever is registered and opens the room while the event is on, or watches the replay, is counted once by each way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.participation.conftest import admission, registered, wish
from tests.replay.made import add_captions, published, with_media
from tricity.events.models import Event, Resource
from tricity.participation.actions import cancel, register
from tricity.participation.models import Arrival
from tricity.participation.rules import came

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_now(db: None) -> Event:
    now = timezone.now()
    event = factories.event(starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=1))
    admission(event)
    return event


def channels() -> list[str]:
    return list(Arrival.objects.order_by("pk").values_list("channel", flat=True))


def test_the_room_counts_once_however_often_it_is_opened(client: Client, on_now: Event) -> None:
    person = factories.user()
    registered(on_now, person)
    client.force_login(person)

    for _each in range(3):
        client.get(f"/en/events/{on_now.code}/room/")
    client.get(f"/en/events/{on_now.code}/room/?part=questions")

    assert channels() == ["room"]


def test_a_guest_with_a_code_counts_too(client: Client, on_now: Event) -> None:
    _row, secret = register(on_now, wish())

    client.get(f"/en/registrations/{secret}/room/")
    client.get(f"/en/events/{on_now.code}/room/")

    assert channels() == ["room"]


def test_looking_into_the_room_before_the_event_is_no_coming(client: Client, on_now: Event) -> None:
    later = timezone.now() + dt.timedelta(days=3)
    Event.objects.update(starts_at=later, ends_at=later + dt.timedelta(hours=2))
    person = factories.user()
    registered(on_now, person)
    client.force_login(person)

    client.get(f"/en/events/{on_now.code}/room/")

    assert channels() == []


def test_watching_the_replay_is_counted_and_gives_no_certificate(client: Client, on_now: Event) -> None:
    add_captions(on_now, "en")
    published(on_now, "floor")
    person = factories.user()
    row = registered(on_now, person)
    client.force_login(person)

    for _each in range(2):
        client.get(f"/en/events/{on_now.code}/replay/")

    assert channels() == ["replay"]
    assert not came(row)


def test_nobody_else_leaves_a_trace(client: Client, on_now: Event) -> None:
    published(on_now, "floor")
    person = factories.user()
    cancel(registered(on_now, person), by=person)

    for each in (None, factories.user(), person):
        if each is not None:
            client.force_login(each)
        client.get(f"/en/events/{on_now.code}/replay/")
        client.get(f"/en/events/{on_now.code}/room/")

    assert channels() == []


def test_an_organizer_s_look_at_what_is_not_published_does_not_count(client: Client, on_now: Event) -> None:
    with_media(on_now, "floor")
    person = factories.user(roles=["organizer"])
    registered(on_now, person)
    client.force_login(person)

    client.get(f"/en/events/{on_now.code}/replay/")

    assert channels() == []


def test_the_room_plays_a_published_replay(client: Client, on_now: Event) -> None:
    Resource.objects.create(
        event=on_now, kind="replay", titles={"en": "Their replay"}, url="https://example.org/r"
    )
    room = f"/en/events/{on_now.code}/room/"
    before = client.get(room)
    published(on_now, "floor", "ko")

    after = client.get(room)

    assert ("Their replay" in before.content.decode(), "data-player" in before.content.decode()) == (
        True,
        False,
    )
    html = after.content.decode()
    assert f"/en/events/{on_now.code}/replay/main.m3u8" in html
    assert '<option value="ko" lang="ko">한국어</option>' in html
    assert ("blob:" in before["Content-Security-Policy"], "blob:" in after["Content-Security-Policy"]) == (
        False,
        True,
    )


def test_the_room_page_takes_few_queries(
    client: Client, on_now: Event, django_assert_max_num_queries: Any
) -> None:
    published(on_now, "floor", "ko")
    client.get(f"/en/events/{on_now.code}/room/")

    with django_assert_max_num_queries(14):
        client.get(f"/en/events/{on_now.code}/room/")
