from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories

from tricity.knowledge.actions.topics import order_titles
from tricity.knowledge.models import Kind, Record, RecordTopic
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
Put = Callable[..., None]


def titles(response: object) -> list[str]:
    return [str(row["object"].title) for row in response.context["rows"]]  # type: ignore[attr-defined]


def english(title: str, **fields: object) -> Record:
    return factories.record("JP", language="en", title=title, **fields)  # type: ignore[arg-type]


def test_list_shows_one_kind_newest_first(client: Client, indexed: Put) -> None:
    now = timezone.now()
    english("Old", published_at=now - timezone.timedelta(days=2))
    english("New", published_at=now)
    english("Wish", kind=Kind.NEED)
    indexed()

    assert titles(client.get("/en/initiatives/")) == ["New", "Old"]
    assert titles(client.get("/en/needs/")) == ["Wish"]


def test_list_hides_drafts_from_visitors_and_marks_them_for_their_editors(
    client: Client, indexed: Put
) -> None:
    body = factories.organization("JP")
    english("Public")
    english("Secret", publication_state=PublicationState.DRAFT, owner=body)
    indexed()

    assert titles(client.get("/en/initiatives/")) == ["Public"]
    client.force_login(factories.user(organizations=[factories.organization("JP")]))
    assert titles(client.get("/en/initiatives/")) == ["Public"]
    client.force_login(factories.user(organizations=[body]))
    response = client.get("/en/initiatives/")
    assert sorted(titles(response)) == ["Public", "Secret"]
    assert "Draft" in response.content.decode()


def test_list_is_narrowed_by_facets_and_counts_them(client: Client, indexed: Put) -> None:
    topic = factories.concept("parking", is_top=True)
    about = english("Parking", status="pilot")
    RecordTopic.objects.create(record=about, concept=topic, weight=1.0)
    english("Other", status="planned")
    factories.record("KR", language="en", title="Korean", status="pilot")
    indexed()

    response = client.get("/en/initiatives/?country=JP&status=pilot")

    assert titles(response) == ["Parking"]
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert facets["country"] == {"JP": 1, "KR": 1}
    assert facets["status"] == {"planned": 1, "pilot": 1, "operating": 0, "completed": 0}
    assert titles(client.get("/en/initiatives/?topic=parking")) == ["Parking"]


def test_list_by_title_follows_the_titles_readers_see(client: Client, indexed: Put) -> None:
    topic = factories.concept("parking")
    records = [english(title) for title in ("Bridge", "apple", "Canal")]
    RecordTopic.objects.create(record=records[0], concept=topic, weight=1.0)
    english("Draft", publication_state=PublicationState.DRAFT)
    order_titles(list(Record.objects.all()))
    indexed()

    response = client.get("/en/initiatives/?sort=title")

    assert titles(response) == ["apple", "Bridge", "Canal"]
    assert response.context["page"].total == 3
    assert titles(client.get("/en/initiatives/?sort=title&topic=parking")) == ["Bridge"]
    assert titles(client.get("/en/initiatives/?sort=title&country=KR")) == []


def test_list_finds_words_of_another_language_and_says_why(client: Client, indexed: Put) -> None:
    factories.concept("parking", names={"en": "Parking", "ko": "주차", "zh-hans": "停车"})
    factories.record("CN", title="智慧停车", summary="停车诱导。")
    factories.record("CN", title="路灯", summary="节能。")
    indexed()

    response = client.get("/ko/initiatives/", {"q": "주차"})

    assert len(response.context["rows"]) == 1
    assert "停车" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "country=ZZ",
        "topic=nothing",
        "status=x&status=y",
        "page=99",
        "page=x",
        "sort=best",
        "country=%00",
        "q=%00%ED%A0%80",
        "sort=title&topic=%00&city=x&organization=y",
    ],
)
def test_list_answers_calmly_to_any_address(client: Client, indexed: Put, query: str) -> None:
    english("Only")
    indexed()

    assert client.get(f"/en/initiatives/?{query}").status_code == 200


def test_list_says_when_nothing_fits_or_is_there(client: Client, indexed: Put) -> None:
    english("Only")
    indexed()

    assert "No record fits all of this." in client.get("/en/initiatives/?country=CN").content.decode()
    assert "Nothing is published here yet." in client.get("/en/needs/").content.decode()


def test_list_opens_before_there_is_an_index(client: Client) -> None:
    assert client.get("/en/initiatives/").status_code == 200


def test_list_gives_htmx_only_its_part(client: Client, indexed: Put) -> None:
    english("Only")
    indexed()

    body = client.get("/en/initiatives/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in body
    assert 'id="records"' in body


@pytest.mark.parametrize("query", ["", "?sort=title", "?q=bridge&country=JP"])
def test_list_takes_as_many_queries_for_three_records_as_for_one(
    client: Client, indexed: Put, query: str
) -> None:
    person = factories.user(roles=["curator:JP"], organizations=[factories.organization("JP")])
    first = english("Bridge 1")
    order_titles([first])
    indexed()
    client.force_login(person)
    client.get(f"/en/initiatives/{query}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/en/initiatives/{query}")
    more = [english(f"Bridge {number}") for number in (2, 3)]
    order_titles(more)
    indexed()
    client.get(f"/en/initiatives/{query}")
    with CaptureQueriesContext(connection) as three:
        response = client.get(f"/en/initiatives/{query}")

    assert len(response.context["rows"]) == 3
    assert len(one) == len(three) <= 12


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_list_opens_in_every_language(client: Client, indexed: Put, language: str) -> None:
    factories.record("CN", title="智慧停车")
    indexed()

    response = client.get(f"/{language}/initiatives/")

    assert response.status_code == 200
    assert len(response.context["rows"]) == 1
