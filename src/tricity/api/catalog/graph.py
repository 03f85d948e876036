"""A few statements of RDF, written as Turtle and as JSON-LD.

A subject and a predicate are names with a known prefix (`dct:title`) or addresses; an object is a `Link` or a `Literal`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# Characters an IRI may not hold.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class Link:
    """Another thing, by its address or by a prefixed name."""

    to: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with a BCP 47 language, or a value of a datatype (prefixed name)."""

    text: str
    language: str = ""
    datatype: str = ""


Object = Link | Literal


@dataclass
class Graph:
    """Subject → predicate → objects, in the order they were added."""

    things: dict[str, dict[str, list[Object]]] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, *objects: Object) -> None:
        self.things.setdefault(subject, {}).setdefault(predicate, []).extend(objects)

    def turtle(self) -> str:
        return "".join(_turtle(self))

    def json_ld(self) -> str:
        nodes = [_node(subject, said) for subject, said in self.things.items()]
        return json.dumps({"@context": dict(PREFIXES), "@graph": nodes}, ensure_ascii=False, indent=1)


def _turtle(graph: Graph) -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{start}> .\n" for prefix, start in PREFIXES.items())
    for subject, said in graph.things.items():
        lines = [
            f"  {'a' if predicate == 'rdf:type' else predicate} {', '.join(map(_term, objects))}"
            for predicate, objects in said.items()
        ]
        yield f"\n{_iri(subject)}\n" + " ;\n".join(lines) + " .\n"


def _iri(name: str) -> str:
    if name.partition(":")[0] in PREFIXES:
        return name
    return f"<{_NOT_IN_IRI.sub('', name)}>"


def _term(value: Object) -> str:
    if isinstance(value, Link):
        return _iri(value.to)
    text = f'"{value.text.translate(_ESCAPES)}"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.datatype}" if value.datatype else text


def _node(subject: str, said: Mapping[str, list[Object]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _NOT_IN_IRI.sub("", subject)}
    for predicate, objects in said.items():
        if predicate == "rdf:type":
            node["@type"] = [each.to for each in objects if isinstance(each, Link)]
        else:
            node[predicate] = [_value(each) for each in objects]
    return node


def _value(value: Object) -> dict[str, str]:
    if isinstance(value, Link):
        return {"@id": _NOT_IN_IRI.sub("", value.to)}
    extra = {"@language": value.language} if value.language else {}
    return {"@value": value.text, **extra, **({"@type": value.datatype} if value.datatype else {})}
