from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client

from tests.journeys.markup import problems
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.terms.actions import load_seed
from tricity.terms.exports import export_topics
from tricity.terms.models import Concept

pytestmark = pytest.mark.django_db

PARKING = {
    "id": "parking",
    "broader": ["mobility"],
    "related": ["charging"],
    "pref": {"en": "Parking", "zh-hans": "停车", "zh-hant": "停車", "ja": "駐車", "ko": "주차"},
    "alt": {"en": ['car "parks"']},
    "definition": {"en": "Where cars stand.", "ja": "車を置くこと。"},
    "cross_border": True,
    "mappings": [
        {"scheme": "sdg", "notation": "11.2", "status": "verified"},
        {"scheme": "iso-37120", "notation": "19.1", "status": "not verified"},
    ],
    "false_friends": [
        {
            "form": "停车/停車",
            "languages": ["zh-hans", "ja"],
            "note": {"en": "zh 停车 is to park.", "ja": "中国語の「停车」は駐車。"},
        }
    ],
}
LABELS = {"en": "Mobility", "zh-hans": "交通", "ja": "交通", "ko": "교통"}
MOBILITY = {"id": "mobility", "top": True, "pref": LABELS}
CHARGING = {"id": "charging", "pref": {"en": "Charging", "zh-hans": "充电", "ja": "充電", "ko": "충전"}}


@pytest.fixture
def terms() -> None:
    load_seed([json.dumps(row) for row in (MOBILITY, PARKING, CHARGING)])


def misread(page: str, address: str, language: str) -> list[str]:
    return problems(page, url=f"http://testserver{address}", language=bcp47(language), has_alternates=False)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_topics_are_named_in_the_language_of_the_reader(client: Client, terms: None, language: str) -> None:
    page = client.get(f"/{language}/topics/").content.decode()

    assert f">{PARKING['pref'][language]}</span></a>" in page  # type: ignore[index]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_topic_shows_labels_neighbours_mappings_and_false_friends(
    client: Client, terms: None, language: str
) -> None:
    page = client.get(f"/{language}/topics/parking/").content.decode()

    for label in ("停车", "停車", "駐車", "주차", "Parking"):
        assert label in page
    assert f'href="/{language}/topics/mobility/"' in page
    assert f'href="/{language}/topics/charging/"' in page
    assert f'href="/{language}/search/?topic=parking"' in page
    assert "urn:tricity:topics:parking" in page
    assert page.count('<span class="tag tag-good">') == 1, "of two mappings one is verified"
    assert '<span lang="zh-Hans">停车</span><span class="quiet" aria-hidden="true"> / </span>' in page
    assert '<span lang="ja">停車</span>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_topic_pages_need_few_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    load_seed([json.dumps({**MOBILITY, "id": f"topic-{number}"}) for number in range(count)])

    with django_assert_num_queries(3):
        client.get("/en/topics/")
    with django_assert_num_queries(5):
        client.get("/en/topics/topic-0/")


def test_unknown_topic_is_not_found(client: Client) -> None:
    assert client.get("/en/topics/nothing/").status_code == 404


def test_topics_page_without_topics_says_so(client: Client) -> None:
    assert "No topics have been loaded yet." in client.get("/en/topics/").content.decode()


def test_topics_in_a_circle_are_shown_once(client: Client, terms: None) -> None:
    Concept.objects.get(slug="mobility").broader.add(Concept.objects.get(slug="parking"))

    assert client.get("/en/topics/").status_code == 200
    assert client.get("/en/topics/parking/").status_code == 200


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_false_friends_are_listed_with_marked_forms_and_the_readers_note(
    client: Client, terms: None, language: str
) -> None:
    response = client.get(f"/{language}/topics/false-friends/", {"q": "手紙"})
    page = response.content.decode()

    entry = response.context["entries"][0]
    assert [(form.language, form.text) for form in entry.forms] == [("zh-hans", "手纸"), ("ja", "手紙")]
    assert entry.language == language
    assert '<span lang="zh-Hans">手纸</span>' in page
    assert misread(page, f"/{language}/topics/false-friends/?q=手紙", language) == []


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("number", range(1, 6))
def test_every_page_of_false_friends_marks_what_the_reader_may_not_read(
    client: Client, language: str, number: int
) -> None:
    load_seed()
    address = f"/{language}/topics/false-friends/?page={number}"

    page = client.get(address).content.decode()

    assert misread(page, address, language) == []


