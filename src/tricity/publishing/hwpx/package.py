"""The parts of an HWPX file and the ZIP around them."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.body import Body, with_section
from tricity.publishing.hwpx.head import header
from tricity.publishing.hwpx.names import NAMESPACES, PACKAGE
from tricity.publishing.hwpx.section import header_and_footer, properties
from tricity.publishing.languages import language_of
from tricity.publishing.markup import archive, node, part
from tricity.publishing.model import Document, Heading, Paragraph, plain
from tricity.publishing.preparing import prepared

_MIMETYPE = "application/hwp+zip"
_ONE_PROGRAM = {
    "tagetApplication": "WORDPROCESSOR",  # spelt so in the standard
    "major": 5,
    "minor": 1,
    "micro": 1,
    "buildNumber": 0,
    "os": 1,
    "xmlVersion": "1.5",
    "application": "Tricity",
    "appVersion": "1.0",
}
_PREVIEW_CHARACTERS = 1_000


def hwpx(document: Document) -> bytes:
    """The document for Hancom Office. The same document gives the same bytes. Raises PublishingError."""
    document = prepared(document)
    body = Body(document)
    paragraphs = list(body.elements())
    with_section(paragraphs[0], properties(), *header_and_footer(document, body.text))
    section = part(node("hs:sec", None, *paragraphs), NAMESPACES)
    head = header(document, body.text.letters, body.text.looks, body.numbered)
    return archive(
        [
            ("mimetype", _MIMETYPE.encode()),
            ("version.xml", _version()),
            ("Contents/header.xml", head),
            ("Contents/section0.xml", section),
            ("Preview/PrvText.txt", _preview(document).encode()),
            ("settings.xml", _settings()),
            *((f"BinData/{name}.png", content) for name, content in body.media.items()),
            ("Contents/content.hpf", _contents(document, list(body.media))),
            ("META-INF/container.rdf", _parts()),
            ("META-INF/container.xml", _container()),
            ("META-INF/manifest.xml", _manifest()),
        ],
        stored=frozenset({"mimetype"}),
    )


def _version() -> bytes:
    return part(node("hv:HCFVersion", _ONE_PROGRAM), {"hv": "http://www.hancom.co.kr/hwpml/2011/version"})


def _settings() -> bytes:
    caret = node("ha:CaretPosition", {"listIDRef": 0, "paraIDRef": 0, "pos": 0})
    return part(
        node("ha:HWPApplicationSetting", None, caret), {each: NAMESPACES[each] for each in ("ha", "config")}
    )


def _contents(document: Document, media: list[str]) -> bytes:
    told = [
        node("opf:title", text=plain(document.title)),
        node("opf:language", text=language_of(document.language).tag),
        node("opf:meta", {"name": "creator", "content": "text"}, text=document.author),
    ]
    if document.made_at is not None:
        moment = document.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        told += [
            node("opf:meta", {"name": name, "content": "text"}, text=moment)
            for name in ("CreatedDate", "ModifiedDate")
        ]
    xml = "application/xml"
    items = [
        _item("header", "Contents/header.xml", xml),
        _item("section0", "Contents/section0.xml", xml),
        _item("settings", "settings.xml", xml),
        *(_item(name, f"BinData/{name}.png", "image/png", {"isEmbeded": 1}) for name in media),
    ]
    order = [node("opf:itemref", {"idref": name, "linear": "yes"}) for name in ("header", "section0")]
    root = node(
        "opf:package",
        {"version": "", "unique-identifier": "", "id": ""},
        node("opf:metadata", None, *told),
        node("opf:manifest", None, *items),
        node("opf:spine", None, *order),
    )
    return part(root, NAMESPACES)


def _item(name: str, place: str, kind: str, more: dict[str, object] | None = None) -> Element:
    return node("opf:item", {"id": name, "href": place, "media-type": kind} | (more or {}))


def _container() -> bytes:
    files = {
        "Contents/content.hpf": "application/hwpml-package+xml",
        "Preview/PrvText.txt": "text/plain",
        "META-INF/container.rdf": "application/rdf+xml",
    }
    roots = [node("ocf:rootfile", {"full-path": name, "media-type": kind}) for name, kind in files.items()]
    return part(
        node("ocf:container", None, node("ocf:rootfiles", None, *roots)),
        {"ocf": "urn:oasis:names:tc:opendocument:xmlns:container", "hpf": NAMESPACES["hpf"]},
    )


def _parts() -> bytes:
    root = node("rdf:RDF")
    for name, kind in (("Contents/header.xml", "HeaderFile"), ("Contents/section0.xml", "SectionFile")):
        has = node("ns0:hasPart", {"xmlns:ns0": PACKAGE, "rdf:resource": name})
        root.append(node("rdf:Description", {"rdf:about": ""}, has))
        root.append(_typed(name, kind))
    root.append(_typed("", "Document"))
    return part(root, {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})


def _typed(name: str, kind: str) -> Element:
    return node("rdf:Description", {"rdf:about": name}, node("rdf:type", {"rdf:resource": PACKAGE + kind}))


def _manifest() -> bytes:
    return part(node("odf:manifest"), {"odf": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"})


def _preview(document: Document) -> str:
    """The first words, which a file manager shows."""
    lines = [plain(document.title)]
    lines += [plain(each.content) for each in document.blocks if isinstance(each, Heading | Paragraph)]
    return "\r\n".join(lines)[:_PREVIEW_CHARACTERS]
