"""SKOS in Turtle, JSON-LD and RDF/XML. Nothing is fetched: contexts that stand elsewhere are refused.

skos:prefLabel, altLabel, hiddenLabel and definition of every skos:Concept are read, and skos:broader for its place.
What the file says is deprecated (owl:deprecated, dcterms:isReplacedBy) is left out: its words stand with what replaced it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from django.utils.translation import gettext as _
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from tricity.terms.errors import BadFile
from tricity.terms.exchange.entries import Gathered, ReadTerms, slug_of
from tricity.terms.exchange.tbx_reading import parse_xml
from tricity.terms.models import SCHEME_URI
from tricity.terms.sections import Status

_LABELS = {
    SKOS.prefLabel: Status.PREFERRED,
    SKOS.altLabel: Status.ADMITTED,
    SKOS.hiddenLabel: Status.DEPRECATED,
}


def read_skos(data: bytes, file_format: str) -> ReadTerms:
    """The concepts of a SKOS file, by address; `file_format` is “turtle”, “json-ld” or “xml”. Raises BadFile."""
    graph = _graph(data, file_format)
    read = ReadTerms()
    all_of_them = set(graph.subjects(RDF.type, SKOS.Concept))
    concepts = sorted((each for each in all_of_them if not _is_deprecated(graph, each)), key=str)
    slugs = {concept: _slug(graph, concept) for concept in concepts}
    seen: dict[str, Node] = {}
    for concept in concepts:
        place, slug = f"<{concept}>", slugs[concept]
        if not slug:
            read.refuse(
                place, _("Neither its address nor its skos:notation ends in Latin letters and digits.")
            )
        elif slug in seen:
            read.refuse(place, _("The same identifier stands at %(place)s already.") % {"place": seen[slug]})
        else:
            seen[slug] = concept
            _read_concept(graph, concept, slug, slugs, read)
    if not all_of_them:
        read.refuse("–", _("There is no skos:Concept in this file."))
    return read


def _is_deprecated(graph: Graph, concept: Node) -> bool:
    if (concept, DCTERMS.isReplacedBy, None) in graph:
        return True
    return any(
        isinstance(each, Literal) and each.value is True for each in graph.objects(concept, OWL.deprecated)
    )


def _read_concept(graph: Graph, concept: Node, slug: str, slugs: dict[Node, str], read: ReadTerms) -> None:
    place = f"<{concept}>"
    gathered = Gathered(place, read)
    for predicate, status in _LABELS.items():
        for code, text in _texts(graph, concept, predicate, gathered):
            gathered.label(code, text, status)
    for code, text in _texts(graph, concept, SKOS.definition, gathered):
        gathered.definition(code, text)
    above = [*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)]
    broader = dict.fromkeys(sorted(slugs.get(each) or _own_slug(str(each)) for each in above))
    before = len(read.problems)
    entry = gathered.entry(slug, tuple(each for each in broader if each and each != slug))
    if entry:
        read.entries.append(entry)
    elif len(read.problems) == before:
        read.refuse(place, _("It has no word in any language."))


def _texts(graph: Graph, concept: Node, predicate: Node, gathered: Gathered) -> Iterator[tuple[str, str]]:
    found = [each for each in graph.objects(concept, predicate) if isinstance(each, Literal)]
    for literal in sorted(found, key=lambda each: (each.language or "", str(each))):
        name = str(predicate).rpartition("#")[2]
        code = gathered.language(literal.language or "", f"{gathered.place}, skos:{name} “{literal}”"[:200])
        if code:
            yield code, str(literal)


def _slug(graph: Graph, concept: Node) -> str:
    own = _own_slug(str(concept))
    if own:
        return own
    notation = next(iter(sorted(map(str, graph.objects(concept, SKOS.notation)))), "")
    return slug_of(notation) or slug_of(re.split("[#/:]", str(concept).rstrip("/#"))[-1])


def _own_slug(address: str) -> str:
    start = f"{SCHEME_URI}:"
    return slug_of(address.removeprefix(start)) if address.startswith(start) else ""


def _graph(data: bytes, file_format: str) -> Graph:
    _refuse_what_reaches_out(data, file_format)
    graph = Graph()
    # rdflib logs what it thinks of each literal; the preview says what matters of it.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    try:
        graph.parse(data=data, format=file_format)
    # The parsers of rdflib raise errors of many kinds, of which BadSyntax knows the line.
    except (
        SAXException,
        SyntaxError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:
        lines = getattr(error, "lines", None)
        if lines is not None:
            raise BadFile(_("The file cannot be read from line %(line)d on.") % {"line": lines + 1}) from None
        raise BadFile(_("The file cannot be read as %(format)s.") % {"format": file_format}) from None
    return graph


def _refuse_what_reaches_out(data: bytes, file_format: str) -> None:
    if file_format == "xml":
        parse_xml(data)
    elif file_format == "json-ld":
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            raise BadFile(_("The file is not valid JSON.")) from None
        if any(_is_elsewhere(context) for context in _contexts(document)):
            raise BadFile(
                _("The file's @context stands at another address. Put the context itself into the file.")
            )


def _is_elsewhere(context: Any) -> bool:
    if isinstance(context, list):
        return any(map(_is_elsewhere, context))
    return isinstance(context, str) or (isinstance(context, dict) and "@import" in context)


def _contexts(document: Any) -> Iterator[Any]:
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "@context" in part:
                yield part["@context"]
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
