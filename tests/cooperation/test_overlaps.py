from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.digests import overview, sentences
from tricity.cooperation.digests.overlaps import level
from tricity.cooperation.exports import _cell
from tricity.knowledge.models import Kind
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "countries", "topic"),
    [
        ("en", ["China", "Japan", "Korea"], "Parking"),
        ("ja", ["韓国", "中国", "日本"], "駐車場"),
        ("ko", ["일본", "중국", "한국"], "주차장"),
        ("zh-hans", ["韩国", "日本", "中国"], "停车场"),
    ],
)
def test_overview_names_topics_and_countries_in_the_readers_order(
    world: World, language: str, countries: list[str], topic: str
) -> None:
    run_synthesis()

    table = overview(language)

    assert [str(head.name) for head in table.countries] == countries
    assert [str(row.topic) for row in table.rows] == [topic]


def test_table_counts_needs_plans_and_running_work(world: World) -> None:
    run_synthesis()

    (row,) = overview("en").rows

    assert [(cell.needs, cell.plans, cell.running) for cell in row.cells] == [(0, 0, 1), (1, 0, 0), (1, 0, 0)]
    assert row.sentence == (
        "Needed in Japan, Korea (2 needs); running in China (1 initiative); offered from Japan (1 solution)."
    )


@pytest.mark.parametrize(("quantity", "expected"), [(0, 0), (1, 1), (2, 1), (3, 2), (10, 5)])
def test_level_is_in_equal_steps_to_the_largest_of_the_table(quantity: int, expected: int) -> None:
    assert level(quantity, 10) == expected


@pytest.mark.parametrize(
    "key",
    [
        "_".join(
            part
            for part, there in zip(("needed", "planned", "running", "offered"), bits, strict=True)
            if there
        )
        for bits in (tuple(int(bit) for bit in f"{number:04b}") for number in range(1, 16))
    ],
)
def test_every_kind_of_overlap_has_its_sentence(key: str) -> None:
    parts = key.split("_")
    numbers = {"needs": 1, "plans": 2, "works": 3, "offers": 4}

    text = sentences.overlap(
        {"key": key, "parameters": {**{part: ["JP"] for part in parts}, **numbers}},
        {"JP": "Japan", "KR": "Korea"},
    )

    assert text.count("Japan") == len(parts)
    assert "Korea" not in text


def test_page_filters_by_horizon(world: World, client: Client) -> None:
    run_synthesis()

    short = client.get("/en/overlaps/?horizon=short").content.decode()
    long = client.get("/en/overlaps/?horizon=long").content.decode()

    assert "Needed in Japan, Korea (2 needs)" in short
    assert "/en/overlaps/parking/kr/?horizon=short" in short
    assert "No topic is shared in this selection yet." in long


def test_page_filters_by_services_across_borders(world: World, client: Client) -> None:
    world.parking.cross_border = True
    world.parking.save()
    run_synthesis()

    assert "Parking" in client.get("/en/overlaps/?across=1").content.decode()


def test_page_of_an_empty_site_says_so(client: Client, countries: dict[str, object]) -> None:
    response = client.get("/en/overlaps/")

    assert response.status_code == 200
    assert "No topic is shared by two countries yet." in response.content.decode()


