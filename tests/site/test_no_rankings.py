"""Nothing orders or grades cities or countries by performance, maturity, count or indicator.

What is shown is held against what would change if it were: whichever country or city has most, the order stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.synthesis.examples import ORGANIZATIONS, RECORDS, THESAURUS_LINES
from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.balance import Voice
from tricity.cooperation.digests.balances import balance_view
from tricity.directory.models import Country
from tricity.directory.queries import countries_in_order
from tricity.knowledge.models import Kind
from tricity.language import Engine, Thesaurus
from tricity.search import engine
from tricity.synthesis import synthesize

SOURCE = Path(__file__).parents[2] / "src" / "tricity"
SCHEMAS = Path(__file__).parents[2] / "docs" / "reference"
COUNTRIES = ("CN", "JP", "KR")
LANGUAGES = ("en", "ja", "ko", "zh-hans")
GRADES = frozenset(
    ("score", "rank", "ranking", "grade", "maturity", "performance", "position", "level", "points")
)
# Page and what stands before the countries on it.
PAGES = {
    "": 'id="home-overlaps"',
    "countries/": "<h1",
    "national-bodies/": "<thead",
    "country-cards/": 'id="beside"',
    "indicators/": 'id="frameworks"',
    "overlaps/": "<thead",
    "overlaps/parking/": 'id="counts"',
    "overlaps/parking/#timeline": "years-table",
}
# Who asks a page for an order, and for which; what else they ask for changes nothing.
ORDERS_OF_PAGES = {
    ("knowledge/views/lists.py", "sort"),  # records: by title or the newest
    ("terms/listing.py", "sort"),  # words: by reading or by characters
    ("rooms/views/room.py", "order"),  # questions in a room: by votes or the newest
}
ORDERS_OF_INTERFACE = {("/api/v1/records", "order")}


@pytest.fixture
def parking(countries: dict[str, Country]) -> Iterator[dict[str, Country]]:
    """A topic that every country has one need of, planned for a year."""
    engine.forget()
    factories.concept("parking", names={"en": "Parking", "ja": "駐車場", "ko": "주차장", "zh-hans": "停车场"})
    for code in COUNTRIES:
        _need(code)
    yield countries
    engine.forget()


def _need(code: str, **fields: Any) -> None:
    words = {"CN": "停车场", "JP": "駐車場", "KR": "주차장"}[code]
    factories.record(code, Kind.NEED, title=words, summary=words, start_year=2024, **fields)


def _in_order(language: str) -> list[str]:
    return [each.names[language] for each in countries_in_order(language)]


def _shown(page: str, marker: str, names: list[str]) -> list[str]:
    """The countries in the order in which they stand as words of their own behind the marker."""
    assert marker in page
    rest = page[page.index(marker) :]
    places = {name: re.search(rf">\s*{name}\s*<", rest) for name in names}
    found = {name: place.start() for name, place in places.items() if place is not None}
    assert set(found) == set(names)
    return sorted(found, key=lambda name: found[name])


@pytest.mark.django_db
@pytest.mark.parametrize("busiest", COUNTRIES)
def test_countries_keep_the_order_of_their_names_whoever_has_most(
    parking: dict[str, Country], client: Client, busiest: str
) -> None:
    for _more in range(4):
        _need(busiest)
    factories.record(busiest, status="operating", start_year=2010)
    factories.organization(busiest, is_national_body=True)
    run_synthesis()

    shown = {
        (language, path): _shown(
            client.get(f"/{language}/{path.partition('#')[0]}").content.decode(), marker, _in_order(language)
        )
        for language in LANGUAGES
        for path, marker in PAGES.items()
    }

    assert shown == {(language, path): _in_order(language) for language, path in shown}


@pytest.mark.django_db
@pytest.mark.parametrize("busiest", [0, 1, 2])
def test_cities_keep_the_order_of_their_names_whoever_has_most(
    countries: dict[str, Country], client: Client, busiest: int
) -> None:
    towns = [factories.city("JP", names={"en": name, "ja": name}) for name in ("Aoba", "Midori", "Zushi")]
    for town in towns:
        town.sort_keys = {language: town.names["en"].casefold() for language in LANGUAGES}
        town.save()
    for _more in range(3):
        factories.record("JP", city=towns[busiest], status="operating")

    page = client.get("/en/cities/?country=JP").content.decode()

    codes = dict.fromkeys(re.findall(r"/en/cities/([\w-]+)/", page))
    assert [code for code in codes if code in {town.code for town in towns}] == [town.code for town in towns]


@pytest.mark.django_db
@pytest.mark.parametrize("busiest", COUNTRIES)
def test_a_balance_keeps_the_order_of_the_countries_names(
    countries: dict[str, Country], busiest: str
) -> None:
    voices = [Voice(code, "city") for code in (*COUNTRIES, *([busiest] * 5))]

    rows = balance_view(voices, countries_in_order("en"), "en").rows

    assert [str(row.country) for row in rows] == ["China", "Japan", "Korea"]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["sort", "order", "by", "rank", "ordering"])
@pytest.mark.parametrize(
    "path", ["cities/", "countries/", "organizations/", "overlaps/", "indicators/", "initiatives/"]
)
def test_no_page_can_be_asked_to_order_by_a_score_or_a_count(
    parking: dict[str, Country], client: Client, path: str, asked: str
) -> None:
    factories.record("JP", status="completed")
    factories.record("KR", status="planned")
    plain = _links(client.get(f"/en/{path}").content.decode())

    for order in ("score", "-score", "count", "maturity", "performance", "records"):
        assert _links(client.get(f"/en/{path}?{asked}={order}").content.decode()) == plain


def _links(page: str) -> list[str]:
    """The places and records of a page, in their order."""
    return re.findall(
        r'href="(/en/(?:cities|countries|initiatives|organizations|indicators|overlaps)/[\w-]+/)"', page
    )


def test_pages_that_take_an_order_are_those_known_here() -> None:
    asks = re.compile(r'GET\.get(?:list)?\(\s*"(sort|order|by|rank|top|ordering|direction)"')
    found = {
        (path.relative_to(SOURCE).as_posix(), name)
        for path in SOURCE.rglob("*.py")
        for name in asks.findall(path.read_text(encoding="utf-8"))
    }

    assert found == ORDERS_OF_PAGES


@pytest.mark.django_db
def test_the_interface_orders_records_only_and_by_time_only(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    orders = {
        (path, parameter["name"]): parameter["schema"]
        for path, operations in document["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if re.search("sort|order|rank|score", parameter["name"])
    }

    assert set(orders) == ORDERS_OF_INTERFACE
    assert set(_values(orders["/api/v1/records", "order"])) == {"created", "updated"}


@pytest.mark.django_db
def test_no_city_or_country_of_the_interface_has_a_grade(client: Client) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    graded = {
        name: sorted(GRADES & set(schema.get("properties", ())))
        for name, schema in schemas.items()
        if re.search("City|Country", name)
    }

    assert graded
    assert not any(graded.values()), graded


def test_no_result_of_the_synthesis_grades_a_city_or_a_country() -> None:
    terms = Thesaurus.from_jsonl(THESAURUS_LINES)
    files = synthesize(RECORDS, ORGANIZATIONS, terms, Engine(terms)).files()
    things = [
        thing
        for name, text in files.items()
        for document in (text.splitlines() if name.endswith(".jsonl") else [text])
        for thing in _things(json.loads(document))
    ]

    placed = [thing for thing in things if {"country", "city"} & set(thing)]
    assert placed
    assert [thing for thing in placed if GRADES & set(thing)] == []


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_no_schema_has_a_place_for_a_grade_of_a_city_or_a_country(path: Path) -> None:
    placed = [
        thing["properties"]
        for thing in _things(json.loads(path.read_text(encoding="utf-8")))
        if isinstance(thing.get("properties"), dict) and {"country", "city"} & set(thing["properties"])
    ]

    assert [sorted(properties) for properties in placed if GRADES & set(properties)] == []


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _things(each)


def _values(schema: dict[str, Any]) -> list[Any]:
    """What a parameter may be."""
    if "const" in schema:
        return [schema["const"]]
    branches = [value for branch in schema.get("anyOf", ()) for value in _values(branch)]
    return [*schema.get("enum", ()), *branches]