@pytest.mark.parametrize(
    ("asked", "forms"),
    [
        ({"q": "停車"}, ["停车/停車"]),
        ({"q": "停车", "pair": "zh-hans.ja"}, ["停车/停車"]),
        ({"q": "停车", "pair": "ja.ko"}, []),
        ({"q": "to park"}, ["停车/停車"]),
        ({"q": "資訊", "pair": "zh-hans.zh-hant"}, ["信息/資訊"]),
        ({"q": "検討", "pair": "'", "sort": "?", "page": "x"}, ["检讨/検討/검토"]),
        ({"q": "zzzz"}, []),
    ],
)
def test_false_friends_are_narrowed_down(
    client: Client, terms: None, asked: dict[str, str], forms: list[str]
) -> None:
    response = client.get("/en/topics/false-friends/", asked)

    assert ["/".join(form.text for form in each.forms) for each in response.context["entries"]] == forms


def test_false_friends_come_in_pages_in_the_order_of_the_reader(
    client: Client, terms: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        korean = client.get("/ko/topics/false-friends/", {"pair": "ja.ko"})
    by_form = client.get("/ko/topics/false-friends/", {"sort": "form"})

    read = [form.text for each in korean.context["entries"] for form in each.forms if form.language == "ko"]
    first = ["/".join(form.text for form in each.forms) for each in by_form.context["entries"]]
    assert len(read) == len(first) == 60
    assert read == sorted(read)
    assert first == sorted(first)
    assert 'rel="next"' in by_form.content.decode()


def test_topics_lead_to_the_words_that_mislead(client: Client) -> None:
    assert 'href="/en/topics/false-friends/"' in client.get("/en/topics/").content.decode()


def test_unreadable_false_friends_of_an_edited_concept_are_left_out(client: Client, terms: None) -> None:
    Concept.objects.filter(slug="parking").update(false_friends=[{"form": "停车/停車"}])

    assert client.get("/en/topics/parking/").status_code == 200
    assert client.get("/en/topics/false-friends/").status_code == 200


def test_export_as_turtle() -> None:
    load_seed([json.dumps(row) for row in (MOBILITY, {**PARKING, "related": []})])
    out = io.BytesIO()

    export_topics("ttl", out)

    assert (
        out.getvalue().decode()
        == """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

<urn:tricity:topics> a skos:ConceptScheme ;
  skos:hasTopConcept <urn:tricity:topics:mobility> .

<urn:tricity:topics:mobility> a skos:Concept ;
  skos:inScheme <urn:tricity:topics> ;
  skos:topConceptOf <urn:tricity:topics> ;
  skos:notation "mobility" ;
  skos:prefLabel "交通"@zh-Hans ;
  skos:prefLabel "交通"@ja ;
  skos:prefLabel "교통"@ko ;
  skos:prefLabel "Mobility"@en ;
  skos:narrower <urn:tricity:topics:parking> .

<urn:tricity:topics:parking> a skos:Concept ;
  skos:inScheme <urn:tricity:topics> ;
  skos:notation "parking" ;
  skos:prefLabel "停车"@zh-Hans ;
  skos:prefLabel "停車"@zh-Hant ;
  skos:prefLabel "駐車"@ja ;
  skos:prefLabel "주차"@ko ;
  skos:prefLabel "Parking"@en ;
  skos:altLabel "car \\"parks\\""@en ;
  skos:definition "車を置くこと。"@ja ;
  skos:definition "Where cars stand."@en ;
  skos:broader <urn:tricity:topics:mobility> ;
  skos:closeMatch <http://metadata.un.org/sdg/11.2> ;
  skos:editorialNote "ISO 37120 19.1 (not verified)"@en .
"""
    )


def test_export_as_json_ld(client: Client, terms: None) -> None:
    response = client.get("/en/topics/export.jsonld")

    graph = {node["@id"]: node for node in json.loads(response.content)["@graph"]}
    parking = graph["urn:tricity:topics:parking"]
    assert response.headers["Content-Type"] == "application/ld+json; charset=utf-8"
    assert {"@value": "駐車", "@language": "ja"} in parking["skos:prefLabel"]
    assert parking["skos:broader"] == [{"@id": "urn:tricity:topics:mobility"}]
    assert parking["skos:closeMatch"] == [{"@id": "http://metadata.un.org/sdg/11.2"}]


def test_export_over_http_is_turtle(client: Client, terms: None) -> None:
    response = client.get("/ja/topics/export.ttl")

    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="topics.ttl"'


def test_unknown_export_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'rdf'"):
        export_topics("rdf", io.BytesIO())
