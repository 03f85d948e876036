"""Services and country cards for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.search import indexer
from tricity.search.actions import touch
from tricity.translation.actions import render
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
API = "/api/v1"


def codes(client: Client, address: str) -> list[str]:
    response = client.get(f"{API}/{address}")
    assert response.status_code == 200, response.json()
    return [item["code"] for item in response.json()["items"]]


def test_a_service_comes_with_its_texts_dates_and_sources(
    program: Program, countries: dict[str, Any]
) -> None:
    body = factories.organization("KR")
    row = factories.service(
        body, title="기술 컨설팅", cost="무료", deadline="2027-03-31", more_sources="https://example.kr/more"
    )
    render(
        row,
        "title",
        source=row.title,
        source_language="ko",
        language="ja",
        text="技術相談",
        origin=Origin.HUMAN,
    )

    found = program(language="ja").get(f"{API}/services/{row.code}").json()

    assert (found["title"]["text"], found["title"]["origin"]) == ("技術相談", "human")
    assert found["title"]["original"] == {"text": "기술 컨설팅", "language": "ko"}
    assert found["cost"]["original"]["text"] == "무료"
    assert found["for_whom"] is None
    assert (found["organization"], found["country"], found["deadline"]) == (body.code, "KR", "2027-03-31")
    assert [each["url"] for each in found["sources"]] == [row.source_url, "https://example.kr/more"]
    assert found["sources"][0]["read_on"] == "2026-05-01"


def test_an_entry_of_a_card_has_its_figure_as_it_was_written(
    program: Program, countries: dict[str, Any]
) -> None:
    row = factories.card_entry(
        "JP", figure="300.50", figure_unit="m²", as_of="2026-04-01", valid_until="2020-01-01"
    )

    found = program().get(f"{API}/card-entries/{row.code}").json()

    assert (found["figure"], found["figure_unit"]["text"], found["as_of"]) == ("300.5", "m²", "2026-04-01")
    assert found["has_ended"] is True


def test_lists_are_narrowed_and_go_on_with_a_cursor(program: Program, countries: dict[str, Any]) -> None:
    first, second = factories.card_entry("JP"), factories.card_entry("KR", section="ppp")
    body = factories.organization("KR", type="international", country=None)
    factories.service(factories.organization("JP"), kind="funding")
    own = factories.service(body)
    client = program()

    assert codes(client, "card-entries") == [second.code, first.code]
    assert codes(client, "card-entries?section=ppp&country=KR") == [second.code]
    assert codes(client, "card-entries?section=ppp&country=JP") == []
    assert codes(client, f"services?kind=advice&organization={body.code}") == [own.code]
    following = client.get(f"{API}/card-entries?limit=1").json()["next"]
    assert [each["code"] for each in client.get(following).json()["items"]] == [first.code]
    assert client.get(f"{API}/card-entries?section=taxes").status_code == 422


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_public_is_not_there(program: Program, countries: dict[str, Any], state: str) -> None:
    entry = factories.card_entry("JP", state=state)
    service = factories.service(factories.organization("JP"), state=state)
    orphan = factories.service(factories.organization("JP", deleted_at="2026-01-01T00:00:00Z"))
    client = program()

    assert codes(client, "card-entries") == codes(client, "services") == []
    addresses = [f"card-entries/{entry.code}", f"services/{service.code}", f"services/{orphan.code}"]
    assert [client.get(f"{API}/{each}").status_code for each in addresses] == [404] * 3


def test_nothing_is_sent_that_the_program_has_already(program: Program, countries: dict[str, Any]) -> None:
    factories.card_entry("JP")
    client = program()
    tag = client.get(f"{API}/card-entries").headers["ETag"]

    assert client.get(f"{API}/card-entries", headers={"If-None-Match": tag}).status_code == 304


def test_search_gives_them(program: Program, countries: dict[str, Any]) -> None:
    entry = factories.card_entry("JP", title="都市計画の法律", text="市町村は都市計画を定める。")
    service = factories.service(
        factories.organization("KR"), title="도시계획 자문", description="도시계획을 돕는다."
    )
    touch(entry, service)
    indexer.catch_up()

    response = program(language="ko").get(f"{API}/search?q=도시계획&kind=card-entry&kind=service").json()

    assert {hit["code"]: hit["kind"] for hit in response["items"]} == {
        entry.code: "card-entry",
        service.code: "service",
    }
    assert {hit["summary"]["text"] for hit in response["items"]} == {entry.text, service.description}
