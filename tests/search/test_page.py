from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.knowledge.models import Record, RecordTopic
from tricity.language import INTERFACE_LANGUAGES, sort_key
from tricity.search import engine, indexer
from tricity.terms.actions import load_seed
from tricity.terms.models import Concept

pytestmark = pytest.mark.django_db
Make = Callable[..., Record]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_page_says_why_each_hit_was_found(client: Client, indexed: Make, language: str) -> None:
    record = indexed("CN", title="智慧停车", summary="在市中心建设停车诱导屏。")

    page = client.get(f"/{language}/search/", {"q": "주차"}).content.decode()

    assert f"/initiatives/{record.code}/" in page
    assert '<b lang="ko">주차</b>' in page
    assert '<b lang="zh-Hans">智慧停车</b>' in page
    assert '<blockquote lang="zh-Hans">' in page
    assert "<mark>停车诱导</mark>" in page


def test_original_is_folded_for_readers_of_another_language_only(client: Client, indexed: Make) -> None:
    indexed("CN", title="智慧停车", summary="在市中心建设停车诱导屏。")

    assert '<details class="original">' in client.get("/ja/search/", {"q": "駐車場"}).content.decode()
    assert '<details class="original">' not in client.get("/zh-hans/search/", {"q": "停车"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_needs_at_most_twelve_queries(
    client: Client, indexed: Make, django_assert_max_num_queries: Any, count: int
) -> None:
    load_seed()
    engine.forget()
    for kind in ("initiative", "need", "solution")[:count]:
        record = indexed(kind=kind, title="駐車場", status="planned")
        RecordTopic.objects.create(
            record=record, concept=Concept.objects.get(slug="smart-parking"), weight=1.0
        )
    indexer.rebuild()
    client.get("/ja/search/", {"q": "駐車場"})
    engine.engine()  # terms and names are looked at again only after seconds, not for every page

    with django_assert_max_num_queries(12) as counted:
        client.get("/ja/search/", {"q": "駐車場", "topic": "smart-parking", "country": "JP"})

    assert len(counted) == 7


def test_page_finds_what_its_facets_name(client: Client, indexed: Make) -> None:
    indexed("JP", kind="need", title="駐車場", priority="high")
    korean = indexed("KR", kind="need", title="주차장", priority="low")

    page = client.get("/en/search/", {"q": "parking", "country": "KR"})

    assert [hit.pk for hit in page.context["found"].hits] == [korean.pk]
    assert [facet.name for facet in page.context["facets"]] == ["country"]
    country = page.context["facets"][0]
    assert [(str(value.label), value.count, value.is_chosen) for value in country.values] == [
        ("Japan", 1, False),
        ("Korea", 1, True),
    ]
    assert 'name="country" value="KR" checked' in page.content.decode()


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["CN", "JP", "KR"]),
        ("ja", ["KR", "CN", "JP"]),
        ("ko", ["JP", "CN", "KR"]),
        ("zh-hans", ["KR", "JP", "CN"]),
    ],
)
def test_countries_stand_in_the_order_of_their_names(
    client: Client, indexed: Make, language: str, order: list[str]
) -> None:
    for code in ("KR", "CN", "JP"):
        country = indexed(code).country
        country.sort_keys = {code: sort_key(name, "", code) for code, name in country.names.items()}
        country.save()

    (facet,) = [f for f in client.get(f"/{language}/search/").context["facets"] if f.name == "country"]

    assert [value.value for value in facet.values] == order


def test_city_chosen_elsewhere_is_named_and_can_be_taken_away(client: Client, indexed: Make) -> None:
    record = indexed("JP", city=factories.city("JP", names={"ja": "横浜市", "en": "Yokohama"}))
    assert record.city is not None

    page = client.get("/en/search/", {"city": record.city.code, "country": "JP"}).content.decode()

    assert "City: <span" in page
    assert "Remove Yokohama" in page
    assert 'href="?country=JP"' in page


def test_htmx_gets_the_found_part_alone(client: Client, indexed: Make) -> None:
    indexed(title="駐車場")

    part = client.get("/ja/search/", {"q": "駐車場"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert '<ol class="hits">' in part


def test_nothing_found_suggests_topics_and_fewer_conditions(client: Client, indexed: Make) -> None:
    indexed("JP", title="街路灯", summary="街路灯。")

    page = client.get("/ko/search/", {"q": "스마트 주차", "country": "KR"})

    assert page.context["found"].total == 0
    assert [topic.url for topic in page.context["meant"]] == ["/ko/search/?topic=smart-parking"]
    assert len(page.context["tops"]) > 5
    assert 'href="/ko/search/?q=%EC%8A%A4%EB%A7%88%ED%8A%B8+%EC%A3%BC%EC%B0%A8"' in page.content.decode()


def test_page_without_an_index_says_that_search_is_being_prepared(client: Client) -> None:
    page = client.get("/en/search/", {"q": "bus"})

    assert page.status_code == 200
    assert "Search is being prepared." in page.content.decode()


def test_page_beyond_the_last_is_the_last(client: Client, indexed: Make) -> None:
    record = indexed()

    page = client.get("/en/search/", {"page": "7", "kind": "initiative"})

    assert [hit.pk for hit in page.context["found"].hits] == [record.pk]
    assert page.context["page"].number == 1


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing",
        "country=%00",
        "topic=<script>",
        "page=x",
        "q=%FF%FE",
        "country=" + "x" * 3000,
        "q=" + "字" * 900,
    ],
)
def test_page_bears_any_address(client: Client, indexed: Make, query: str) -> None:
    indexed()

    response = client.get(f"/en/search/?{query}")

    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<main")[2]


def test_only_safe_methods(client: Client) -> None:
    assert client.post("/en/search/").status_code == 405
