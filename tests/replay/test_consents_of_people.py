"""What moderators and interpreters refuse is heeded on the channels on which they are heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.replay.made import add_captions, published, rendition, with_media
from tricity.activity.models import Entry
from tricity.events.actions import answer_consents, save_event, save_person
from tricity.events.models import Event, Session, SessionPerson, SpeakerConsent
from tricity.replay.actions import first_replay, publish_replay
from tricity.replay.actions.reconsidering import reconsider
from tricity.replay.errors import NotAgreed
from tricity.replay.models import Replay, Withheld

pytestmark = pytest.mark.django_db
Person = Callable[..., SessionPerson]


@pytest.fixture
def person(event: Event) -> Person:
    session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})

    def make(role: str = "interpreter", **fields: Any) -> SessionPerson:
        languages = (
            {"from_language": "ja", "to_language": "ko", "both_ways": False} if role == "interpreter" else {}
        )
        names = {"romanized_name": "Kim Haneul", "native_name": "김하늘", "native_language": "ko"}
        return SessionPerson.objects.create(
            **{"session": session, "role": role, **names, **languages, **fields}
        )

    return make


def refuse(person: SessionPerson, *uses: str) -> None:
    answer_consents(person, dict.fromkeys(uses, False), answered_by="speaker", by=None)


def stored(event: Event) -> Replay:
    return Replay.objects.select_related("event").get(event=event)


@pytest.mark.parametrize("use", ["recording", "replay"])
def test_an_interpreter_who_refuses_keeps_a_replay_with_their_channel_back(
    event: Event, person: Person, use: str
) -> None:
    with_media(event, "floor", "ko")
    interpreter = person()
    refuse(interpreter, use)

    with pytest.raises(NotAgreed, match="Kim Haneul") as refused:
        publish_replay(first_replay(event), by=None)

    (found,) = refused.value.objections
    assert (found.part, found.uses, found.channels) == (interpreter, (use,), ("ko",))
    assert not stored(event).is_public


def test_a_replay_without_the_channel_of_who_refuses_is_published(event: Event, person: Person) -> None:
    with_media(event, "floor", "zh-hans")
    refuse(person(), "recording", "replay")
    refuse(person("technician"), "photograph")

    publish_replay(stored(event), by=None)

    assert stored(event).is_public


def test_a_moderator_is_heard_on_the_floor_and_read_in_all_captions(event: Event, person: Person) -> None:
    with_media(event, "floor", "ko")
    add_captions(event, "en")
    refuse(person("moderator"), "replay", "transcript")

    with pytest.raises(NotAgreed) as refused:
        publish_replay(stored(event), by=None)

    (found,) = refused.value.objections
    assert (found.uses, found.channels) == (("replay", "transcript"), ("floor",))


def test_an_interpreter_is_read_in_the_captions_of_their_language_alone(event: Event, person: Person) -> None:
    add_captions(event, "en")
    refuse(person(), "transcript")
    publish_replay(stored(event), by=None)
    assert stored(event).is_public

    add_captions(event, "ko", texts=["주차 센서가 안내합니다."])

    assert not stored(event).is_public


def test_only_sessions_of_the_replay_count(event: Event, person: Person) -> None:
    other = Session.objects.create(event=event, kind="closing", titles={"en": "Closing"})
    replay = with_media(event, "ko")
    replay.sessions.set([other])
    refuse(person(), "replay")

    publish_replay(stored(event), by=None)

    assert stored(event).is_public


def test_the_organizer_reads_who_refuses_on_which_channel(
    organizer: Client, event: Event, person: Person
) -> None:
    with_media(event, "floor", "ko")
    refuse(person(), "recording")
    address = f"/en/events/{event.code}/replay/prepare/"

    assert (
        "Kim Haneul, heard on: Korean (refused: What the person says is recorded)"
        in organizer.get(address).content.decode()
    )
    assert "김하늘" in organizer.get(address.replace("/en/", "/ko/")).content.decode()


def test_a_refusal_after_publication_hides_the_replay_until_the_channel_is_gone(
    client: Client, event: Event, person: Person
) -> None:
    interpreter = person()
    replay = published(event, "floor", "ko")

    refuse(interpreter, "replay")

    assert stored(event).withheld_at is not None
    assert client.get(f"/en/events/{event.code}/replay/").status_code == 404
    assert Entry.objects.get(verb="replay.withheld").details["people"] == [interpreter.pk]
    kept = [each for each in replay.renditions if each["channel"] != "ko"]
    Replay.objects.filter(pk=replay.pk).update(renditions=kept)
    publish_replay(stored(event), by=None)
    assert stored(event).is_public


def test_a_moderator_who_is_left_out_lets_the_rest_be_published(
    organizer: Client, event: Event, person: Person
) -> None:
    with_media(event, "floor")
    add_captions(event, "en")
    moderator = person("moderator")
    refuse(moderator, "recording", "transcript")
    address = f"/en/events/{event.code}/replay/withheld/new/"

    organizer.post(address, {"scope": "absent", "spoken": f"person:{moderator.pk}"})
    publish_replay(stored(event), by=None)

    assert stored(event).is_public
    assert "· Kim Haneul" in organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()


def test_captions_that_leave_a_moderator_out_heed_the_refused_transcript_alone(
    event: Event, person: Person
) -> None:
    replay = with_media(event, "floor")
    add_captions(event, "en")
    moderator = person("moderator")
    refuse(moderator, "recording", "transcript")
    Withheld.objects.create(replay=replay, scope="captions", start_ms=0, end_ms=9_000, person=moderator)

    with pytest.raises(NotAgreed) as refused:
        publish_replay(stored(event), by=None)

    assert [each.uses for each in refused.value.objections] == [("recording",)]


def test_who_refused_and_turns_out_to_be_heard_elsewhere_hides_the_replay(
    event: Event, person: Person
) -> None:
    interpreter = person(to_language="zh-hans")
    refuse(interpreter, "replay")
    published(event, "floor", "ko")

    interpreter.to_language = "ko"
    save_person(interpreter, by=None)

    assert not stored(event).is_public


def test_who_refused_and_takes_turns_with_the_speakers_from_now_on_hides_the_replay(
    event: Event, person: Person
) -> None:
    refuse(person(), "replay")
    published(event, "floor")
    assert stored(event).is_public

    event.interpretation = "consecutive"
    save_event(event, by=None)

    assert not stored(event).is_public
    assert Entry.objects.get(verb="replay.withheld").details["people"] == [SessionPerson.objects.get().pk]


def test_a_publication_and_an_answer_at_the_same_moment_know_of_each_other(
    event: Event, person: Person
) -> None:
    interpreter = person()
    with_media(event, "ko")
    read_before = stored(event)
    publish_replay(stored(event), by=None)
    SpeakerConsent.objects.create(person=interpreter, use="replay", is_given=False, answered_by="speaker")

    reconsider(read_before)

    assert not stored(event).is_public


def test_what_is_published_is_what_is_there_now(event: Event, person: Person) -> None:
    read_before = with_media(event, "floor")
    refuse(person(), "replay")
    made = stored(event)
    made.renditions = [
        *made.renditions,
        {**made.renditions[0], "channel": "ko", "name": rendition("ko", 2).name},
    ]
    made.save()

    with pytest.raises(NotAgreed):
        publish_replay(read_before, by=None)


@pytest.mark.parametrize("deed", ["publish", "answer"])
def test_both_lock_the_event(event: Event, person: Person, deed: str) -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("One writer at a time.")
    interpreter = person()
    with_media(event, "ko")

    with CaptureQueriesContext(connection) as asked:
        if deed == "publish":
            publish_replay(stored(event), by=None)
        else:
            refuse(interpreter, "replay")

    assert any('"events_event"' in each["sql"] and "FOR UPDATE" in each["sql"] for each in asked)


@pytest.fixture
def asking(event: Event) -> Replay:
    """Published, with everybody's consent asked for, before anybody was named."""
    replay = with_media(event, "floor", "ko")
    Replay.objects.filter(pk=replay.pk).update(needs_consent=True)
    publish_replay(stored(event), by=None)
    return stored(event)


