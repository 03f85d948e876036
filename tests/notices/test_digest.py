"""The e-mail: only to who asked for it, in the person's language, never twice, ended by one press."""

from __future__ import annotations

import datetime as dt
import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.accounts.models import User
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.notices import actions
from tricity.notices.actions.rhythm import next_moment
from tricity.notices.models import Digest, GroupChoice
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.datetime(2026, 1, 14, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
    settings.PUBLIC_URL = "https://tricity.example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def person(countries: object) -> User:
    """Wants an e-mail every week; one draft waits."""
    body = factories.organization("JP")
    reader = factories.user(
        email="reader@example.org", language="ko", time_zone="Asia/Seoul", organizations=[body]
    )
    factories.record("JP", title="駐車場", owner=body, publication_state=PublicationState.DRAFT)
    actions.choose_rhythm(reader, "weekly")
    make_due(reader)
    return reader


def make_due(person: User) -> str:
    moment = timezone.now() - dt.timedelta(minutes=5)
    Digest.objects.filter(user=person).update(next_at=moment)
    return moment.isoformat()


def send() -> list[Any]:
    actions.send_due_digests()
    run_all()
    return mail.outbox


def test_who_asked_for_it_gets_what_waits_in_their_language(person: User) -> None:
    [letter] = send()

    assert letter.to == ["reader@example.org"]
    assert "駐車場" not in letter.body
    assert "https://tricity.example.org/ko/records/" in letter.body
    assert [kind for _text, kind in letter.alternatives] == ["text/html"]
    assert '<html lang="ko">' in letter.alternatives[0][0]


def test_next_turn_is_eight_in_the_morning_where_the_person_is() -> None:
    seoul = factories.user(time_zone="Asia/Seoul")

    assert next_moment("daily", seoul, WEDNESDAY) == dt.datetime(2026, 1, 14, 23, tzinfo=dt.UTC)
    assert next_moment("weekly", seoul, WEDNESDAY) == dt.datetime(2026, 1, 18, 23, tzinfo=dt.UTC)
    friday = dt.datetime(2026, 1, 16, 3, tzinfo=dt.UTC)
    assert next_moment("daily", seoul, friday) == dt.datetime(2026, 1, 18, 23, tzinfo=dt.UTC)
    assert next_moment("none", seoul, WEDNESDAY) is None


def test_nobody_gets_one_without_asking(person: User) -> None:
    Digest.objects.all().delete()

    assert send() == []


def test_person_without_an_address_gets_none(person: User) -> None:
    User.objects.update(email="")

    assert send() == []


def test_person_who_has_left_gets_none(person: User) -> None:
    User.objects.update(is_active=False)

    assert send() == []


def test_nothing_is_sent_while_nothing_waits(person: User) -> None:
    actions.be_done(person)

    assert send() == []
    assert Digest.objects.get(user=person).next_at > timezone.now()


def test_nothing_is_sent_where_no_mail_server_is_set(person: User, settings: Any) -> None:
    settings.MAIL_CONFIGURED = False

    assert send() == []
    assert not Job.objects.exists()


def test_group_not_wanted_by_mail_is_left_out(person: User) -> None:
    GroupChoice.objects.create(user=person, group="records", in_digest=False)

    assert send() == []


def test_turn_is_taken_once_however_often_it_is_asked_for(person: User) -> None:
    turn = make_due(person)

    sent = [actions.send_digest(person.pk, turn) for _ in range(3)]

    assert sent == [True, False, False]
    assert len(mail.outbox) == 1


def test_worker_killed_while_it_sends_leaves_nobody_with_two(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = make_due(person)

    def die(*_args: object, **_kwargs: object) -> None:
        raise SystemExit  # as a kill: nothing after it is run

    with monkeypatch.context() as killed:
        killed.setattr("django.core.mail.EmailMultiAlternatives.send", die)
        with pytest.raises(SystemExit):
            actions.send_digest(person.pk, turn)
    actions.send_digest(person.pk, turn)

    assert mail.outbox == []
    assert Digest.objects.get(user=person).next_at > timezone.now()


def test_refusing_server_is_asked_again_in_an_hour_and_then_at_the_next_turn(
    person: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    waits = []
    for _ in range(3):
        actions.send_digest(person.pk, make_due(person))
        row = Digest.objects.get(user=person)
        assert row.next_at is not None
        waits.append(row.next_at - timezone.now() <= dt.timedelta(hours=1))

    monday = next_moment("weekly", person)
    assert waits[:2] == [True, True]
    assert row.next_at == monday


def test_one_press_of_the_mail_program_ends_it_signed_out(person: User) -> None:
    [letter] = send()
    address = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://tricity.example.org")
    stranger = Client(enforce_csrf_checks=True)

    asked = stranger.get(address)
    assert Digest.objects.get(user=person).rhythm == "weekly"
    ended = stranger.post(address, {"List-Unsubscribe": "One-Click"})

    assert (asked.status_code, ended.status_code) == (200, 200)
    assert Digest.objects.get(user=person).rhythm == "none"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_forged_link_ends_nothing(person: User, client: Client) -> None:
    assert client.post(f"/en/unsubscribe/{person.code}/").status_code == 404
    assert client.post("/en/unsubscribe/x:y/").status_code == 404
    assert Digest.objects.get(user=person).rhythm == "weekly"


class Kept:
    """What a mail server was handed."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append((envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Kept, int]]:
    """A real SMTP server on loopback, on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, port
    controller.stop()


def test_letter_arrives_whole_through_a_real_mail_server(
    person: User, settings: Any, server: tuple[Kept, int]
) -> None:
    kept, port = server
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    sent = actions.send_digest(person.pk, make_due(person))

    [(to, message)] = kept.messages
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert sent
    assert to == ["reader@example.org"]
    assert message["Message-ID"].endswith("@tricity.example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert plain is not None
    assert page is not None
    links = set(re.findall(r"https://tricity\.example\.org\S+?/(?=[\s\"<>]|$)", plain.get_content()))
    assert links == set(re.findall(r'href="([^"]+)"', page.get_content()))
