"""What programs read of events: mode, rooms, people, series and the replay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.replay.made import add_captions, published, with_media
from tricity.events.models import Event, Room, Series, SessionPerson
from tricity.media import FLOOR
from tricity.replay.models import Replay

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
API = "/api/v1/events"


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.REPLAY_FOLDER = tmp_path / "replay"


@pytest.fixture
def event(db: None) -> Event:
    return factories.event(titles={"en": "Forum"}, mode="hybrid")


def read(client: Client, event: Event) -> Any:
    response = client.get(f"{API}/{event.code}")
    assert response.status_code == 200, response.json()
    return response.json()


def test_event_says_how_one_takes_part_and_to_what_series_it_belongs(program: Program, event: Event) -> None:
    event.series = Series.objects.create(titles={"ja": "対話", "en": "Dialogue"})
    event.save()

    found = read(program(language="ja"), event)

    assert found["mode"] == "hybrid"
    assert found["series"]["titles"] == {"ja": "対話", "en": "Dialogue"}
    assert found["series"]["url"].endswith(f"/ja/event-series/{event.series.code}/")
    (listed,) = program().get(API).json()["items"]
    assert (listed["mode"], listed["series"]["code"]) == ("hybrid", event.series.code)


def test_sessions_name_their_room_by_its_number(program: Program, event: Event) -> None:
    Room.objects.create(event=event, names={"en": "Small hall"}, position=2)
    hall = Room.objects.create(event=event, names={"ko": "대강당"}, places={"ko": "3층"}, position=1)
    event.sessions.create(kind="panel", titles={"en": "Panel"}, room=hall)
    event.sessions.create(kind="break", titles={"en": "Break"})

    found = read(program(), event)

    assert found["rooms"] == [
        {"number": 1, "names": {"ko": "대강당"}, "places": {"ko": "3층"}},
        {"number": 2, "names": {"en": "Small hall"}, "places": {}},
    ]
    assert [each["room"] for each in found["sessions"]] == [1, None]


def test_people_of_a_session_are_those_named_on_the_page_with_public_fields_alone(
    program: Program, event: Event
) -> None:
    body, gone = factories.organization("JP"), factories.organization("JP", deleted_at=timezone.now())
    session = event.sessions.create(kind="panel", titles={"en": "Panel"})
    named = {"session": session, "native_name": "山田花子", "native_language": "ja"}
    SessionPerson.objects.create(
        **named, role="moderator", reading="やまだ はなこ", romanized_name="YAMADA Hanako",
        organization=body, is_public=True, user=factories.user(),
    )  # fmt: skip
    SessionPerson.objects.create(
        session=session, romanized_name="Hidden", role="interpreter", from_language="ja", to_language="ko"
    )
    SessionPerson.objects.create(
        session=session, romanized_name="Shown", role="chair", organization=gone, is_public=True
    )

    people = read(program(), event)["sessions"][0]["people"]

    assert people[0] == {
        "role": "moderator",
        "native_name": "山田花子",
        "native_language": "ja",
        "reading": "やまだ はなこ",
        "romanized_name": "YAMADA Hanako",
        "organization": body.code,
        "organization_names": {},
    }
    assert [(each["romanized_name"], each["organization"]) for each in people[1:]] == [("Shown", None)]


def test_published_replay_names_its_languages_and_where_they_are(program: Program, event: Event) -> None:
    published(event, "zh-hans", FLOOR)
    add_captions(event, "ja", texts=["はい。"])

    found = read(program(language="ko"), event)["replay"]

    start = f"http://testserver/ko/events/{event.code}/replay"
    assert found["url"] == f"{start}/"
    assert found["sound"] == ["floor", "zh-Hans"]
    assert found["playlist"] == f"{start}/main.m3u8"
    assert found["captions"] == [{"language": "ja", "origin": "human", "url": f"{start}/captions/ja.vtt"}]
    assert found["duration_ms"] == 120_000
    assert program(language="ko").get(API).json()["items"][0]["replay"] == found


def test_replay_with_captions_alone_has_no_playlist(program: Program, event: Event) -> None:
    add_captions(event, "ja", texts=["はい。"])
    Replay.objects.filter(event=event).update(published_at=timezone.now())

    found = read(program(), event)["replay"]

    assert (found["sound"], found["playlist"], found["duration_ms"]) == ([], None, None)


def test_replay_that_is_not_published_is_told_to_nobody(program: Program, event: Event) -> None:
    with_media(event, FLOOR)

    found = read(program(factories.user(roles=["organizer"])), event)
    assert (found["replay"], found["replays"]) == (None, [])


def test_all_published_replays_are_told_with_number_title_and_address(program: Program, event: Event) -> None:
    published(event, FLOOR)
    with_media(event, FLOOR, number=2)
    third = published(event, "ko", number=3)
    Replay.objects.filter(pk=third.pk).update(titles={"ja": "二日目", "en": "Second day"})

    found = read(program(language="ja"), event)

    start = f"http://testserver/ja/events/{event.code}"
    assert [(each["number"], each["url"]) for each in found["replays"]] == [
        (1, f"{start}/replay/"),
        (3, f"{start}/replay-3/"),
    ]
    assert [each["sound"] for each in found["replays"]] == [["floor"], ["ko"]]
    assert found["replays"][0]["title"] is None
    assert found["replays"][1]["title"]["text"] == "二日目"
    assert found["replays"][1]["titles"] == {"ja": "二日目", "en": "Second day"}
    assert found["replay"] == found["replays"][0]
    assert program(language="ja").get(API).json()["items"][0]["replays"] == found["replays"]


def test_tag_changes_with_what_is_sent_and_with_nothing_else(program: Program, event: Event) -> None:
    session = event.sessions.create(kind="panel", titles={"en": "Panel"})
    client, address = program(), f"{API}/{event.code}"
    before = client.get(address)["ETag"]
    hidden = SessionPerson.objects.create(session=session, romanized_name="Hidden", role="interpreter")
    same = client.get(address, headers={"if-none-match": before})

    SessionPerson.objects.filter(pk=hidden.pk).update(is_public=True)
    named = client.get(address, headers={"if-none-match": before})
    published(event, FLOOR)
    with_replay = client.get(address, headers={"if-none-match": named["ETag"]})

    assert [each.status_code for each in (same, named, with_replay)] == [304, 200, 200]


@pytest.mark.parametrize("number", [1, 3])
def test_however_much_an_event_has_it_is_read_with_few_queries(
    program: Program, event: Event, number: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(number):
        room = Room.objects.create(event=event, names={"en": f"Hall {place}"})
        session = event.sessions.create(kind="panel", titles={"en": "Panel"}, room=room)
        body = factories.organization("KR")
        session.talks.create(speaker_name="Park Jiwoo", organization=body)
        session.people.create(romanized_name="Kim", role="chair", organization=body, is_public=True)
        factories.event(mode="online", series=Series.objects.create(titles={"en": "Series"}))
    published(event, FLOOR, "ja")
    add_captions(event, "ja", texts=["はい。"])
    client = program(factories.user(roles=["organizer"]))

    with django_assert_max_num_queries(12):
        client.get(f"{API}/{event.code}")
    with django_assert_max_num_queries(12):
        client.get(API)
