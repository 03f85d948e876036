"""An event of two days and two halls has several recordings, each with a page of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.replay.made import rendition, with_media
from tests.rooms.conftest import ask
from tricity.bundles.contents import contents_of
from tricity.events.actions import delete_session
from tricity.events.models import Event, Room, Session
from tricity.media import Cue
from tricity.replay.actions import (
    add_replay,
    delete_replay,
    first_replay,
    keep_track,
    publish_replay,
    withdraw_replay,
)
from tricity.replay.actions.arranging import choose_sessions
from tricity.replay.errors import NoSession, StillPublic
from tricity.replay.models import Passage, Recording, Replay
from tricity.rooms.models import Question
from tricity.search import indexer, queries

pytestmark = pytest.mark.django_db
DAY_MS = 24 * 3_600_000


@pytest.fixture
def forum(event: Event) -> Event:
    """Two days: parking in hall A on the first, rivers in hall B on the second."""
    Event.objects.filter(pk=event.pk).update(ends_at=event.starts_at + dt.timedelta(days=2))
    event.refresh_from_db()
    for day, (hall, title) in enumerate((("Hall A", "Parking"), ("Hall B", "Rivers"))):
        room = Room.objects.create(event=event, names={"en": hall})
        starts_at = event.starts_at + dt.timedelta(days=day)
        Session.objects.create(
            event=event, kind="panel", titles={"en": title}, room=room, starts_at=starts_at, position=day
        )
    return event


@pytest.fixture
def both(forum: Event) -> tuple[Replay, Replay]:
    """Both published, with Chinese captions."""
    parking, rivers = forum.sessions.all()
    first = with_media(forum, "floor")
    first.sessions.set([parking])
    second = add_replay(forum, titles={"en": "Second day, hall B"}, sessions=[rivers], by=None)
    with_media(forum, "floor", number=2)
    Replay.objects.filter(pk=second.pk).update(origin_ms=DAY_MS)
    replays = tuple(Replay.objects.select_related("event").order_by("number"))
    for replay, words, start in zip(
        replays, ("停车传感器", "河流水位"), (10_000, DAY_MS + 30_000), strict=True
    ):
        keep_track(replay, "zh-hans", [Cue(start, start + 5_000, words)])
        publish_replay(replay, by=None)
    return replays  # type: ignore[return-value]


def test_the_event_s_page_leads_to_each(client: Client, forum: Event, both: Any) -> None:
    html = client.get(f"/en/events/{forum.code}/").content.decode()

    assert f'href="/en/events/{forum.code}/replay/"' in html
    assert f'<a href="/en/events/{forum.code}/replay-2/">' in html
    assert "Second day, hall B" in html


def test_each_has_the_chapters_and_words_of_its_own_sessions(client: Client, forum: Event, both: Any) -> None:
    first, second = (
        client.get(f"/en/events/{forum.code}/{part}/").content.decode() for part in ("replay", "replay-2")
    )

    assert ("停车传感器" in first, "河流水位" in first) == (True, False)
    assert ("停车传感器" in second, "河流水位" in second) == (False, True)
    chapters = [
        client.get(f"/en/events/{forum.code}/{part}/chapters.vtt").content.decode()
        for part in ("replay", "replay-2")
    ]
    assert ("Parking" in chapters[0], "Rivers" in chapters[0]) == (True, False)
    assert ("Parking" in chapters[1], "Rivers" in chapters[1]) == (False, True)


def test_a_search_leads_to_the_right_one(client: Client, forum: Event, both: Any) -> None:
    indexer.rebuild()

    (hit,) = queries.find("수위", language="ko", kinds=["moment"]).hits

    assert hit.object.url == f"/en/events/{forum.code}/replay-2/?t=30&captions=zh-hans#now"
    inside = client.get(f"/ko/events/{forum.code}/replay/?q=수위").content.decode()
    assert "replay-2" not in inside.partition('role="search"')[2].partition("data-transcript")[0]


def test_each_plays_its_own_media(client: Client, forum: Event, both: tuple[Replay, Replay]) -> None:
    name = rendition("floor", 1).name

    playlist = client.get(f"/en/events/{forum.code}/replay-2/main.m3u8").content.decode()

    assert f"/events/{forum.code}/replay-2/media/{name}/" in playlist
    assert len({replay.folder for replay in both}) == 2
    assert client.get(f"/en/events/{forum.code}/replay-2/media/{name}/media.mp4").status_code == 200


def test_without_chosen_sessions_a_recording_has_those_that_were_on(
    client: Client, forum: Event, both: Any
) -> None:
    for replay in both:
        choose_sessions(replay, [])

    chapters = client.get(f"/en/events/{forum.code}/replay-2/chapters.vtt").content.decode()

    assert ("Parking" in chapters, "Rivers" in chapters) == (False, True)


def test_an_organizer_adds_one_and_uploads_to_it(organizer: Client, forum: Event) -> None:
    rivers = forum.sessions.all()[1]

    response = organizer.post(
        f"/en/events/{forum.code}/replays/new/", {"titles_ja": "二日目", "sessions": [str(rivers.pk)]}
    )
    begun = organizer.post(
        f"/en/events/{forum.code}/replay-2/uploads/", {"channel": "ko", "name": "ko.wav", "size_bytes": "5"}
    )

    assert response["Location"] == f"/en/events/{forum.code}/replay-2/prepare/"
    assert begun.status_code == 201
    assert Recording.objects.get().replay.number == 2
    html = organizer.get(response["Location"]).content.decode()
    assert "Rivers" in html
    assert f"/en/events/{forum.code}/replay/prepare/" in html


def test_what_a_recording_shows_can_be_changed(organizer: Client, forum: Event) -> None:
    parking = forum.sessions.all()[0]
    first_replay(forum)

    organizer.post(
        f"/en/events/{forum.code}/replay/describe/",
        {"titles_en": "First day", "sessions": [str(parking.pk)], "needs_consent": "on"},
    )

    replay = Replay.objects.get()
    assert (replay.titles, replay.needs_consent) == ({"en": "First day"}, True)
    assert list(replay.sessions.all()) == [parking]


def test_a_session_of_another_event_is_not_taken(organizer: Client, forum: Event) -> None:
    foreign = Session.objects.create(event=factories.event(), kind="panel", titles={"en": "Other"})

    response = organizer.post(f"/en/events/{forum.code}/replays/new/", {"sessions": [str(foreign.pk)]})

    assert response.status_code == 422
    assert not Replay.objects.filter(number=2).exists()


def test_one_that_is_not_published_goes_with_all_of_it(forum: Event, both: tuple[Replay, Replay]) -> None:
    _first, second = both
    with pytest.raises(StillPublic):
        delete_replay(second, by=None)
    Replay.objects.filter(pk=second.pk).update(published_at=None)

    delete_replay(Replay.objects.select_related("event").get(pk=second.pk), by=None)

    assert [replay.number for replay in Replay.objects.all()] == [1]
    assert [passage.text for passage in Passage.objects.all()] == ["停车传感器"]


@pytest.fixture
def lost(forum: Event, both: tuple[Replay, Replay]) -> Replay:
    """The second, whose only session has been deleted since."""
    delete_session(both[1].sessions.get(), by=None)
    return Replay.objects.select_related("event").get(pk=both[1].pk)


def test_when_its_only_session_is_deleted_it_does_not_come_to_show_all(
    client: Client, forum: Event, lost: Replay
) -> None:
    parking = forum.sessions.get()
    Session.objects.filter(pk=parking.pk).update(starts_at=forum.starts_at + dt.timedelta(days=1))
    ask(forum, "駐車場は")
    at_ms = round(forum.starts_at.timestamp() * 1000) + DAY_MS + 10_000
    Question.objects.update(session=parking, state="open", at_ms=at_ms)

    html = client.get(f"/en/events/{forum.code}/replay-2/").content.decode()
    chapters = client.get(f"/en/events/{forum.code}/replay-2/chapters.vtt").content.decode()

    assert "河流水位" in html
    assert ("Parking" in chapters, "駐車場は" in html) == (False, False)
    assert contents_of(forum).recordings[1].sessions == frozenset()


def test_a_replay_without_the_sessions_it_showed_is_not_published_until_it_is_said_what_it_shows(
    organizer: Client, forum: Event, lost: Replay
) -> None:
    withdraw_replay(lost, by=None)
    prepare, describe = f"{lost.address('prepare')}", f"{lost.address('describe')}"

    with pytest.raises(NoSession):
        publish_replay(lost, by=None)
    renamed = organizer.post(describe, {"titles_en": "Second day"})
    told = organizer.get(prepare).content.decode()
    said = organizer.post(describe, {"titles_en": "Second day", "shows_all": "on"})

    assert renamed.status_code == 422
    assert "tick that it shows the whole event" in renamed.content.decode()
    assert "The sessions it showed have been deleted." in told
    assert "The whole event." not in told
    assert said.status_code == 302
    assert "The whole event." in organizer.get(prepare).content.decode()
    publish_replay(Replay.objects.select_related("event").get(pk=lost.pk), by=None)


@pytest.mark.parametrize("part", ["replay-1", "replay-3", "replay-02", "replay-x"])
def test_no_other_address_is_a_replay(client: Client, forum: Event, both: Any, part: str) -> None:
    assert client.get(f"/en/events/{forum.code}/{part}/").status_code == 404
