"""Programs read and write the parts of the template as people do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.knowledge.test_template_travels import OPEN, case
from tricity.knowledge.models import Record

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]


def change(client: Client, record: Record, **values: Any) -> Any:
    return client.patch(
        f"/api/v1/records/{record.code}",
        values,
        content_type="application/json",
        headers={"if-match": "*"},
    )


def test_programs_read_the_parts_as_people_do(program: Program) -> None:
    record = case()
    member = factories.user(organizations=[factories.organization("KR")])
    address = f"/api/v1/records/{record.code}"

    told = program().get(address).json()
    to_members = program(member).get(address).json()

    assert [part["name"] for part in told["details"]] == ["problem"]
    assert (told["budget_amount"], told["budget_currency"]) == (None, "")
    assert told["indicators"] == []
    names = [part["name"] for part in to_members["details"]]
    assert names == ["problem", "cost_and_finance", "budget_amount", "indicators"]


def test_a_change_of_another_field_leaves_the_parts_and_their_readers_as_they_are(program: Program) -> None:
    record = case()
    before = record.details, record.visibility
    curator = factories.user(roles=["curator:JP"])

    response = change(program(curator), record, title="新しい題名")

    record.refresh_from_db()
    assert response.status_code == 200, response.json()
    assert record.title == "新しい題名"
    assert (record.details, record.visibility) == before


def test_programs_write_parts_and_say_who_reads_them(program: Program) -> None:
    record = case()
    curator = factories.user(roles=["curator:JP"])

    response = change(
        program(curator),
        record,
        details={"lessons": "早めに", "cost_and_finance": ""},
        visibility={"lessons": "matched", "budget_amount": "public"},
    )

    record.refresh_from_db()
    assert response.status_code == 200, response.json()
    assert record.details == {"problem": OPEN, "lessons": "早めに"}
    assert record.visibility["lessons"] == "matched"
    assert "budget_amount" not in record.visibility


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"details": {"budget_ceiling": "x"}}, "#/details/budget_ceiling"),
        ({"visibility": {"payback": "members"}}, "#/visibility/payback"),
    ],
)
def test_a_part_of_another_kind_is_refused_with_its_place(
    program: Program, values: dict[str, Any], place: str
) -> None:
    record = case()

    response = change(program(factories.user(roles=["curator:JP"])), record, **values)

    assert response.status_code == 422
    assert place in [error["pointer"] for error in response.json()["errors"]]
