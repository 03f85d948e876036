"""The report counts who came; who came gets a certificate, nobody else does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.participation.conftest import admission, registered, wish
from tricity.events.models import Event
from tricity.events.papers import Asked, document_of, paper_of
from tricity.participation import actions
from tricity.participation.models import Arrival, Question, Verdict
from tricity.participation.papers import minutes_of
from tricity.publishing import fragment

pytestmark = pytest.mark.django_db


def test_report_counts_who_came_and_what_they_say(event: Event, organizer: Any) -> None:
    settings = admission(event)
    question = Question(kind="scale", texts={"en": "How was it?"})
    actions.save_questions(settings, "survey", [question], by=organizer)
    for _ in range(6):
        actions.arrive(registered(event, country=factories.country("KR")), Arrival.Channel.ROOM)
        Verdict.objects.create(event=event, role="city", language="ko", answers={str(question.pk): 5})
    paper = paper_of("report")
    assert paper is not None

    page = fragment(document_of(paper, event, Asked("en", organizer)))

    assert "6 people" in page
    assert "Korea: 6" in page
    assert "How was it?" in page


def test_who_came_gets_a_certificate_and_who_did_not_gets_none(event: Event) -> None:
    admission(event)
    person = factories.user()
    row = registered(event, person)
    client = Client()
    client.force_login(person)
    address = f"/ko/events/{event.code}/register/certificate.docx"
    assert client.get(address).status_code == 404

    actions.arrive(row, Arrival.Channel.DOOR)
    given = client.get(address)

    assert given.status_code == 200
    assert given.content.startswith(b"PK")
    assert client.get(address.replace("docx", "exe")).status_code == 404


def test_a_guest_gets_it_by_the_code(event: Event) -> None:
    admission(event)
    row, secret = actions.register(event, wish())
    actions.arrive(row, Arrival.Channel.DOOR)

    given = Client().get(f"/ja/registrations/{secret}/certificate.hwpx")

    assert given.status_code == 200
    assert "certificate.hwpx" in Client().get(f"/ja/registrations/{secret}/").text


def test_time_is_told_only_where_it_was_counted(event: Event) -> None:
    admission(event)
    row = registered(event)
    came = actions.arrive(row, Arrival.Channel.ROOM)
    assert minutes_of(row) is None

    Arrival.objects.filter(pk=came.pk).update(last_at=came.first_at + dt.timedelta(minutes=95))

    assert minutes_of(row) == 95
