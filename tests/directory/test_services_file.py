"""A body's services from a file."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import factories

from tricity.directory.models import Organization, Service
from tricity.directory.statements import actions
from tricity.directory.statements.choices import State
from tricity.directory.statements.values import values_of

pytestmark = pytest.mark.django_db
ROW = {
    "language": "ja",
    "kind": "advice",
    "title": "助言",
    "description": "都市に助言する。",
    "source_url": "https://example.jp/",
    "read_on": "2026-05-01",
}


@pytest.fixture
def body(countries: dict[str, Any]) -> Organization:
    return factories.organization("JP")


def _send(client: Client, body: Organization, content: str | bytes, name: str = "services.jsonl") -> Any:
    raw = content if isinstance(content, bytes) else content.encode()
    address = f"/en/services/import/?organization={body.code}"
    return client.post(address, {"file": SimpleUploadedFile(name, raw)})


def _lines(*rows: dict[str, Any]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture
def editor(client: Client, body: Organization) -> Any:
    person = factories.user(organizations=[body])
    client.force_login(person)
    return person


def test_new_rows_become_drafts(client: Client, body: Organization, editor: Any) -> None:
    response = _send(client, body, _lines(ROW, {**ROW, "title": "研修", "kind": "training", "cost": None}))

    assert response.status_code == HTTPStatus.FOUND
    found = Service.objects.order_by("pk").values_list("title", "kind", "state", "organization")
    assert list(found) == [
        ("助言", "advice", State.DRAFT, body.pk),
        ("研修", "training", State.DRAFT, body.pk),
    ]


def test_the_download_comes_back_unchanged(client: Client, body: Organization, editor: Any) -> None:
    hard = {
        **ROW,
        "title": "=1+1",
        "how_to_ask": "一、申請\n二、「面談」, 三",
        "deadline": "2027-03-31",
        "language": "zh-hans",
    }
    row = actions.write(body, hard, by=editor, publish=True)
    before = values_of(row)

    for file_format in ("csv", "jsonl"):
        content = client.get(f"/en/national-bodies/services.{file_format}").content
        assert _send(client, body, content, f"services.{file_format}").status_code == HTTPStatus.FOUND

    row = Service.objects.get()
    assert (values_of(row), row.version, row.state) == (before, 3, State.PUBLISHED)


def test_a_row_older_than_the_service_is_refused_with_everything(
    client: Client, body: Organization, editor: Any
) -> None:
    row = actions.write(body, ROW, by=editor)
    actions.change(row, {**ROW, "title": "別の人"}, by=editor, seen=1)

    response = _send(
        client, body, _lines({**ROW, "title": "新規"}, {**ROW, "code": row.code, "version": "1"})
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "It was changed after this file was made." in response.content.decode()
    assert list(Service.objects.values_list("title", flat=True)) == ["別の人"]


def test_a_service_of_another_body_is_not_touched(client: Client, body: Organization, editor: Any) -> None:
    other = factories.service(factories.organization("JP"))

    response = _send(client, body, _lines({**ROW, "code": other.code, "version": "1"}))

    assert "The body has no service with this code." in response.content.decode()
    assert not Service.objects.filter(organization=body).exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "The file has no rows."),
        ("標題,種類\n", "Line 1: The first line must name the columns"),
        ("題".encode("utf-16"), "The file is not UTF-8."),
        ('{"title": "a"', "Line 1: This line is not a JSON object of texts."),
        ('{"title": ["a"]}', "Line 1: This line is not a JSON object of texts."),
        (_lines(ROW, {**ROW, "source_url": ""}), "Line 2, <code>source_url</code>: This field is required."),
        (_lines({**ROW, "kind": "magic"}), "Line 1, <code>kind</code>: Select a valid choice."),
        (_lines({**ROW, "language": "xx"}), "Line 1, <code>language</code>: This field is required."),
        (_lines(*[ROW] * 501), "The file has too many rows: at most 500."),
        (b"{" + b" " * 1_000_001, "The file is too large: at most 1000 kB."),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    client: Client, body: Organization, editor: Any, content: str | bytes, message: str
) -> None:
    response = _send(client, body, content)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message in response.content.decode()
    assert not Service.objects.exists()


def test_others_send_no_file(client: Client, body: Organization) -> None:
    client.force_login(factories.user(roles=["curator:KR"], organizations=[factories.organization("JP")]))

    assert _send(client, body, _lines(ROW)).status_code == HTTPStatus.FORBIDDEN
    assert not Service.objects.exists()
