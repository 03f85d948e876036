"""Registering, deciding and answering in the browser."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests import factories
from tests.participation.conftest import admission, registered
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.participation import actions
from tricity.participation.models import Admission, Question, Registration

pytestmark = pytest.mark.django_db


def answers(**more: str) -> dict[str, str]:
    return {
        "name": "김하늘",
        "organization_named": "수원시",
        "country": "",
        "role": "city",
        "way": "online",
        "reads": "ko",
        "listens": "ja",
        "agreed_event_registration": "on",
        **more,
    }


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_guest_registers_without_an_address_and_finds_it_again_by_the_code(event: Event) -> None:
    admission(event)
    client = Client()

    done = client.post(f"/ko/events/{event.code}/register/", answers())

    assert done.status_code == 200
    secret = done.context["secret"]
    assert secret in done.text
    own = client.get(f"/ko/registrations/{secret}/")
    assert "김하늘" in own.text
    row = Registration.objects.get()
    assert (row.state, row.listens, row.organization_named) == ("confirmed", "ja", "수원시")
    assert [each["purpose"] for each in row.agreements] == ["event-registration"]
    assert row.agreements[0]["text"]


def test_without_agreement_nothing_is_kept(event: Event) -> None:
    admission(event)
    values = answers()
    del values["agreed_event_registration"]

    refused = Client().post(f"/en/events/{event.code}/register/", values)

    assert refused.status_code == 422
    assert not Registration.objects.exists()


def test_an_account_sees_changes_and_cancels_its_registration(event: Event) -> None:
    admission(event)
    person = factories.user(native_name="山田花子", native_language="ja")
    client = signed_in(person)
    assert "山田花子" in client.get(f"/ja/events/{event.code}/register/").text

    client.post(f"/ja/events/{event.code}/register/", answers(name="山田花子", reads="ja"))
    client.post(f"/ja/events/{event.code}/register/", answers(name="山田花子", reads="ja", listens="ko"))

    row = Registration.objects.get()
    assert (row.user, row.listens) == (person, "ko")
    assert client.post(f"/ja/events/{event.code}/register/cancel/").status_code == 302
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_questions_of_the_organizer_are_asked_in_the_readers_language_and_kept(event: Event) -> None:
    settings = admission(event)
    question = Question(
        kind="one",
        texts={"en": "Interest", "ko": "관심 분야"},
        choices=[{"en": "Energy", "ko": "에너지"}, {"en": "Water", "ko": "물"}],
        is_required=True,
    )
    actions.save_questions(settings, "registration", [question], by=None)
    client = Client()

    page = client.get(f"/ko/events/{event.code}/register/").text
    missing = client.post(f"/ko/events/{event.code}/register/", answers())
    client.post(f"/ko/events/{event.code}/register/", answers(**{f"question_{question.pk}": "1"}))

    assert "관심 분야" in page
    assert "에너지" in page
    assert missing.status_code == 422
    assert Registration.objects.get().answers == {str(question.pk): 1}


def test_a_closed_event_says_so(event: Event) -> None:
    page = Client().get(f"/en/events/{event.code}/register/")

    assert "not open" in page.text


def test_only_who_may_edit_the_event_sees_names(event: Event, organizer: Any) -> None:
    admission(event)
    row = registered(event, email="haneul@example.org")
    pages = [
        f"/en/events/{event.code}/registrations/",
        f"/en/events/{event.code}/registrations/{row.code}/",
        f"/en/events/{event.code}/registrations/settings/",
        f"/en/events/{event.code}/registrations/questions/survey/",
        f"/en/events/{event.code}/registrations/door/",
        f"/en/events/{event.code}/registrations/list.xlsx",
        f"/en/events/{event.code}/survey/results/",
    ]

    assert {Client().get(page).status_code for page in pages[:-1]} == {302}
    assert {signed_in(factories.user()).get(page).status_code for page in pages} == {403}
    assert {signed_in(organizer).get(page).status_code for page in pages} == {200}


def test_the_list_is_taken_home_guarded_and_audited(event: Event, organizer: Any) -> None:
    admission(event)
    registered(event, name="=cmd()")

    answer = signed_in(organizer).get(f"/en/events/{event.code}/registrations/list.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["B2"].value == "'=cmd()"
    assert Entry.objects.filter(verb="event.registrations-taken", actor=organizer).exists()


def test_organizer_sets_up_registration_and_questions(event: Event, organizer: Any) -> None:
    client = signed_in(organizer)
    settings = {"is_open": "on", "online_places": "", "on_site_places": "30", "words_ko": "어서 오세요"}
    client.post(f"/en/events/{event.code}/registrations/settings/", settings)
    rows = {
        "survey-TOTAL_FORMS": "2",
        "survey-INITIAL_FORMS": "0",
        "survey-0-texts_ko": "어땠습니까?",
        "survey-0-kind": "one",
        "survey-0-choices_ko": "좋음\n나쁨",
        "survey-1-kind": "line",
    }
    client.post(f"/en/events/{event.code}/registrations/questions/survey/", rows)

    found = Admission.objects.get()
    assert (found.is_open, found.online_places, found.on_site_places) == (True, None, 30)
    question = found.questions.get()
    assert question.choices == [{"ko": "좋음"}, {"ko": "나쁨"}]


def test_choices_of_unequal_number_are_refused_where_they_stand(event: Event, organizer: Any) -> None:
    admission(event)
    rows = {
        "survey-TOTAL_FORMS": "1",
        "survey-INITIAL_FORMS": "0",
        "survey-0-texts_ko": "어땠습니까?",
        "survey-0-kind": "one",
        "survey-0-choices_ko": "좋음\n나쁨",
        "survey-0-choices_ja": "良い",
    }

    refused = signed_in(organizer).post(f"/en/events/{event.code}/registrations/questions/survey/", rows)

    assert refused.status_code == 422
    assert "same number" in refused.text
    assert not Question.objects.exists()


def test_a_change_made_meanwhile_is_not_overwritten(event: Event, organizer: Any) -> None:
    admission(event)
    client = signed_in(organizer)
    values = {"is_open": "on", "online_places": "5", "version": "1"}
    client.post(f"/en/events/{event.code}/registrations/settings/", values)

    late = client.post(f"/en/events/{event.code}/registrations/settings/", values | {"online_places": "7"})

    assert late.status_code == 409
    assert Admission.objects.get().online_places == 5


def test_who_tries_codes_is_slowed_down(db: None) -> None:
    client = Client()
    for _ in range(9):
        client.post("/en/registrations/", {"code": "AAAA-AAAA-AAAA-AAAA"})

    answer = client.post("/en/registrations/", {"code": "AAAA-AAAA-AAAA-AAAA"})

    assert answer.status_code == 429


def test_event_page_offers_registration_and_says_how_ones_own_stands(event: Event) -> None:
    admission(event)
    person = factories.user()
    client = signed_in(person)
    assert f"/en/events/{event.code}/register/" in client.get(f"/en/events/{event.code}/").text

    registered(event, person)

    assert "Confirmed" in client.get(f"/en/events/{event.code}/").text
