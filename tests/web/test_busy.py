"""Many who write at once: each gets a turn, and who does not is told so and keeps what was typed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client, RequestFactory
from lxml import html
from tests import factories
from tests.knowledge.test_publishing import body_of_a_city, draft, typed

from tricity.knowledge.models import Record, Snapshot
from tricity.web.busy import is_busy
from tricity.web.errors import server_error

WRITERS = 8


@contextmanager
def somebody_else_writing() -> Iterator[None]:
    """Another connection holds what a write needs, and this one waits only for a moment."""
    started, over = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            list(Record.objects.select_for_update())
            started.set()
            over.wait(20)
        connection.close()

    wait = "PRAGMA busy_timeout=50" if connection.vendor == "sqlite" else "SET lock_timeout='50ms'"
    with connection.cursor() as cursor:
        cursor.execute(wait)
    thread = threading.Thread(target=hold)
    thread.start()
    started.wait(20)
    try:
        yield
    finally:
        over.set()
        thread.join()
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_saving_that_gets_no_turn_is_no_error_and_loses_nothing() -> None:
    body = body_of_a_city()
    record = draft(body, title="元の題", summary="元の概要")
    data = typed(record, title="私の題", summary="長い文\n二行目 <b>")
    client = Client(raise_request_exception=False)
    client.force_login(factories.user(organizations=[body]))
    address = f"/en/records/{record.code}/edit/"
    client.get(address)

    with somebody_else_writing():
        answer = client.post(address, data)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    form = next(form for form in html.fromstring(answer.content).forms if form.action == address)
    again = {name: value for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}
    assert again["summary"].replace("\r\n", "\n") == "長い文\n二行目 <b>"
    assert client.post(address, again).status_code == 302
    record.refresh_from_db()
    assert record.title == "私の題"


def test_the_page_never_sends_secrets_back() -> None:
    try:
        raise OperationalError from _busy_cause()
    except OperationalError:
        page = server_error(RequestFactory().post("/en/x/", {"username": "a", "new_password1": "geheim-9"}))

    assert page.status_code == 503
    assert b"geheim-9" not in page.content


def test_other_errors_of_the_database_stay_errors() -> None:
    assert is_busy(OperationalError("database or disk is full")) is False
    assert is_busy(ValueError("database is locked")) is False
    assert server_error(RequestFactory().get("/en/")).status_code == 500


@pytest.mark.django_db(transaction=True)
def test_many_who_save_at_the_same_moment_meet_no_error_and_lose_nothing() -> None:
    body = body_of_a_city()
    records = [draft(body, title=f"題{number}") for number in range(WRITERS // 2)]
    people = [factories.user(organizations=[body]) for _number in range(WRITERS)]
    start = threading.Barrier(WRITERS)
    statuses: list[int] = []
    sent: list[tuple[int, str]] = []

    def save(number: int) -> None:
        record, client = records[number % len(records)], Client(raise_request_exception=False)
        client.force_login(people[number])
        # The one writes the title, the other the summary: both are to be kept.
        field = "title" if number < len(records) else "summary"
        for turn in range(3):
            record = Record.objects.get(pk=record.pk)
            data = typed(
                record, **{"title": record.title, "summary": record.summary, field: f"{number}の{turn}"}
            )
            if turn == 0:
                start.wait(20)
            statuses.append(client.post(f"/en/records/{record.code}/edit/", data).status_code)
            sent.append((record.pk, f"{number}の{turn}"))
        connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept: dict[int, set[str]] = {}
    for row in Snapshot.objects.all():
        kept.setdefault(row.record_id, set()).update((row.values["title"], row.values["summary"]))
    assert set(statuses) == {302}
    assert [each for each in sent if each[1] not in kept[each[0]]] == []


def _busy_cause() -> Any:
    import sqlite3

    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorname = "SQLITE_BUSY"
    return cause
