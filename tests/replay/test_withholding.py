"""A part that is withheld is in nothing that is shown, found, played or carried away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.media.clips import floor, heard, needs_ffmpeg, seen
from tests.replay.made import add_captions, published
from tests.replay.test_making import uploaded
from tricity.activity.models import Entry
from tricity.events.models import Event, Resource
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.media import MEDIA
from tricity.replay.actions import change_offset, first_replay, make_later, show_again, withhold
from tricity.replay.models import Mark, Passage, Recording, Replay, Withheld
from tricity.search import indexer, queries

pytestmark = pytest.mark.django_db


def withheld(event: Event, start_ms: int, end_ms: int, **more: Any) -> Withheld:
    replay = Replay.objects.select_related("event").get(event=event)
    return withhold(Withheld(replay=replay, start_ms=start_ms, end_ms=end_ms, **more), by=None)


@pytest.fixture
def shown(event: Event) -> Event:
    """Parking is spoken of at 0:00, the river at 0:40."""
    add_captions(event, "zh-hans")
    add_captions(event, "en")
    published(event, "floor")
    return event


def test_its_captions_are_neither_shown_nor_given_away(client: Client, shown: Event) -> None:
    withheld(shown, 39_000, 50_000)
    root = f"/en/events/{shown.code}/replay"

    texts = [
        client.get(f"{root}{part}").content.decode()
        for part in ("/", "/captions/en.vtt", "/captions/en/0.vtt", "/captions/en.txt", "/?q=river")
    ]

    assert ["Parking sensors" in text for text in texts] == [True] * 5
    assert ["The river is watched" in text for text in texts] == [False] * 5


def test_its_words_are_not_found(client: Client, shown: Event) -> None:
    def found() -> set[int]:
        return {hit.object.seconds for hit in queries.find("水位", language="zh-hans", kinds=["moment"]).hits}

    indexer.rebuild()
    before = found()

    withheld(shown, 39_000, 50_000)
    indexer.catch_up()

    assert 40 in before
    assert 40 not in found()
    assert {passage.start_ms for passage in Passage.objects.all()} == {0}


def test_nothing_is_played_until_the_media_lack_it(client: Client, shown: Event) -> None:
    name = Replay.objects.get().renditions[0]["name"]
    media = f"/en/events/{shown.code}/replay/media/{name}/media.mp4"
    assert client.get(media).status_code == 200

    part = withheld(shown, 39_000, 50_000)

    assert client.get(media).status_code == 404
    assert client.get(f"/en/events/{shown.code}/replay/main.m3u8").status_code == 404
    assert "data-player" not in client.get(f"/en/events/{shown.code}/replay/").content.decode()
    Replay.objects.update(blanked=[[39_000, 50_000]])
    assert client.get(media).status_code == 200
    show_again(part, by=None)
    assert client.get(media).status_code == 200


def test_captions_alone_leave_the_media_as_they_are(client: Client, shown: Event) -> None:
    withheld(shown, 39_000, 50_000, scope="captions")

    html = client.get(f"/en/events/{shown.code}/replay/").content.decode()

    assert "data-player" in html
    assert "The river is watched" not in html


def test_slides_of_it_are_not_listed(client: Client, shown: Event) -> None:
    slides = Resource.objects.create(
        event=shown, kind="slides", titles={"en": "Secret map"}, url="https://example.org/s.pdf"
    )
    Mark.objects.create(replay=shown.replays.get(), at_ms=41_000, resource=slides)

    withheld(shown, 39_000, 50_000)

    assert "Secret map" not in client.get(f"/en/events/{shown.code}/replay/").content.decode()


def test_what_is_withheld_no_longer_is_read_again(client: Client, shown: Event) -> None:
    part = withheld(shown, 39_000, 50_000)

    show_again(part, by=None)

    assert "The river is watched" in client.get(f"/en/events/{shown.code}/replay/").content.decode()
    assert Passage.objects.filter(language="en").count() == 2


def test_times_are_those_of_the_replay_and_what_is_wrong_is_said(organizer: Client, shown: Event) -> None:
    Replay.objects.update(origin_ms=10_000)
    address = f"/en/events/{shown.code}/replay/withheld/new/"

    refused = organizer.post(address, {"scope": "all", "start_ms": "0:50", "end_ms": "0:40"})
    organizer.post(address, {"scope": "all", "start_ms": "0:40", "end_ms": "0:50", "reason": "asked by mail"})

    assert refused.status_code == 422
    assert "It must end later than it begins." in refused.content.decode()
    row = Withheld.objects.get()
    assert (row.start_ms, row.end_ms) == (50_000, 60_000)
    entry = Entry.objects.get(verb="replay.part-withheld")
    assert (entry.details["start_ms"], row.reason) == (50_000, "asked by mail")
    organizer.post(f"/en/events/{shown.code}/replay/withheld/{row.pk}/delete/")
    assert not Withheld.objects.exists()


def test_it_stays_withheld_when_its_recording_is_moved(client: Client, shown: Event) -> None:
    withheld(shown, 39_000, 50_000)
    replay = Replay.objects.get(event=shown)
    Replay.objects.filter(pk=replay.pk).update(blanked=[[39_000, 50_000]])
    row = Recording.objects.create(
        replay=replay, channel="floor", name="floor.mp4", size_bytes=1, state="ready"
    )

    change_offset(row, 30_000, by=None)

    assert [(each.start_ms, each.end_ms) for each in Withheld.objects.all()] == [
        (39_000, 50_000),
        (69_000, 80_000),
    ]
    answer = client.get(f"/en/events/{shown.code}/replay/sound.m3u8")
    assert answer.status_code == 404, "nothing is played until the media lack it there, too"


@needs_ffmpeg
def test_the_media_are_made_anew_without_it(
    client: Client, event: Event, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    uploaded(event, "floor", floor(tmp_path / "floor.mp4", 13))
    run_all()
    make_later(first_replay(event), by=None)
    run_all()
    before = {each["name"] for each in Replay.objects.get().renditions}

    withheld(event, 5_000, 8_000)
    assert Job.objects.filter(name="replay.make", state="queued").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        run_all()

    replay = Replay.objects.get()
    assert replay.blanked == [[5_000, 8_000]]
    names = [each["name"] for each in replay.renditions]
    assert before.isdisjoint(names)
    assert sorted(each.name for each in replay.folder.iterdir() if each.is_dir()) == sorted(names)
    picture, sound = (replay.folder / name / MEDIA for name in names)
    assert seen(picture) == pytest.approx([1.0, 11.0], abs=0.06)
    assert heard(sound) == pytest.approx([1.0, 11.0], abs=0.04)
