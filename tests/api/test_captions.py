from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.api.actions import make_token
from tricity.events.models import Event
from tricity.rooms import actions
from tricity.rooms.models import Caption

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 王芳>各位上午好\n\n00:02.000 --> 00:03.000\n谢谢\n"


@pytest.fixture
def event(db: None) -> Event:
    return factories.event()


def token(event: Event, *scopes: str, role: str = "captioner") -> str:
    person = factories.user()
    if role:
        actions.name_person(event, username=person.username, role=role, by=None)
    return make_token(person, name="captions", scopes=scopes, days=1)[1]


def send(event: Event, secret: str, **chunk: Any) -> Any:
    return Client().post(
        f"/api/v1/events/{event.code}/captions",
        {"language": "zh-Hans", "text": VTT, **chunk},
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"} if secret else {},
    )


def test_chunk_becomes_lines_on_the_clock_of_the_event(event: Event) -> None:
    answer = send(event, token(event, "write:captions"), began_at="2026-05-01T10:00:00+08:00")

    assert (answer.status_code, answer.json()) == (201, {"added": 2, "known": 0})
    first = Caption.objects.first()
    assert first is not None
    assert (first.text, first.speaker, first.language, first.origin) == (
        "各位上午好",
        "王芳",
        "zh-hans",
        "stream",
    )
    assert first.starts_ms == 1_777_600_801_000


def test_chunk_sent_again_adds_nothing(event: Event) -> None:
    secret = token(event, "write:captions")
    send(event, secret)

    assert send(event, secret).json() == {"added": 0, "known": 2}
    assert send(event, secret, stream="another").json() == {"added": 2, "known": 0}


def test_what_a_machine_recognized_says_so(event: Event) -> None:
    send(event, token(event, "write:captions"), is_machine=True)

    assert set(Caption.objects.values_list("origin", flat=True)) == {"engine"}


def test_token_needs_the_right_and_the_person_the_role(event: Event) -> None:
    assert send(event, "").status_code == 401
    assert send(event, token(event, "read", "write:records")).json()["code"] == "insufficient-scope"
    assert send(event, token(event, "write:captions", role="")).json()["code"] == "not-a-captioner"
    assert send(event, token(event, "write:captions", role="speaker")).status_code == 403
    assert not Caption.objects.exists()


@pytest.mark.parametrize(
    ("field", "chunk"),
    [
        ("text", {"text": "00:01 --> 00:02\n一"}),
        ("text", {"text": "00:01.000 --> 00:02.000\n一\n\n" * 501}),
        ("language", {"language": "fr"}),
        ("began_at", {"began_at": "2026-05-01T10:00:00"}),
    ],
)
def test_what_cannot_be_read_is_named(event: Event, field: str, chunk: dict[str, str]) -> None:
    answer = send(event, token(event, "write:captions"), **chunk)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"#/{field}"]
    assert not Caption.objects.exists()


def test_token_for_captions_writes_no_records(event: Event) -> None:
    answer = Client().post(
        "/api/v1/records",
        {"kind": "need", "title": "題", "summary": "概要"},
        content_type="application/json",
        headers={"authorization": f"Bearer {token(event, 'write:captions')}"},
    )

    assert answer.json()["code"] == "insufficient-scope"
