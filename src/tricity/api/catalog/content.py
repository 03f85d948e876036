"""The collections of this site as datasets.

Mandatory and recommended properties of DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/); codes are those
of the EU Publications Office, which the profile asks for. A licence is not stated, because the site states none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tricity.api.catalog.graph import Graph, Link, Literal
from tricity.directory.models import City, Country, Organization
from tricity.knowledge.queries import public_records
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.terms.models import SCHEME_URI, Concept
from tricity.web.chosen import site_name

AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
LANGUAGES = {"zh-hans": "ZHO", "ja": "JPN", "ko": "KOR", "en": "ENG"}
COUNTRIES = {"CN": "CHN", "JP": "JPN", "KR": "KOR"}
# Format → (media type where IANA has registered it, code of the authority table where it has one).
FORMATS = {
    "jsonl": ("", "JSON"),
    "csv": ("text/csv", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "json": ("application/json", "JSON"),
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "jsonld": ("application/ld+json", "JSON_LD"),
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """`rows` say when it last changed; `files` are (format, address) for readers of English."""

    name: str
    title: Promise
    description: Promise
    rows: Callable[[], QuerySet[Any]] | None
    files: Callable[[], list[tuple[str, str]]]


def _exports(name: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [
        (each, reverse("knowledge:export-file", args=[name, each])) for each in ("jsonl", "csv", "xlsx")
    ]


def _of_topics() -> list[tuple[str, str]]:
    return [("ttl", reverse("terms:export-ttl")), ("jsonld", reverse("terms:export-jsonld"))]


def _of_overlaps() -> list[tuple[str, str]]:
    return [(each, reverse("cooperation:overlaps-download", args=[each])) for each in ("csv", "xlsx", "json")]


DATASETS = (
    Dataset(
        "records",
        _("Initiatives, needs and solutions"),
        _(
            "What cities of China, Japan and Korea plan, run and look for, and what providers offer; in the original and in renderings."
        ),
        public_records,
        _exports("records"),
    ),
    Dataset(
        "organizations",
        _("Organizations"),
        _(
            "Bodies that act in smart cities: their names in several languages, what they do, and who says so."
        ),
        lambda: Organization.objects.filter(deleted_at=None),
        _exports("organizations"),
    ),
    Dataset(
        "cities",
        _("Cities"),
        _("Cities, counties and districts with their names and readings in several languages."),
        City.objects.all,
        _exports("cities"),
    ),
    Dataset(
        "concepts",
        _("Topics of the thesaurus"),
        _("The topics of smart cities with their labels in five languages, as a SKOS concept scheme."),
        Concept.objects.all,
        _of_topics,
    ),
    Dataset(
        "overlaps",
        _("Topics across the countries"),
        _("How many needs, plans, running works and solutions of each country are about a topic."),
        None,
        _of_overlaps,
    ),
)


def catalogue(address: Callable[[str], str]) -> Graph:
    """The catalogue; `address` makes a path an address of this site. Five queries."""
    graph = Graph()
    root = address("/")
    start, publisher, service = (f"{root}catalog#{name}" for name in ("catalogue", "publisher", "interface"))
    _describe_catalogue(graph, start, publisher, service, root)
    _describe_service(graph, service, publisher, address)
    spatial = [Link(f"{AUTHORITY}/country/{COUNTRIES[code]}") for code in _countries() if code in COUNTRIES]
    for dataset in DATASETS:
        own = f"{root}catalog#{dataset.name}"
        graph.add(start, "dcat:dataset", Link(own))
        graph.add(service, "dcat:servesDataset", Link(own))
        _describe(graph, own, dataset, publisher)
        if spatial:
            graph.add(own, "dct:spatial", *spatial)
        for file_format, path in _files(dataset):
            _distribute(graph, own, f"{own}-{file_format}", file_format, address(path))
        interface = f"{own}-interface"
        _distribute(graph, own, interface, "json", address(f"/api/v1/{dataset.name}"), is_file=False)
        graph.add(interface, "dcat:accessService", Link(service))
    return graph


def _describe_catalogue(graph: Graph, own: str, publisher: str, service: str, root: str) -> None:
    graph.add(own, "rdf:type", Link("dcat:Catalog"))
    graph.add(own, "dct:title", *(Literal(site_name(), bcp47(code)) for code in INTERFACE_LANGUAGES))
    graph.add(own, "dct:description", *_said(_("Open cooperation platform for smart cities")))
    graph.add(own, "dct:publisher", Link(publisher))
    graph.add(own, "foaf:homepage", Link(root))
    graph.add(own, "dct:language", *_languages())
    graph.add(own, "dcat:themeTaxonomy", Link(SCHEME_URI))
    graph.add(own, "dcat:service", Link(service))
    graph.add(publisher, "rdf:type", Link("foaf:Agent"))
    graph.add(publisher, "foaf:name", *(Literal(site_name(), bcp47(code)) for code in INTERFACE_LANGUAGES))
    graph.add(root, "rdf:type", Link("foaf:Document"))


def _describe_service(graph: Graph, own: str, publisher: str, address: Callable[[str], str]) -> None:
    graph.add(own, "rdf:type", Link("dcat:DataService"))
    graph.add(own, "dct:title", *_said(_("For programs")))
    graph.add(
        own,
        "dct:description",
        *_said(
            _(
                "The open interface of this site: read everything that is published here, and write with a token."
            )
        ),
    )
    graph.add(own, "dct:publisher", Link(publisher))
    graph.add(own, "dcat:endpointURL", Link(address("/api/v1/")))
    graph.add(own, "dcat:endpointDescription", Link(address("/api/v1/openapi.json")))
    graph.add(own, "dct:accessRights", Link(f"{AUTHORITY}/access-right/PUBLIC"))


def _describe(graph: Graph, own: str, dataset: Dataset, publisher: str) -> None:
    graph.add(own, "rdf:type", Link("dcat:Dataset"))
    graph.add(own, "dct:identifier", Literal(own, datatype="xsd:anyURI"))
    graph.add(own, "dct:title", *_said(dataset.title))
    graph.add(own, "dct:description", *_said(dataset.description))
    graph.add(own, "dct:publisher", Link(publisher))
    graph.add(own, "dct:language", *_languages())
    graph.add(own, "dcat:theme", Link(f"{AUTHORITY}/data-theme/REGI"))
    graph.add(own, "dct:accessRights", Link(f"{AUTHORITY}/access-right/PUBLIC"))
    changed: dt.datetime | None = (
        dataset.rows().aggregate(at=Max("updated_at"))["at"] if dataset.rows else None
    )
    if changed is not None:
        graph.add(own, "dct:modified", Literal(changed.isoformat(), datatype="xsd:dateTime"))


def _distribute(
    graph: Graph, dataset: str, own: str, file_format: str, url: str, *, is_file: bool = True
) -> None:
    media_type, code = FORMATS[file_format]
    graph.add(dataset, "dcat:distribution", Link(own))
    graph.add(own, "rdf:type", Link("dcat:Distribution"))
    graph.add(own, "dcat:accessURL", Link(url))
    if is_file:
        graph.add(own, "dcat:downloadURL", Link(url))
    if media_type:
        graph.add(own, "dcat:mediaType", Link(f"{IANA}/{media_type}"))
    graph.add(own, "dct:format", Link(f"{AUTHORITY}/file-type/{code}"))


def _files(dataset: Dataset) -> list[tuple[str, str]]:
    with override("en"):
        return dataset.files()


def _said(text: Promise) -> Iterator[Literal]:
    for code in INTERFACE_LANGUAGES:
        with override(code):
            yield Literal(str(text), bcp47(code))


def _languages() -> list[Link]:
    return [Link(f"{AUTHORITY}/language/{LANGUAGES[code]}") for code in INTERFACE_LANGUAGES]


def _countries() -> list[str]:
    return sorted(Country.objects.values_list("code", flat=True))
