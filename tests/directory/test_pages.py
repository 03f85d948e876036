from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories

from tricity.knowledge.models import Kind, Record
from tricity.search.actions import touch
from tricity.search.indexer import catch_up
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

LANGUAGES = ["en", "ja", "ko", "zh-hans"]
MOST_QUERIES = 12
pytestmark = pytest.mark.django_db


def _indexed(*records: Record) -> None:
    touch(*records)
    catch_up()


def _queries(client: Client, address: str) -> int:
    client.get(address)  # what is read once per process is not the page's
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(captured)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language_with_nothing_in_it(client: Client, language: str) -> None:
    for path in ("countries/", "cities/", "organizations/"):
        assert client.get(f"/{language}/{path}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(client: Client, countries: dict[str, Any], language: str) -> None:
    city, body = factories.city("JP"), factories.organization("JP", is_national_body=True)

    for path in (
        "countries/",
        "countries/jp/",
        "cities/",
        f"cities/{city.code}/",
        f"organizations/{body.code}/",
    ):
        assert client.get(f"/{language}/{path}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["countries/xx/", "cities/NONE/", "organizations/NONE/"])
def test_unknown_things_are_not_found(client: Client, countries: dict[str, Any], path: str) -> None:
    assert client.get(f"/en/{path}").status_code == HTTPStatus.NOT_FOUND


def test_a_deleted_organization_is_nowhere(client: Client, countries: dict[str, Any]) -> None:
    body = factories.organization(
        "JP", names={"en": "Gone Ltd"}, is_national_body=True, deleted_at=timezone.now()
    )

    assert client.get(body.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    for path in ("organizations/", "countries/", "countries/jp/"):
        assert "Gone Ltd" not in client.get(f"/en/{path}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_a_fixed_number_of_questions(
    client: Client, countries: dict[str, Any], count: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    cities = [
        factories.city("JP", names={"ja": f"市{n}", "en": f"City {n}"}, native_name=f"市{n}")
        for n in range(count)
    ]
    bodies = [factories.organization("JP", is_national_body=True) for _ in range(count)]
    records = [factories.record("JP", city=cities[0], owner=bodies[0]) for _ in range(count)]
    _indexed(*records)

    asked = {
        path: _queries(client, f"/en/{path}")
        for path in (
            "countries/",
            "countries/jp/",
            "cities/",
            f"cities/{cities[0].code}/",
            "organizations/",
            f"organizations/{bodies[0].code}/",
        )
    }

    assert {path: number for path, number in asked.items() if number > MOST_QUERIES} == {}
    with django_assert_max_num_queries(4):
        client.get("/en/cities/")
    with django_assert_max_num_queries(6):
        client.get("/en/organizations/")


def test_countries_stand_beside_each_other_with_their_counts(
    client: Client, countries: dict[str, Any]
) -> None:
    city = factories.city("KR")
    _indexed(factories.record("KR", kind=Kind.NEED, city=city))

    rows = client.get("/en/countries/").context["countries"]

    assert [row.code for row in rows] == ["CN", "JP", "KR"]
    assert [row.cities for row in rows] == [0, 0, 1]
    assert [(figure.label, figure.count) for figure in rows[2].figures] == [
        ("Initiatives", 0),
        ("Needs", 1),
        ("Solutions", 0),
    ]


def test_a_country_shows_its_bodies_with_the_original_one_tap_away(
    client: Client, countries: dict[str, Any]
) -> None:
    body = factories.organization(
        "KR",
        is_national_body=True,
        names={"ko": "국토연구원", "en": "KRIHS"},
        language="ko",
        role_summary="국토를 연구한다.",
        sources=["https://www.example.kr/page"],
    )
    render(
        body,
        "role_summary",
        source=body.role_summary,
        source_language="ko",
        language="en",
        text="Studies the land.",
        origin=Origin.MACHINE,
    )

    page = client.get("/en/countries/kr/").content.decode()

    assert '<span lang="en" data-origin="machine">Studies the land.</span>' in page
    assert '<p lang="ko">국토를 연구한다.</p>' in page
    assert "Machine rendering, not yet reviewed" in page
    assert "Compiled from public sources, not confirmed by the body." in page
    assert 'href="https://www.example.kr/page"' in page


def test_an_organization_without_a_rendering_is_digested(client: Client, countries: dict[str, Any]) -> None:
    body = factories.organization("KR", type="association", language="ko", role_summary="도시를 돕는다.")

    view = client.get(body.get_absolute_url()).context["organization"]

    assert (view.role.text, view.role.origin) == ("An association in Korea.", Origin.DIGEST)
    assert view.role.source_text == "도시를 돕는다."


def test_an_organization_says_whose_name_each_name_is(client: Client, countries: dict[str, Any]) -> None:
    body = factories.organization(
        "JP",
        names={"ja": "協会", "ko": "협회"},
        name_basis={"ja": "official", "ko": "descriptive"},
        readings={"ja": "きょうかい"},
    )

    names = client.get(body.get_absolute_url()).context["names"]

    assert [(each.name.text, each.reading, each.basis) for each in names] == [
        ("協会", "きょうかい", "Official name"),
        ("협회", "", "Describes what it is"),
    ]


def test_a_city_shows_names_level_population_and_who_administers_it(
    client: Client, countries: dict[str, Any]
) -> None:
    city = factories.city(
        "JP",
        native_name="横浜市",
        names={"ja": "横浜市", "ko": "요코하마시", "en": "Yokohama"},
        admin_level="designated_city",
        population=3777491,
        population_year=2020,
    )
    factories.organization("JP", type="city", city=city, names={"ja": "横浜市役所", "en": "City of Yokohama"})

    page = client.get(f"/en/cities/{city.code}/").content.decode()

    for expected in (
        "Yokohama",
        "横浜市",
        "요코하마시",
        "City designated by ordinance",
        "3,777,491",
        "City of Yokohama",
    ):
        assert expected in page


@pytest.mark.parametrize("typed", ["요코하마", "yokohama", "横滨", "ヨコハマ"])
def test_cities_are_filtered_by_a_name_in_any_language(
    client: Client, countries: dict[str, Any], typed: str
) -> None:
    names = {"ja": "横浜市", "ko": "요코하마시", "zh-hans": "横滨市", "en": "Yokohama"}
    yokohama = factories.city("JP", native_name="横浜市", names=names, readings={"ja": "よこはまし"})
    factories.city("KR", native_name="수원시", names={"ko": "수원시", "en": "Suwon"})

    shown = client.get("/en/cities/", {"q": typed}).context["cities"]

    assert [city.code for city in shown] == [yokohama.code]


def test_cities_are_filtered_by_country_and_by_what_they_published(
    client: Client, countries: dict[str, Any]
) -> None:
    needing, doing, korean = factories.city("JP"), factories.city("JP"), factories.city("KR")
    factories.record("JP", kind=Kind.NEED, city=needing)
    factories.record("JP", kind=Kind.INITIATIVE, city=doing)
    factories.record("KR", kind=Kind.NEED, city=korean)

    shown = client.get("/en/cities/", {"country": "JP", "has": "need"}).context["cities"]

    assert [city.code for city in shown] == [needing.code]


def test_a_draft_does_not_show_that_a_city_has_something(client: Client, countries: dict[str, Any]) -> None:
    city = factories.city("JP")
    draft = factories.record(
        "JP",
        kind=Kind.NEED,
        city=city,
        title="Secret plan",
        publication_state=PublicationState.DRAFT,
        published_at=None,
    )
    _indexed(draft)

    assert client.get("/en/cities/", {"has": "need"}).context["cities"] == []
    for path in (f"cities/{city.code}/", "countries/jp/"):
        assert "Secret plan" not in client.get(f"/en/{path}").content.decode()
    assert [figure.count for figure in client.get("/en/countries/").context["countries"][1].figures] == [
        0,
        0,
        0,
    ]


def test_pages_show_the_records_of_a_city_an_organization_and_a_country(
    client: Client, countries: dict[str, Any]
) -> None:
    city, body = factories.city("JP"), factories.organization("JP")
    _indexed(factories.record("JP", city=city, owner=body, language="en", title="Flood sensors"))

    for address in (city.get_absolute_url(), body.get_absolute_url(), "/en/countries/jp/"):
        assert "Flood sensors" in client.get(address).content.decode()


def test_cities_come_in_pages(client: Client, countries: dict[str, Any]) -> None:
    for number in range(61):
        factories.city(
            "JP", native_name=f"市{number}", names={"ja": f"市{number}", "en": f"City {number:03}"}
        )

    second = client.get("/en/cities/", {"page": "2"})

    assert [str(city) for city in second.context["cities"]] == ["City 060"]
    assert second.context["page"].pages == 2


@pytest.mark.parametrize(
    "query", ["page=x", "page=0", "country=ZZ", "has=nothing", "q=%00", "q=" + "a" * 500]
)
def test_odd_questions_are_answered(client: Client, countries: dict[str, Any], query: str) -> None:
    factories.city("JP")

    assert client.get(f"/en/cities/?{query}").status_code == HTTPStatus.OK
    assert client.get(f"/en/organizations/?{query}").status_code == HTTPStatus.OK


def test_organizations_are_filtered_by_type_and_country(client: Client, countries: dict[str, Any]) -> None:
    wanted = factories.organization("KR", type="association")
    factories.organization("KR", type="company")
    factories.organization("JP", type="association")

    response = client.get("/en/organizations/", {"type": "association", "country": "KR"})

    assert [body.code for body in response.context["organizations"]] == [wanted.code]
    assert [(each.value, each.count) for each in response.context["countries"]] == [
        ("CN", 0),
        ("JP", 1),
        ("KR", 1),
    ]


def test_points_of_the_map_are_links_and_the_list_names_the_same_places(
    client: Client, countries: dict[str, Any]
) -> None:
    city = factories.city("JP", names={"ja": "市", "en": "Somewhere"})

    places = client.get("/en/countries/jp/").context["cities"]

    assert [mark.url for mark in places.map.marks] == [f"/en/cities/{city.code}/"]
    assert [(place.name.text, place.url) for place in places.places] == [
        ("Somewhere", f"/en/cities/{city.code}/")
    ]
