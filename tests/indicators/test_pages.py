"""The crosswalk of indicators on pages and as a file: who reads it, in which order, with which sources."""

from __future__ import annotations

import csv
import io
import json
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from tricity.indicators.digests import framework_views, theme_views
from tricity.indicators.reading import registry

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
LANGUAGES = ("en", "ja", "ko", "zh-hans")


@pytest.fixture(params=["visitor", "member", "curator:JP", "operator"])
def reader(request: pytest.FixtureRequest, countries: dict[str, object]) -> Client:
    """Whoever they are, everybody reads the same."""
    client = Client()
    if request.param != "visitor":
        roles = [] if request.param == "member" else [request.param]
        client.force_login(factories.user(roles=roles))
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["indicators/", "indicators/health-records/", "countries/jp/card/"])
def test_everybody_reads_the_pages_in_every_language(reader: Client, language: str, path: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = reader.get(f"/{language}/{path}")

    assert response.status_code == HTTPStatus.OK
    assert len(queries) <= MOST_QUERIES
    assert ">None<" not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["CN", "JP", "KR", ""]),
        ("ja", ["KR", "CN", "JP", ""]),
        ("ko", ["JP", "CN", "KR", ""]),
        ("zh-hans", ["KR", "JP", "CN", ""]),
    ],
)
def test_frameworks_stand_in_the_order_of_the_countries_names(
    countries: dict[str, object], language: str, order: list[str]
) -> None:
    from tricity.directory.queries import countries_in_order

    found = framework_views(countries_in_order(language), language)

    assert list(dict.fromkeys(each.country_code for each in found)) == order


def test_themes_stand_in_the_order_of_their_names(countries: dict[str, object]) -> None:
    names = [str(each.name) for each in theme_views([], "en")]

    assert names == sorted(names, key=lambda name: re.sub(r"\W", "", name).casefold())


def test_a_theme_says_of_each_indicator_what_it_counts_how_it_stands_and_who_read_it(
    client: Client, countries: dict[str, object]
) -> None:
    page = client.get("/en/indicators/health-records/").content.decode()

    assert "EC: ICT" not in page
    assert "SC: EH: ED: 5A" in page
    assert "Not comparable" in page
    assert "Not yet verified" in page
    assert "read on Nov. 26, 2026" in page
    assert "It counts other objects than the theme does." in page


def test_long_names_of_another_language_stand_folded_away(
    client: Client, countries: dict[str, object]
) -> None:
    name = "Percentage of the city’s population with an online unified health file"

    english = client.get("/en/indicators/health-records/").content.decode()
    korean = client.get("/ko/indicators/health-records/").content.decode()

    assert f'<span lang="en">{name}' in english
    assert re.search(rf'<details class="original"><summary>[^<]+</summary><p lang="en">{name}', korean)


def test_the_list_is_narrowed_to_themes(client: Client, countries: dict[str, object]) -> None:
    page = client.get("/en/indicators/?theme=open-data&theme=nonsense").content.decode()

    assert page.count('role="rowheader"') == 1
    assert "/en/indicators/open-data/" in page


def test_a_theme_that_is_not_there_is_not_found(client: Client, countries: dict[str, object]) -> None:
    assert client.get("/en/indicators/happiness-of-mayors/").status_code == HTTPStatus.NOT_FOUND


def test_a_country_card_names_its_own_framework_and_the_shared_ones(
    client: Client, countries: dict[str, object]
) -> None:
    page = client.get("/en/countries/jp/card/").content.decode()

    assert 'id="indicators-here"' in page
    assert "Regional well-being indicators (LWC)" in page
    assert "ISO 37120" in page
    assert "GB/T 33356" not in page


def test_the_rule_that_lwc_must_not_rank_stands_on_the_page(
    client: Client, countries: dict[str, object]
) -> None:
    page = client.get("/en/indicators/").content.decode()

    assert "strictly not be used to compare the merits of municipalities or to rank them" in page


def test_both_files_hold_every_indicator(client: Client, countries: dict[str, object]) -> None:
    number = sum(len(theme.indicators) for theme in registry().themes.values())

    lines = client.get("/ja/indicators/crosswalk.jsonl").content.decode().splitlines()
    table = client.get("/ja/indicators/crosswalk.csv").content.decode("utf-8-sig")

    rows = [json.loads(line) for line in lines]
    assert len(rows) == len(list(csv.DictReader(io.StringIO(table)))) == number
    assert all(row["definition_zh-Hans"] and row["reason_ko"] and row["source"] for row in rows)
    assert [row["theme"] for row in rows] == sorted(row["theme"] for row in rows)
    assert client.get("/ja/indicators/crosswalk.xml").status_code == HTTPStatus.NOT_FOUND
