from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests import factories

from tricity.knowledge.models import Kind

pytestmark = pytest.mark.django_db


def downloaded(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response)  # type: ignore[arg-type]


def codes(client: Client, query: str) -> list[Any]:
    lines = downloaded(client, f"/en/data/records.jsonl{query}").splitlines()
    return [json.loads(line)["title"] for line in lines]


def test_list_is_downloaded_as_it_is_narrowed_down(client: Client) -> None:
    concept = factories.concept("parking")
    need = factories.record("JP", Kind.NEED, title="駐車", priority="high")
    factories.record("KR", Kind.NEED, title="주차")
    need.record_topics.create(concept=concept, weight=1)

    assert codes(client, "") == ["駐車", "주차"]
    assert codes(client, "?country=JP") == ["駐車"]
    assert codes(client, "?topic=parking") == ["駐車"]
    assert codes(client, "?priority=low") == []
    assert codes(client, f"?city={need.city.code}&country=KR") == []


def test_workbook_of_a_list_holds_no_formula(client: Client) -> None:
    factories.record("JP", Kind.NEED, title="=1+1")
    factories.record("KR", Kind.NEED, title="other")

    book = openpyxl.load_workbook(io.BytesIO(downloaded(client, "/en/data/needs.xlsx?country=JP")))

    cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells if cell.value and "1+1" in str(cell.value)] == ["'=1+1"]
    assert all(cell.data_type != "f" for cell in cells)


def test_drafts_are_in_no_file(client: Client) -> None:
    factories.record("JP", Kind.NEED, publication_state="draft", published_at=None)

    client.force_login(factories.user(roles=["operator"]))

    assert codes(client, "?country=JP") == []