@pytest.mark.parametrize(("role", "heard"), [("moderator", "the floor"), ("interpreter", "Korean")])
def test_who_is_named_later_and_has_not_agreed_hides_a_replay_that_asks_for_it(
    organizer: Client, event: Event, asking: Replay, role: str, heard: str
) -> None:
    session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})
    languages = {"from_language": "ja", "to_language": "ko"} if role == "interpreter" else {}

    organizer.post(
        f"/en/events/{event.code}/sessions/{session.pk}/people/new/",
        {"role": role, "romanized_name": "Kim Haneul", **languages},
    )

    assert stored(event).withheld_at is not None
    prepare = organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()
    assert f"Kim Haneul, heard on: {heard} (no answer yet: " in prepare


def test_who_is_named_later_and_agrees_in_the_same_form_hides_nothing(
    organizer: Client, event: Event, asking: Replay
) -> None:
    session = Session.objects.create(event=event, kind="panel", titles={"en": "Panel"})

    response = organizer.post(
        f"/en/events/{event.code}/sessions/{session.pk}/people/new/",
        {
            "role": "moderator",
            "romanized_name": "Kim Haneul",
            "consent_recording": "yes",
            "consent_replay": "yes",
        },
    )

    assert response.status_code == 302
    assert stored(event).is_public


def test_who_has_not_answered_keeps_nothing_back_unless_it_is_asked_for(event: Event, person: Person) -> None:
    with_media(event, "floor", "ko")
    person("moderator")

    publish_replay(stored(event), by=None)

    assert stored(event).is_public
