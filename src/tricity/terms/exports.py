"""The thesaurus as SKOS, in Turtle and JSON-LD, and as TBX.

Only mappings that were verified become `skos:closeMatch`; the others are editorial notes that say so. A concept that was
merged into another stays under its address, deprecated, with what replaced it.
Vocabulary: https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tricity.language import LANGUAGES, bcp47
from tricity.terms.exchange.tbx_writing import TBX_TYPE, write_tbx
from tricity.terms.models import SCHEME_URI, SCHEMES, Concept
from tricity.terms.queries import Topic, retired, topics

FORMATS = {"ttl": "text/turtle", "jsonld": "application/ld+json", "tbx": TBX_TYPE}
_SDG = "http://metadata.un.org/sdg/"
_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# Characters an IRI may not hold in Turtle.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def export_topics(file_format: str, out: BinaryIO) -> None:
    """Write all topics to `out`: “ttl” (Turtle), “jsonld” or “tbx”. Raises ValueError for another format."""
    if file_format == "ttl":
        for line in _turtle():
            out.write(line.encode())
    elif file_format == "jsonld":
        out.write(json.dumps(_json_ld(), ensure_ascii=False, indent=1).encode())
    elif file_format == "tbx":
        write_tbx(out)
    else:
        raise ValueError(f"unknown format {file_format!r}; expected one of {', '.join(FORMATS)}")


def _turtle() -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{address}> .\n" for prefix, address in _PREFIXES.items())
    yield "\n"
    found = topics()
    tops = [topic for topic in found if topic.is_top]
    yield f"<{SCHEME_URI}> a skos:ConceptScheme"
    yield from (f" ;\n  skos:hasTopConcept <{topic.uri}>" for topic in tops)
    yield " .\n"
    for topic in found:
        yield f"\n<{topic.uri}> a skos:Concept ;\n  skos:inScheme <{SCHEME_URI}>"
        for name, value in _properties(topic):
            yield f" ;\n  skos:{name} {_term(value)}"
        yield " .\n"
    for row, into in retired():
        yield f"\n<{row.uri}> a skos:Concept ;\n  skos:inScheme <{SCHEME_URI}> ;\n  owl:deprecated true"
        yield f" ;\n  dcterms:isReplacedBy <{SCHEME_URI}:{into}>"
        yield from (f" ;\n  skos:prefLabel {_term(label)}" for label in _names(row.names))
        yield " .\n"


def _json_ld() -> dict[str, Any]:
    found = topics()
    scheme: dict[str, Any] = {"@id": SCHEME_URI, "@type": "skos:ConceptScheme"}
    scheme["skos:hasTopConcept"] = [{"@id": topic.uri} for topic in found if topic.is_top]
    graph = [scheme]
    for topic in found:
        node: dict[str, Any] = {
            "@id": topic.uri,
            "@type": "skos:Concept",
            "skos:inScheme": {"@id": SCHEME_URI},
        }
        for name, value in _properties(topic):
            node.setdefault(f"skos:{name}", []).append(value)
        graph.append(node)
    for row, into in retired():
        graph.append(
            {
                "@id": row.uri,
                "@type": "skos:Concept",
                "skos:inScheme": {"@id": SCHEME_URI},
                "owl:deprecated": True,
                "dcterms:isReplacedBy": {"@id": f"{SCHEME_URI}:{into}"},
                "skos:prefLabel": list(_names(row.names)),
            }
        )
    return {"@context": dict(_PREFIXES), "@graph": graph}


def _properties(topic: Topic) -> Iterator[tuple[str, dict[str, str]]]:
    """SKOS property → value as in JSON-LD: `@id`, or `@value` with `@language`."""
    concept = topic.concept
    if topic.is_top:
        yield "topConceptOf", {"@id": SCHEME_URI}
    yield "notation", {"@value": topic.slug}
    # PostgreSQL does not keep the order of keys; the file is the same from either database.
    yield from (("prefLabel", label) for label in _names(concept.names))
    for code in LANGUAGES:
        yield from (("altLabel", _literal(text, code)) for text in concept.alternatives.get(code, ()))
    for code in LANGUAGES:
        yield from (("hiddenLabel", _literal(text, code)) for text in concept.deprecated.get(code, ()))
    for code in LANGUAGES:
        if concept.definitions.get(code):
            yield "definition", _literal(concept.definitions[code], code)
    yield from (("broader", {"@id": other.uri}) for other in topic.broader)
    yield from (("narrower", {"@id": other.uri}) for other in topic.narrower)
    yield from (("related", {"@id": other.uri}) for other in topic.related)
    yield from _matches(concept)


def _names(names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    return (_literal(names[code], code) for code in LANGUAGES if names.get(code))


def _matches(concept: Concept) -> Iterator[tuple[str, dict[str, str]]]:
    for mapping in concept.mappings:
        scheme, notation = str(mapping.get("scheme", "")), str(mapping.get("notation", ""))
        if mapping.get("status") == "verified" and scheme == "sdg":
            yield "closeMatch", {"@id": _SDG + notation}
        else:
            status = "verified" if mapping.get("status") == "verified" else "not verified"
            yield "editorialNote", _literal(f"{SCHEMES.get(scheme, scheme)} {notation} ({status})", "en")


def _literal(text: str, code: str) -> dict[str, str]:
    return {"@value": text, "@language": bcp47(code)}


def _term(value: dict[str, str]) -> str:
    if "@id" in value:
        return f"<{_NOT_IN_IRI.sub('', value['@id'])}>"
    text = f'"{value["@value"].translate(_ESCAPES)}"'
    return f"{text}@{value['@language']}" if "@language" in value else text
