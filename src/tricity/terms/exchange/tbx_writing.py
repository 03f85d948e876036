"""The termbase as TBX-Basic in the style DCT (ISO 30042:2019).

The statuses of words are those of the standard: preferredTerm-admn-sts, admittedTerm-admn-sts,
deprecatedTerm-admn-sts. Dialect: https://ltac-global.github.io/TBX-Basic_dialect/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from tricity.language import LANGUAGES, bcp47
from tricity.terms.models import SCHEME_URI, Concept
from tricity.terms.queries import Topic, topics
from tricity.terms.sections import Section, Status, section_of

TBX_TYPE = "application/x-tbx+xml"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
STATUS_NAMES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}
# Characters XML 1.0 cannot hold at all; `clean` keeps them out of what is typed, not out of what an older seed brought.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def write_tbx(out: BinaryIO) -> None:
    """Write every concept with its words in all languages to `out`."""
    _Writer(out).write(topics())


class _Writer:
    def __init__(self, out: BinaryIO) -> None:
        self._xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)

    def write(self, found: list[Topic]) -> None:
        xml = self._xml
        xml.startDocument()
        root = {
            "type": "TBX-Basic",
            "style": "dct",
            "xml:lang": "en",
            "xmlns": NAMESPACE,
            "xmlns:min": MIN,
            "xmlns:basic": BASIC,
        }
        xml.startElement("tbx", AttributesImpl(root))
        self._open("tbxHeader", "fileDesc", "sourceDesc")
        self._text("p", f"Thesaurus and termbase {SCHEME_URI}")
        self._close("sourceDesc", "fileDesc", "tbxHeader")
        self._open("text", "body")
        for topic in found:
            self._concept(topic)
        self._close("body", "text", "tbx")
        xml.endDocument()

    def _concept(self, topic: Topic) -> None:
        self._xml.characters("\n")
        self._xml.startElement("conceptEntry", AttributesImpl({"id": xml_id(topic.slug)}))
        field = _subject_field(topic)
        if field:
            self._text("min:subjectField", field)
        for code, section in _sections(topic.concept):
            self._xml.startElement("langSec", AttributesImpl({"xml:lang": bcp47(code)}))
            if section.definition:
                self._open("descripGrp")
                self._text("basic:definition", section.definition)
                self._close("descripGrp")
            for text, status in section.labels:
                self._open("termSec")
                self._text("term", text)
                self._text("min:administrativeStatus", STATUS_NAMES[status])
                self._close("termSec")
            self._close("langSec")
        self._close("conceptEntry")

    def _text(self, name: str, text: str) -> None:
        self._open(name)
        self._xml.characters(text.translate(_FORBIDDEN))
        self._close(name)

    def _open(self, *names: str) -> None:
        for name in names:
            self._xml.startElement(name, AttributesImpl({}))

    def _close(self, *names: str) -> None:
        for name in names:
            self._xml.endElement(name)


def xml_id(slug: str) -> str:
    """An XML identifier, which may not begin with a digit."""
    return slug if slug[:1].isalpha() else f"_{slug}"


def _sections(concept: Concept) -> Iterator[tuple[str, Section]]:
    for code in LANGUAGES:
        section = section_of(concept, code)
        if section.preferred:
            yield code, section


def _subject_field(topic: Topic) -> str:
    """The top of the branch the concept stands in, in English where it has such a name; empty for a top itself."""
    at, seen = topic, {topic.slug}
    while at.broader and at.broader[0].slug not in seen:
        at = at.broader[0]
        seen.add(at.slug)
    names = at.concept.names
    return str(names.get("en") or next(iter(names.values()), "")) if at is not topic else ""
