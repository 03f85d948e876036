from __future__ import annotations

from typing import Any

import pytest
import rdflib
from django.test import Client
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS

from tests import factories
from tricity.api.catalog.graph import Graph, Link, Literal

# 2026-11: rdflib 7 reads JSON-LD through a class of its own that it warns about; drop this with rdflib 8.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
START = rdflib.URIRef("http://testserver/catalog#catalogue")
AUTHORITY = "http://publications.europa.eu/resource/authority"


def parsed(client: Client, file_format: str) -> rdflib.Graph:
    response = client.get(f"/catalog.{file_format}")
    assert response.status_code == 200
    name = {"ttl": "turtle", "jsonld": "json-ld"}[file_format]
    return rdflib.Graph().parse(data=response.content.decode(), format=name)


@pytest.fixture
def graph(client: Client) -> rdflib.Graph:
    factories.record("JP")
    return parsed(client, "ttl")


def test_both_formats_say_the_same(client: Client) -> None:
    factories.record("JP")

    assert isomorphic(parsed(client, "ttl"), parsed(client, "jsonld"))


# Mandatory properties of DCAT-AP 3.0.
@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        (DCAT.Catalog, [DCTERMS.title, DCTERMS.description, DCTERMS.publisher]),
        (DCAT.Dataset, [DCTERMS.title, DCTERMS.description]),
        (DCAT.Distribution, [DCAT.accessURL]),
        (DCAT.DataService, [DCTERMS.title, DCAT.endpointURL]),
        (FOAF.Agent, [FOAF.name]),
    ],
)
def test_everything_has_what_the_profile_demands(
    graph: rdflib.Graph, kind: Any, properties: list[Any]
) -> None:
    things = list(graph.subjects(RDF.type, kind))

    assert things
    for thing in things:
        for wanted in properties:
            assert list(graph.objects(thing, wanted)), f"{thing} has no {wanted}"


def test_texts_stand_in_every_language(graph: rdflib.Graph) -> None:
    for dataset in graph.objects(START, DCAT.dataset):
        for wanted in (DCTERMS.title, DCTERMS.description):
            texts = list(graph.objects(dataset, wanted))
            assert sorted(text.language for text in texts) == ["en", "ja", "ko", "zh-Hans"]


def test_every_distribution_can_be_opened(client: Client, graph: rdflib.Graph) -> None:
    addresses = {str(url) for url in graph.objects(None, DCAT.accessURL)}

    assert len(addresses) == 19
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_every_dataset_is_listed_and_served(graph: rdflib.Graph) -> None:
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))

    assert set(graph.objects(START, DCAT.dataset)) == datasets
    assert set(graph.objects(None, DCAT.servesDataset)) == datasets


def test_records_say_when_they_changed_and_whose_they_are(client: Client) -> None:
    record = factories.record("KR")

    graph = parsed(client, "ttl")

    records = rdflib.URIRef("http://testserver/catalog#records")
    assert [value.toPython() for value in graph.objects(records, DCTERMS.modified)] == [record.updated_at]
    assert list(graph.objects(records, DCTERMS.spatial)) == [rdflib.URIRef(f"{AUTHORITY}/country/KOR")]


def test_hard_texts_survive_both_formats() -> None:
    graph = Graph()
    hard = 'a "quoted"\\\n\ttext 横浜'
    graph.add("http://x/<1>", "rdf:type", Link("dcat:Dataset"))
    graph.add("http://x/<1>", "dct:title", Literal(hard, "ja"), Literal("2026-01-01", datatype="xsd:date"))

    turtle = rdflib.Graph().parse(data=graph.turtle(), format="turtle")
    json_ld = rdflib.Graph().parse(data=graph.json_ld(), format="json-ld")

    assert isomorphic(turtle, json_ld)
    assert rdflib.Literal(hard, lang="ja") in set(turtle.objects(None, DCTERMS.title))


def test_number_of_queries_is_small(client: Client, django_assert_max_num_queries: Any) -> None:
    factories.record("JP")

    with django_assert_max_num_queries(6):
        client.get("/catalog.ttl")


def test_thesaurus_is_the_same_in_both_formats(client: Client) -> None:
    broad, narrow = factories.concept("broad", alternatives={"ja": ['"a\\b"']}), factories.concept("narrow")
    narrow.broader.add(broad)

    turtle = rdflib.Graph().parse(data=client.get("/en/topics/export.ttl").content.decode(), format="turtle")
    json_ld = rdflib.Graph().parse(
        data=client.get("/en/topics/export.jsonld").content.decode(), format="json-ld"
    )

    assert isomorphic(turtle, json_ld)
    assert (rdflib.URIRef(narrow.uri), SKOS.broader, rdflib.URIRef(broad.uri)) in turtle
    assert rdflib.Literal('"a\\b"', lang="ja") in set(turtle.objects(None, SKOS.altLabel))