def test_pages_take_a_fixed_number_of_queries(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run_synthesis()
    with django_assert_num_queries(3):
        client.get("/en/overlaps/")
    with django_assert_num_queries(11):
        client.get("/en/overlaps/parking/kr/")
    for _more in range(2):
        factories.record("KR", "need", title="주차장 부족", summary="주차장 정보가 필요하다.")
        factories.record("JP", "need", title="ごみ収集の不足", summary="ごみ収集の案内が要る。")
        factories.record("CN", "need", title="垃圾收集不足", summary="需要垃圾收集信息。")
    run_synthesis()

    with django_assert_num_queries(3):
        client.get("/en/overlaps/")
    with django_assert_num_queries(11):
        client.get("/en/overlaps/parking/kr/")


def test_field_opens_cities_and_records(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get("/ko/overlaps/parking/kr/").content.decode()

    assert world.korean_need.title in page
    assert world.korean_need.get_absolute_url().split("/", 2)[2] in page
    assert world.korean_need.city is not None
    assert world.korean_need.city.code in page
    assert world.japanese_need.code not in page


def test_topic_shows_one_part(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get("/en/overlaps/parking/?part=running").content.decode()

    assert world.chinese_work.code in page
    assert world.korean_need.code not in page


def test_topic_leaves_out_what_was_withdrawn_since(world: World, client: Client) -> None:
    run_synthesis()
    world.korean_need.publication_state = PublicationState.ARCHIVED
    world.korean_need.save()

    page = client.get("/ko/overlaps/parking/").content.decode()

    assert world.korean_need.title not in page
    assert world.draft.title not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/overlaps/nothing-like-this/", 404),
        ("/en/overlaps/parking/xx/", 404),
        ("/en/overlaps/parking/jp/", 200),
        ("/en/overlaps/waste/", 200),
        ("/en/overlaps/parking/?page=99&part=nonsense&horizon=never", 200),
        ("/en/overlaps/?horizon=never&across=maybe", 200),
        ("/en/overlaps/download.pdf", 404),
    ],
)
def test_addresses_answer(world: World, client: Client, path: str, status: int) -> None:
    run_synthesis()

    assert client.get(path).status_code == status


def test_download_holds_the_full_grid(world: World, client: Client) -> None:
    run_synthesis()

    text = client.get("/ja/overlaps/download.csv").content.decode("utf-8-sig")
    document = json.loads(client.get("/ja/overlaps/download.json").content)
    book = load_workbook(io.BytesIO(client.get("/ja/overlaps/download.xlsx").content))

    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["topic"] == "parking"]
    assert [(row["topic_name"], row["country_name"], row["needs"]) for row in rows] == [
        ("駐車場", "韓国", "1"),
        ("駐車場", "中国", "0"),
        ("駐車場", "日本", "1"),
    ]
    assert document["language"] == "ja"
    assert [row["running"] for row in document["overlaps"] if row["topic"] == "parking"] == [0, 1, 0]
    assert next(book.active.iter_rows(values_only=True))[0] == "topic"


def test_download_writes_no_formulas() -> None:
    assert _cell("=1+1") == "'=1+1"


def test_download_address(client: Client) -> None:
    assert reverse("cooperation:overlaps-download", args=["csv"]).endswith("/overlaps/download.csv")


def test_run_keeps_on_how_little_a_topic_rests(countries: dict[str, object]) -> None:
    """Five Japanese needs and a Korean one, of the many records that Korea has published."""
    factories.concept("parking", names={"en": "Parking", "ja": "駐車場", "ko": "주차장", "zh-hans": "停车场"})
    factories.concept(
        "waste", names={"en": "Waste", "ja": "ごみ収集", "ko": "쓰레기 수거", "zh-hans": "垃圾收集"}
    )
    for _each in range(5):
        factories.record("JP", Kind.NEED, title="駐車場の不足", summary="駐車場の空きがわからない。")
    factories.record("KR", Kind.NEED, title="주차장 부족", summary="주차장 정보가 필요하다.")
    for _each in range(15):
        factories.record("KR", Kind.NEED, title="쓰레기 수거", summary="쓰레기 수거가 늦다.")

    run = run_synthesis()

    warning = next(
        each for each in run.overview["warnings"]["parking"] if each["key"] == "rests_on_one_language"
    )
    assert warning == {
        "key": "rests_on_one_language",
        "parameters": {"language": "ja", "records": 5, "of": 6},
    }
    assert sentences.warning(warning).startswith("5 of 6 records on it are written in Japanese")


@pytest.mark.parametrize(
    ("key", "parameters", "words"),
    [
        (
            "rests_on_one_term",
            {"term": "新闻", "records": 8, "of": 9},
            "8 of 9 records on it are known by one",
        ),
        ("gone_with_equal_weights", {}, "It is among the first topics only while"),
        ("not-known-here", {}, ""),
    ],
)
def test_warning_is_said_in_words(key: str, parameters: dict[str, object], words: str) -> None:
    assert sentences.warning({"key": key, "parameters": parameters})[: len(words) or 1] == words
