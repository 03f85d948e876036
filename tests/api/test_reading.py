"""Everything but records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.cooperation.models import Evidence, OverlapRow, SynthesisRun
from tricity.knowledge.models import Kind
from tricity.search import indexer
from tricity.search.actions import touch
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
API = "/api/v1"


def items(client: Client, address: str) -> list[Any]:
    response = client.get(f"{API}/{address}")
    assert response.status_code == 200, response.json()
    return response.json()["items"]


def test_city_has_its_names_in_every_language(program: Program) -> None:
    city = factories.city("KR", native_name="수원시", names={"ko": "수원시", "en": "Suwon"})

    found = program(language="ja").get(f"{API}/cities/{city.code}").json()

    assert found["names"] == {"ko": "수원시", "en": "Suwon"}
    assert found["name"]["text"] == "Suwon"
    assert items(program(), "cities?name=Suwon")[0]["code"] == city.code
    assert items(program(), "cities?name=Suwon&country=JP") == []


def test_organization_comes_with_its_texts(program: Program) -> None:
    body = factories.organization("JP", role_summary="都市を支える。", url="https://example.jp/")
    factories.organization("JP", deleted_at="2026-01-01T00:00:00Z")

    found = items(program(language="ko"), "organizations?type=company")

    assert [each["code"] for each in found] == [body.code]
    assert found[0]["role_summary"]["origin"] == "digest"
    assert found[0]["role_summary"]["original"] == {"text": "都市を支える。", "language": "ja"}
    assert program().get(f"{API}/organizations/{body.code}").json()["website"] == "https://example.jp/"


def test_concepts_go_on_by_slug(program: Program) -> None:
    broad, narrow = factories.concept("a-broad"), factories.concept("b-narrow")
    narrow.broader.add(broad)
    client = program(language="ja")
    first = client.get(f"{API}/concepts?limit=1").json()

    second = client.get(first["next"]).json()

    assert first["items"][0]["narrower"] == ["b-narrow"]
    assert [each["slug"] for each in second["items"]] == ["b-narrow"]
    assert second["next"] is None
    assert client.get(f"{API}/concepts/b-narrow").json()["broader"] == ["a-broad"]
    assert client.get(f"{API}/concepts/c-none").status_code == 404


def test_event_comes_with_its_programme(program: Program) -> None:
    event = factories.event(titles={"en": "Forum", "ja": "フォーラム"})
    session = event.sessions.create(kind="opening", titles={"en": "Opening"})
    session.talks.create(speaker_name="Park Jiwoo", titles={"ko": "인사말"})

    found = program(language="ja").get(f"{API}/events/{event.code}").json()

    assert found["title"]["text"] == "フォーラム"
    assert found["sessions"][0]["talks"][0]["titles"] == {"ko": "인사말"}


@pytest.mark.parametrize(
    ("role", "sees"), [("visitor", False), ("curator:JP", False), ("organizer", True), ("operator", True)]
)
def test_draft_of_an_event_is_seen_by_who_prepares_it(program: Program, role: str, sees: bool) -> None:
    event = factories.event(publication_state=PublicationState.DRAFT, published_at=None)
    client = program(None if role == "visitor" else factories.user(roles=[role]))

    assert client.get(f"{API}/events/{event.code}").status_code == (200 if sees else 404)
    assert (len(items(client, "events")) == 1) is sees


def test_only_published_candidates_are_given_to_anybody(program: Program) -> None:
    draft = factories.opportunity()
    public = factories.opportunity(publication_state=PublicationState.PUBLISHED)
    need, hidden = (
        factories.record("JP", Kind.NEED),
        factories.record("JP", Kind.NEED, publication_state="archived"),
    )
    for record in (need, hidden):
        Evidence.objects.create(opportunity=public, role="need", record=record, quotation="言葉")

    for person in (None, factories.user(roles=["operator"])):
        client = program(person)
        assert [each["code"] for each in items(client, "opportunities")] == [public.code]
        assert client.get(f"{API}/opportunities/{draft.code}").status_code == 404
    found = program().get(f"{API}/opportunities/{public.code}").json()
    assert found["evidence"] == [
        {
            "role": "need",
            "record": need.code,
            "organization": None,
            "quotation": {"text": "言葉", "language": "ja"},
        }
    ]
    assert items(program(), "opportunities?country=CN") == []


def test_overlaps_are_in_order_of_topic(program: Program, countries: Any) -> None:
    run = SynthesisRun.objects.create(finished_at=timezone.now())
    for slug in ("b", "a"):
        cell = {"country": "JP", "needs": [1, 2], "plans": [], "running": [], "solutions": [], "cities": [1]}
        OverlapRow.objects.create(run=run, concept=factories.concept(slug), cells=[cell])
    client = program()
    first = client.get(f"{API}/overlaps?limit=1").json()

    second = client.get(first["next"]).json()

    assert [each["topic"] for each in (*first["items"], *second["items"])] == ["a", "b"]
    japan = next(each for each in first["items"][0]["countries"] if each["country"] == "JP")
    assert (japan["needs"], japan["cities"]) == (2, 1)


def indexed(**fields: Any) -> Any:
    record = factories.record("JP", Kind.NEED, **fields)
    touch(record)
    indexer.catch_up()
    return record


def test_search_says_why(program: Program) -> None:
    record = indexed(title="駐車場が足りない", summary="中心部の駐車場が足りない。")

    found = items(program(language="en"), "search?q=駐車場")

    assert [each["code"] for each in found] == [record.code]
    assert found[0]["reasons"][0]["query_text"] == "駐車場"
    assert "駐車場" in found[0]["reasons"][0]["sentence"]
    assert any(part["is_marked"] for part in found[0]["quotation"]["parts"])
    assert items(program(), "search?q=駐車場&kind=solution") == []


def test_search_finds_no_draft_of_others(program: Program) -> None:
    body = factories.organization("JP")
    indexed(title="駐車場", owner=body, publication_state="draft", published_at=None)

    assert items(program(), "search?q=駐車場") == []
    assert len(items(program(factories.user(organizations=[body])), "search?q=駐車場")) == 1


def test_search_without_an_index_says_when_to_come_again(program: Program) -> None:
    response = program().get(f"{API}/search?q=x")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
