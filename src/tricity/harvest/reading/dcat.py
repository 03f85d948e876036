"""DCAT in JSON-LD, Turtle and RDF/XML. Nothing else is fetched: contexts that stand elsewhere are not asked for."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any, Final
from xml.sax import SAXException

from tricity.harvest.problems import Problem
from tricity.harvest.reading.dates import moment
from tricity.harvest.reading.texts import one_line, plain, undeclared, web_address, xml_root
from tricity.harvest.reading.values import Asked, Batch, Flaw, Item, Resource

_HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_MARKED: Final = {
    "application/ld+json": "json-ld",
    "application/json": "json-ld",
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
}


def read(text: str, address: str, asked: Asked, media_type: str = "") -> Batch:
    """The datasets and data services of a catalogue. Raises Problem (json, xml, entities, rdf, context, not-dcat)."""
    graph = _graph(text, address, _MARKED.get(media_type) or _guessed(text))
    from rdflib import DCAT, RDF

    found = {node for kind in (DCAT.Dataset, DCAT.DataService) for node in graph.subjects(RDF.type, kind)}
    if not found and not set(graph.subjects(RDF.type, DCAT.Catalog)):
        raise Problem("not-dcat")
    items: list[Item] = []
    flaws: list[Flaw] = []
    for node in sorted(found, key=str):
        item = _item(graph, node, asked)
        if item is None:
            flaws.append(Flaw(str(node)[:200], "no-title"))
        else:
            items.append(item)
    return Batch(tuple(items), tuple(flaws), _next(graph, address))


def _item(graph: Any, node: Any, asked: Asked) -> Item | None:
    from rdflib import DCAT, DCTERMS, BNode, URIRef

    title = one_line(_literal(graph, node, DCTERMS.title, asked.language))
    if not title:
        return None
    named = _literal(graph, node, DCTERMS.identifier, "")
    publisher = next(graph.objects(node, DCTERMS.publisher), None)
    distributions = sorted(graph.objects(node, DCAT.distribution), key=str)
    licences = [node, *distributions]
    licence = next(
        (one_line(str(each)) for at in licences for each in graph.objects(at, DCTERMS.license)), ""
    )
    language = next((str(each).rpartition("/")[2] for each in graph.objects(node, DCTERMS.language)), "")
    return Item(
        external_id=named or ("" if isinstance(node, BNode) else str(node)) or title,
        title=title,
        text=plain(_literal(graph, node, DCTERMS.description, asked.language)),
        url=web_address(next(graph.objects(node, DCAT.landingPage), "")) or web_address(node),
        modified=moment(
            next(graph.objects(node, DCTERMS.modified), "") or next(graph.objects(node, DCTERMS.issued), "")
        ),
        licence=licence,
        language=language,
        publisher=one_line(_literal(graph, publisher, URIRef(_FOAF + "name"), asked.language))
        if publisher
        else "",
        resources=tuple(_resources(graph, distributions, asked.language)),
    )


def _resources(graph: Any, distributions: list[Any], language: str) -> Iterator[Resource]:
    from rdflib import DCAT, DCTERMS

    for each in distributions[:50]:
        addresses = [*graph.objects(each, DCAT.downloadURL), *graph.objects(each, DCAT.accessURL), each]
        url = next((found for found in map(web_address, addresses) if found), "")
        kinds = [*graph.objects(each, DCAT.mediaType), *graph.objects(each, DCTERMS["format"])]
        if url:
            name = _literal(graph, each, DCTERMS.title, language) or url
            yield Resource(one_line(name), url, str(next(iter(kinds), "")).rpartition("/")[2][:20])


def _literal(graph: Any, node: Any, predicate: Any, language: str) -> str:
    """A text in the preferred language, else one without a language, else the first in order of code."""
    found = [(getattr(each, "language", None) or "", str(each)) for each in graph.objects(node, predicate)]
    found.sort(key=lambda each: (not each[0].lower().startswith(language[:2] or "?"), each))
    return found[0][1] if found else ""


def _next(graph: Any, address: str) -> str:
    from rdflib import URIRef

    for name in ("next", "nextPage"):
        for each in graph.objects(None, URIRef(_HYDRA + name)):
            if web_address(each) and str(each) != address:
                return str(each)
    return ""


def _guessed(text: str) -> str:
    start = text.lstrip("\ufeff \r\n\t")[:1]
    return "json-ld" if start in ("{", "[") else "xml" if start == "<" else "turtle"


def _graph(text: str, address: str, form: str) -> Any:
    # Only here: rdflib takes a third of a second to load, and most processes never read a catalogue.
    from rdflib import Graph

    if form == "xml":
        xml_root(text)  # refuses entities, which the reader of rdflib would follow
        text = undeclared(text)
    elif form == "json-ld":
        text = _without_remote_contexts(text)
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    graph = Graph()
    try:
        graph.parse(data=text, format=form, publicID=address)
    except (
        SAXException,
        SyntaxError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as error:
        # The parsers of rdflib raise errors of many kinds, of which BadSyntax knows the line.
        raise Problem("rdf", format=form, line=getattr(error, "lines", -1) + 1) from None
    return graph


def _without_remote_contexts(text: str) -> str:
    """The document, if all it needs is in it; rdflib would ask any address a context names."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("json", line=getattr(error, "lineno", 0)) from None
    waiting = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            for context in _flat(each.get("@context")):
                if isinstance(context, str) or (isinstance(context, dict) and "@import" in context):
                    raise Problem("context", address=str(context)[:200])
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return text


def _flat(contexts: Any) -> Iterator[Any]:
    """The contexts one by one: rdflib follows lists within lists, too."""
    waiting = [contexts]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        else:
            yield each
