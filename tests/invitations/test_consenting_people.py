"""Moderators and interpreters say what may be recorded and published, as speakers do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.invitations.conftest import signed_in
from tricity.activity.models import Entry
from tricity.events.actions import answer_consents
from tricity.events.channels import refused_channels
from tricity.events.models import Event, Session, SessionPerson, SpeakerConsent, Talk
from tricity.invitations.actions import give_link
from tricity.invitations.models import ConsentGiven, SpeakerLink

pytestmark = pytest.mark.django_db
NAME = {"native_name": "김하늘", "native_language": "ko", "romanized_name": "Kim Haneul"}
Person = Callable[..., SessionPerson]
Page = tuple[SpeakerLink, str]


@pytest.fixture
def person(talk: Talk) -> Person:
    def make(role: str = "interpreter", **fields: Any) -> SessionPerson:
        values = {"from_language": "ja", "to_language": "ko", **fields} if role == "interpreter" else fields
        return SessionPerson.objects.create(
            **{"session": talk.session, "role": role, "romanized_name": "Kim Haneul", **values}
        )

    return make


@pytest.fixture
def page(organizer: Any) -> Callable[[SessionPerson], Page]:
    closes_at = timezone.now() + dt.timedelta(days=14)
    return lambda of: give_link(of, language="ko", email="", closes_at=closes_at, by=organizer)


def refuse(person: SessionPerson, *uses: str) -> None:
    answer_consents(person, dict.fromkeys(uses, False), answered_by="organizer", by=None)


def channels(event: Event) -> dict[str, list[str]]:
    return {name: [str(each) for each in people] for name, people in refused_channels(event).items()}


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("interpreter", {"recording", "replay", "transcript", "photograph"}),
        ("moderator", {"recording", "replay", "transcript", "photograph"}),
        ("technician", {"photograph"}),
    ],
)
def test_each_role_is_asked_about_what_it_does(person: Person, page: Any, role: str, asked: set[str]) -> None:
    _link, secret = page(person(role))

    shown = Client().get(f"/en/speaking/{secret}/").text

    assert {use for use in SpeakerConsent.Use.values if f'name="consent_{use}"' in shown} == asked
    assert ("My voice may be recorded" in shown) is (role == "interpreter")
    assert "You may take part whatever you answer" in shown


def test_an_interpreter_answers_each_use_and_finds_the_answers_again(person: Person, page: Any) -> None:
    interpreter = person()
    _link, secret = page(interpreter)
    address = f"/en/speaking/{secret}/"

    sent = Client().post(address, {**NAME, "consent_recording": "yes", "consent_replay": "no"})

    assert sent.status_code == 302
    interpreter.refresh_from_db()
    assert interpreter.native_name == "김하늘"
    assert dict(interpreter.consents.values_list("use", "is_given")) == {"recording": True, "replay": False}
    assert set(interpreter.consents.values_list("answered_by", flat=True)) == {"speaker"}
    assert ConsentGiven.objects.get(use="recording").text == "My voice may be recorded while I interpret."
    checked = [line for line in Client().get(address).text.split("<input") if " checked" in line]
    assert [("consent_recording" in line, "yes" in line) for line in checked] == [
        (True, True),
        (False, False),
    ]
    assert Entry.objects.get(verb="session-person.consents-changed").details == {
        "uses": ["recording", "replay"]
    }


def test_an_agreement_is_taken_back_after_the_day_and_none_is_given(person: Person, page: Any) -> None:
    interpreter = person()
    link, secret = page(interpreter)
    Client().post(f"/en/speaking/{secret}/", {**NAME, "consent_replay": "yes"})
    SpeakerLink.objects.filter(pk=link.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=1))

    late = Client().post(f"/en/speaking/{secret}/", {"consent_recording": "yes"})
    back = Client().post(f"/en/speaking/{secret}/", {"consent_replay": "no"})

    assert (late.status_code, back.status_code) == (409, 302)
    assert dict(interpreter.consents.values_list("use", "is_given")) == {"replay": False}


def test_answers_are_missing_until_they_are_given_and_organizers_read_them(
    person: Person, page: Any, event: Event, organizer: Any
) -> None:
    technician = person("technician", native_name="김하늘", native_language="ko", reading="Gim Haneul")
    _link, secret = page(technician)
    client, address = signed_in(organizer), f"/en/events/{event.code}/speakers/person/{technician.pk}/"
    before = client.get(address).text

    Client().post(f"/en/speaking/{secret}/", {**NAME, "reading": "x", "consent_photograph": "yes"})

    after = client.get(address).text
    assert "Answers on recording and publication" in before
    assert "Answers on recording and publication" not in after
    assert "What the person answered" in after


def test_an_organizer_writes_down_what_a_person_has_said(
    person: Person, event: Event, organizer: Any
) -> None:
    interpreter = person(both_ways=False)
    client, address = signed_in(organizer), f"/en/events/{event.code}/people/{interpreter.pk}/edit/"
    values = {
        "role": "interpreter",
        "romanized_name": "Kim Haneul",
        "from_language": "ja",
        "to_language": "ko",
    }

    sent = client.post(address, {**values, "consent_recording": "no"})

    assert sent.status_code == 302
    consent = interpreter.consents.get()
    assert (consent.use, consent.is_given, consent.answered_by) == ("recording", False, "organizer")
    assert "What the person says is recorded" in client.get(address).text


def test_a_refusal_is_of_the_languages_an_interpreter_speaks(person: Person, event: Event) -> None:
    both, one = person(romanized_name="Both"), person(romanized_name="One", both_ways=False)
    person(romanized_name="Silent")
    refuse(both, "replay")
    refuse(one, "recording", "replay")

    assert channels(event) == {"ko": ["Both", "One"], "ja": ["Both"]}


def test_a_refused_photograph_or_transcript_is_of_no_sound(person: Person, event: Event) -> None:
    refuse(person(), "photograph", "transcript")

    assert channels(event) == {}


def test_who_moderates_is_heard_on_the_floor_and_so_is_who_interprets_consecutively(
    person: Person, event: Event
) -> None:
    refuse(person("moderator", romanized_name="Moderator"), "recording")
    refuse(person(romanized_name="Interpreter"), "recording")
    Event.objects.filter(pk=event.pk).update(interpretation="consecutive")

    assert channels(Event.objects.get(pk=event.pk)) == {"floor": ["Moderator", "Interpreter"]}


def test_channels_of_another_event_are_left_alone(person: Person) -> None:
    other = factories.event()
    elsewhere = Session.objects.create(event=other, kind="panel", titles={"en": "Panel"})
    refuse(person(session=elsewhere), "replay")
    refuse(person(), "photograph")

    assert set(channels(other)) == {"ko", "ja"}


def test_refused_sound_is_named_to_those_who_prepare(person: Person, event: Event, organizer: Any) -> None:
    refuse(person(both_ways=False), "replay")

    shown = signed_in(organizer).get(f"/en/events/{event.code}/preparation/").text

    assert "Kim Haneul does not agree to the sound in Korean being recorded and published" in shown


def test_what_a_person_agreed_to_is_among_their_own_data(person: Person) -> None:
    from tricity.events.personal_data import export_people

    user = factories.user()
    refuse(person(user=user), "replay")

    (found,) = export_people(user)

    assert found["consents"] == {"replay": False}
    assert found["session__event__code"]
