from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tests.replay.made import add_captions, published
from tricity.events.actions import publish, withdraw
from tricity.events.models import Event, Resource, Session, Talk
from tricity.replay.actions import first_replay, keep_track, withdraw_replay
from tricity.replay.models import CaptionTrack, Cue, Mark, Passage
from tricity.search import indexer, queries

pytestmark = pytest.mark.django_db
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v 王>停车传感器为司机引路。\n\n01:00:00.000 --> 01:00:02.000\n谢谢\n"
)


def post(client: Client, event: Event, content: str = VTT, **changes: Any) -> Any:
    data = {
        "language": "zh-hans",
        "origin": "human",
        "offset_ms": "0:02",
        "captions": SimpleUploadedFile("c.vtt", content.encode()),
        **changes,
    }
    return client.post(f"/en/events/{event.code}/replay/tracks/new/", data)


def test_captions_are_added_with_their_place_on_the_event_clock(organizer: Client, event: Event) -> None:
    response = post(organizer, event)

    assert response["Location"] == f"/en/events/{event.code}/replay/prepare/#captions"
    assert list(Cue.objects.values_list("start_ms", "end_ms", "text", "speaker")) == [
        (3_000, 6_000, "停车传感器为司机引路。", "王"),
        (3_602_000, 3_604_000, "谢谢", ""),
    ]


def test_new_captions_take_the_place_of_those_before(organizer: Client, event: Event) -> None:
    post(organizer, event)
    post(organizer, event, "WEBVTT\n\n00:01.000 --> 00:04.000\n新\n")

    assert [cue.text for cue in Cue.objects.all()] == ["新"]
    assert [passage.text for passage in Passage.objects.all()] == ["新"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Hello", "neither WebVTT nor SubRip"),
        ("WEBVTT\n\n00:01.000 -> 00:02.000\nx\n", "It reads: 00:01.000 -&gt; 00:02.000"),
        ("WEBVTT\n", "No caption with words"),
    ],
)
def test_captions_that_cannot_be_read_are_refused_with_the_reason(
    organizer: Client, event: Event, content: str, said: str
) -> None:
    response = post(organizer, event, content)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_korean_query_finds_the_moment_a_chinese_speaker_said_it(client: Client, event: Event) -> None:
    session = Session.objects.create(event=event, kind="panel", titles={"zh-hans": "城市讨论"})
    talk = Talk.objects.create(session=session, speaker_name="Wang", titles={"zh-hans": "智慧停车"})
    add_captions(event, "zh-hans")
    Mark.objects.create(replay=first_replay(event), at_ms=30_000, talk=talk)
    published(event, "floor")
    indexer.rebuild()

    found = queries.find("강 수위", language="ko", kinds=["moment"])

    hit = found.hits[0]
    assert hit.object.url == f"/en/events/{event.code}/replay/?t=40&captions=zh-hans#now"
    assert hit.snippet is not None
    assert "水位" in hit.snippet.text
    assert hit.reasons
    html = client.get("/ko/search/?q=강 수위").content.decode()
    assert f"/ko/events/{event.code}/replay/?t=40&amp;captions=zh-hans#now" in html


def test_the_transcript_is_searched_in_any_language_and_by_its_very_letters(
    client: Client, event: Event
) -> None:
    add_captions(event, "zh-hans")
    add_captions(event, "en")
    add_captions(other := factories.event(), "zh-hans")
    published(event, "floor")
    published(other, "floor")
    indexer.rebuild()
    page = f"/ko/events/{event.code}/replay/"

    by_meaning = client.get(f"{page}?q=주차").content.decode()
    by_letters = client.get(f"{page}?q=day and&captions=en").content.decode()

    assert by_meaning.count(f"/ko/events/{event.code}/replay/?t=0&amp;captions=") == 1
    assert other.code not in by_meaning
    assert "?t=40&amp;captions=en#now" in by_letters.partition("These very words")[0] + by_letters


def test_moments_follow_chapters_and_leave_the_search_with_the_replay(event: Event) -> None:
    keep_track(first_replay(event), "zh-hans", [])
    add_captions(event, "zh-hans", texts=["停车" * 5])
    published(event, "floor")
    indexer.catch_up()
    assert queries.find("停车", language="zh-hans", kinds=["moment"]).total == 1

    withdraw_replay(event.replays.get(), by=None)
    indexer.catch_up()

    assert queries.find("停车", language="zh-hans", kinds=["moment"]).total == 0


def test_moments_of_a_withdrawn_event_are_not_shown(event: Event) -> None:
    add_captions(event, "zh-hans")
    published(event, "floor")
    indexer.rebuild()
    event.publication_state = "draft"
    event.save()

    assert queries.find("停车", language="zh-hans", kinds=["moment"]).hits == ()


def test_chapters_and_slides_are_marked_at_times_of_the_replay(organizer: Client, event: Event) -> None:
    replay = published(event, "floor")
    replay.origin_ms = 10_000
    replay.save()
    session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})
    slides = Resource.objects.create(
        event=event, kind="slides", titles={"en": "Slides"}, url="https://example.org/s.pdf"
    )
    address = f"/en/events/{event.code}/replay/marks/new/"

    organizer.post(address, {"at_ms": "0:30", "what": f"session:{session.pk}"})
    organizer.post(address, {"at_ms": "0:40", "what": f"resource:{slides.pk}", "page": "12"})
    refused = organizer.post(address, {"at_ms": "soon", "what": "session:999999"})

    assert [mark.at_ms for mark in Mark.objects.all()] == [40_000, 50_000]
    html = organizer.get(f"/en/events/{event.code}/replay/").content.decode()
    assert "Slides, page 12" in html
    assert "https://example.org/s.pdf#page=12" in html
    assert refused.status_code == 422
    organizer.post(f"/en/events/{event.code}/replay/marks/{Mark.objects.all()[0].pk}/delete/")
    assert Mark.objects.count() == 1


def test_captions_can_be_deleted_by_those_who_prepare_the_event_alone(client: Client, event: Event) -> None:
    add_captions(event, "en")
    track = CaptionTrack.objects.get()
    address = f"/en/events/{event.code}/replay/tracks/{track.pk}/delete/"

    client.force_login(factories.user(roles=["curator"]))
    assert client.post(address).status_code == 403
    client.force_login(factories.user(roles=["organizer"]))
    client.post(address)

    assert not CaptionTrack.objects.exists()
    assert not Passage.objects.exists()


def test_moments_of_a_withdrawn_event_are_not_counted_and_come_back_with_it(event: Event) -> None:
    add_captions(event, "zh-hans")
    published(event, "floor")
    indexer.rebuild()

    withdraw(event, by=None)
    indexer.catch_up()
    withdrawn = queries.find("停车", language="zh-hans", kinds=["moment"]).total
    publish(event, by=None)
    indexer.catch_up()

    assert withdrawn == 0
    assert queries.find("停车", language="zh-hans", kinds=["moment"]).total == 1
