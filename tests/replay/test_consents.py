"""What a speaker refuses is not published; what a speaker takes back is gone at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.replay.made import add_captions, published, with_media
from tricity.activity.models import Entry
from tricity.events.actions import answer_consents, load_event
from tricity.events.models import Event, Session, Talk
from tricity.replay.actions import first_replay, publish_replay, withhold
from tricity.replay.errors import NotAgreed
from tricity.replay.models import Replay, Withheld
from tricity.search import indexer, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(event: Event) -> Talk:
    session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})
    return Talk.objects.create(
        session=session,
        speaker_name="Wang Wei",
        native_name="王伟",
        native_language="zh-hans",
        native_name_by_speaker=True,
    )


def answer(talk: Talk, **uses: bool | None) -> None:
    answer_consents(talk, uses, answered_by="speaker", by=None)


def stored(event: Event) -> Replay:
    return Replay.objects.select_related("event").get(event=event)


@pytest.mark.parametrize("use", ["recording", "replay"])
def test_a_refused_talk_keeps_the_recording_from_being_published(event: Event, talk: Talk, use: str) -> None:
    with_media(event, "floor")
    answer(talk, **{use: False})

    with pytest.raises(NotAgreed, match="Wang Wei"):
        publish_replay(first_replay(event), by=None)

    assert not stored(event).is_public


def test_a_refused_transcript_keeps_captions_from_being_published(event: Event, talk: Talk) -> None:
    add_captions(event, "en")
    answer(talk, transcript=False, replay=False)

    with pytest.raises(NotAgreed) as refused:
        publish_replay(first_replay(event), by=None)

    assert [each.uses for each in refused.value.objections] == [("transcript",)]


def test_no_answer_is_no_refusal_unless_the_organizer_asks_for_consent(event: Event, talk: Talk) -> None:
    replay = with_media(event, "floor")
    Replay.objects.filter(pk=replay.pk).update(needs_consent=True)

    with pytest.raises(NotAgreed, match="no answer yet"):
        publish_replay(stored(event), by=None)
    answer(talk, recording=True, replay=True)
    publish_replay(stored(event), by=None)

    assert stored(event).is_public


def test_the_organizer_reads_who_refuses_what(organizer: Client, event: Event, talk: Talk) -> None:
    with_media(event, "floor")
    answer(talk, replay=False)

    refused = organizer.post(f"/en/events/{event.code}/replay/publish/")

    assert refused.status_code == 409
    assert "Wang Wei (refused: The recording is published)" in refused.content.decode()
    assert "王伟" in organizer.get(f"/zh-hans/events/{event.code}/replay/prepare/").content.decode()


def test_taking_consent_back_hides_the_replay_at_once(client: Client, event: Event, talk: Talk) -> None:
    add_captions(event, "zh-hans")
    answer(talk, recording=True, replay=True, transcript=True)
    replay = published(event, "floor")
    name = replay.renditions[0]["name"]
    indexer.rebuild()

    answer(talk, replay=False)
    indexer.catch_up()

    assert stored(event).withheld_at is not None
    for part in ("", "main.m3u8", f"media/{name}/media.mp4", "captions/zh-hans.vtt"):
        assert client.get(f"/en/events/{event.code}/replay/{part}").status_code == 404
    assert "/replay/" not in client.get(f"/en/events/{event.code}/").content.decode()
    assert queries.find("停车", language="zh-hans", kinds=["moment"]).total == 0
    assert Entry.objects.get(verb="replay.withheld").details["talks"] == [talk.pk]


def test_a_talk_of_another_recording_hides_only_that(event: Event, talk: Talk) -> None:
    other = Session.objects.create(event=event, kind="closing", titles={"en": "Closing"})
    replay = published(event, "floor")
    replay.sessions.set([other])

    answer(talk, replay=False)

    assert stored(event).is_public


def test_a_talk_that_is_left_out_lets_the_rest_be_published_again(event: Event, talk: Talk) -> None:
    replay = published(event, "floor")
    answer(talk, replay=False)

    withhold(Withheld(replay=replay, start_ms=5_000, end_ms=9_000, talk=talk), by=None)
    publish_replay(stored(event), by=None)

    assert stored(event).is_public


def test_captions_alone_are_withheld_for_whom_only_the_transcript_was_refused(
    event: Event, talk: Talk
) -> None:
    add_captions(event, "en")
    replay = with_media(event, "floor")
    answer(talk, transcript=False)
    replay.event = event
    withhold(Withheld(replay=replay, scope="captions", start_ms=0, end_ms=9_000, talk=talk), by=None)

    publish_replay(stored(event), by=None)
    answer(talk, replay=False)

    assert stored(event).withheld_at is not None


def test_a_recording_without_the_talk_needs_no_consent_to_it(
    organizer: Client, event: Event, talk: Talk
) -> None:
    with_media(event, "floor")
    answer(talk, replay=False)
    address = f"/en/events/{event.code}/replay/withheld/new/"

    without_talk = organizer.post(address, {"scope": "absent"})
    organizer.post(
        address, {"scope": "absent", "spoken": f"talk:{talk.pk}", "reason": "cut before the upload"}
    )
    publish_replay(stored(event), by=None)

    assert without_talk.status_code == 422
    assert stored(event).is_public


def test_captions_that_come_later_are_asked_about_too(event: Event, talk: Talk) -> None:
    published(event, "floor")
    answer(talk, transcript=False)
    assert stored(event).is_public

    add_captions(event, "en")

    assert not stored(event).is_public


def test_an_organizer_who_withdraws_a_withheld_replay_begins_anew(
    event: Event, talk: Talk, organizer: Any
) -> None:
    published(event, "floor")
    answer(talk, replay=False)

    organizer.post(f"/en/events/{event.code}/replay/withdraw/")

    assert (stored(event).published_at, stored(event).withheld_at) == (None, None)


@pytest.fixture
def asking(event: Event, talk: Talk) -> Replay:
    """Published; everybody who is heard must have agreed, and has."""
    replay = with_media(event, "floor")
    Replay.objects.filter(pk=replay.pk).update(needs_consent=True)
    answer(talk, recording=True, replay=True)
    publish_replay(stored(event), by=None)
    return stored(event)


def add_speaker(client: Client, talk: Talk, **consents: str) -> Any:
    given = {"speaker_name": "Sato Ichiro", **{f"consent_{use}": said for use, said in consents.items()}}
    return client.post(f"/en/events/{talk.session.event.code}/sessions/{talk.session.pk}/talks/new/", given)


def test_a_speaker_added_later_who_has_not_agreed_hides_the_replay_and_the_organizer_is_told(
    organizer: Client, event: Event, talk: Talk, asking: Replay
) -> None:
    response = add_speaker(organizer, talk)

    assert stored(event).withheld_at is not None
    assert Entry.objects.get(verb="replay.withheld").details["talks"] == [Talk.objects.last().pk]  # type: ignore[union-attr]
    told = organizer.get(response["Location"]).content.decode()
    assert "somebody who is heard has not agreed" in told
    assert f'href="/en/events/{event.code}/replay/prepare/"' in told
    assert "has not agreed" not in Client().get(f"/en/events/{event.code}/").content.decode()
    prepare = organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()
    assert "Sato Ichiro (no answer yet: " in prepare


def test_a_speaker_added_later_who_has_agreed_at_once_hides_nothing(
    organizer: Client, event: Event, talk: Talk, asking: Replay
) -> None:
    assert add_speaker(organizer, talk, recording="yes", replay="yes").status_code == 302

    assert stored(event).is_public


def test_a_speaker_added_later_hides_nothing_where_no_answer_is_no_refusal(
    organizer: Client, event: Event, talk: Talk
) -> None:
    published(event, "floor")

    add_speaker(organizer, talk)

    assert stored(event).is_public


def test_a_speaker_of_a_description_that_is_loaded_again_is_asked_for_too(event: Event) -> None:
    described = {
        "id": "forum", "title": {"en": "Forum"}, "starts_at": "2020-08-05T06:00:00+00:00",
        "ends_at": "2020-08-05T08:00:00+00:00",
    }  # fmt: skip
    loaded = load_event(described, source="test")
    replay = with_media(loaded, "floor")
    Replay.objects.filter(pk=replay.pk).update(needs_consent=True)
    publish_replay(stored(loaded), by=None)
    session = {"kind": "panel", "title": {"en": "Panel"}, "speakers": [{"name": {"en": "Sato Ichiro"}}]}

    load_event({**described, "sessions": [session]}, source="test")

    assert not stored(loaded).is_public
