"""The audit trail: who may read it, how it is narrowed and exported, and that nobody can change it."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from tests import factories

from tricity.activity.actions import record
from tricity.activity.labels import VERBS, verb_label
from tricity.activity.models import Entry, OnlyAdded

pytestmark = pytest.mark.django_db


def shown(client: Client, **asked: str) -> list[str]:
    """Labels of the entries of the page."""
    response = client.get("/en/audit/", asked)
    return [line.label for line in response.context["lines"]]


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (["operator"], 200),
        (["curator"], 200),
        (["curator:JP"], 403),
        (["organizer"], 403),
        ([], 403),
        (None, 302),
    ],
)
def test_operators_and_the_secretariat_read_the_audit_trail(
    client: Client, roles: list[str] | None, status: int
) -> None:
    if roles is not None:
        client.force_login(factories.user(roles=roles))

    assert client.get("/en/audit/").status_code == status
    assert client.get("/en/audit/export.csv").status_code == status


def test_the_trail_is_narrowed_by_person_object_action_and_time(client: Client) -> None:
    hanako = factories.user(username="hanako", native_name="山田花子")
    minsu = factories.user(username="minsu", native_name="김민수")
    record("account.made", minsu, by=hanako)
    record("account.changed", hanako, by=minsu)
    client.force_login(factories.user(roles=["operator"]))
    today = timezone.localdate()
    yesterday, tomorrow = (str(today + dt.timedelta(days=days)) for days in (-1, 1))

    assert shown(client) == ["Account changed", "Account made"]
    assert shown(client, person="hanako") == ["Account made"]
    assert shown(client, person="민수") == ["Account changed"]
    assert shown(client, code=hanako.code.lower()) == ["Account changed"]
    assert shown(client, verb="account.made") == ["Account made"]
    assert shown(client, kind="accounts.user", since=str(today), until=str(today)) == [
        "Account changed",
        "Account made",
    ]
    assert shown(client, until=yesterday) == []
    assert shown(client, since=tomorrow) == []


def test_what_cannot_be_read_is_explained(client: Client) -> None:
    client.force_login(factories.user(roles=["operator"]))

    response = client.get("/en/audit/", {"since": "2026-02-02", "until": "2026-01-01"})

    assert response.status_code == 422
    assert "The last day is before the first." in response.content.decode()
    assert client.get("/en/audit/export.csv", {"since": "yesterday"}).status_code == 422
    assert client.get("/en/audit/export.xlsx").status_code == 404


def test_the_export_holds_what_was_asked_for_and_is_an_entry_itself(client: Client) -> None:
    operator = factories.user(roles=["operator"], native_name="=1+1")
    record("account.changed", operator, by=operator, field="表示名")
    record("account.made", operator)
    client.force_login(operator)

    text = b"".join(client.get("/en/audit/export.csv", {"verb": "account.changed"}).streaming_content)  # type: ignore[attr-defined]
    lines = b"".join(client.get("/en/audit/export.jsonl", {"verb": "account.made"}).streaming_content)  # type: ignore[attr-defined]

    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [(row["verb"], row["name"], row["details"]) for row in rows] == [
        ("account.changed", "'=1+1", '{"field": "表示名"}')
    ]
    assert [json.loads(line)["username"] for line in lines.decode().splitlines()] == [None]
    assert Entry.objects.filter(verb="audit.exported", actor=operator).count() == 2


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    operator = factories.user(roles=["operator"])
    for _number in range(3):
        record("account.changed", operator, by=operator)
    client.force_login(operator)

    with django_assert_max_num_queries(12):
        client.get("/en/audit/")


def test_code_cannot_change_or_remove_an_entry() -> None:
    entry = record("account.made", factories.user())

    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="x"),
        lambda: Entry.objects.bulk_update([entry], ["verb"]),
    ):
        with pytest.raises(OnlyAdded):
            attempt()

    assert Entry.objects.get().verb == "account.made"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity_entry SET verb = 'x'",
        "UPDATE activity_entry SET actor_id = NULL, details = '{\"a\": 1}'",
        "DELETE FROM activity_entry",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(statement: str) -> None:
    record("account.made", factories.user(), by=factories.user())
    # Where the tests empty tables by DELETE, this trigger was taken away.
    protection = importlib.import_module("tricity.activity.migrations.0002_append_only")
    protection.protect(None, SimpleNamespace(connection=connection))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert Entry.objects.get().verb == "account.made"


def test_an_account_may_be_deleted_and_its_deeds_stay() -> None:
    person = factories.user()
    record("account.changed", person, by=person)

    person.delete()

    assert Entry.objects.get().actor is None


def test_every_verb_has_a_name_and_an_unknown_one_is_shown_as_it_is() -> None:
    assert all(str(label) != verb for verb, label in VERBS.items())
    assert verb_label("robot.built") == "robot.built"
