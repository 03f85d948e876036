"""The parts of a DOCX file and the ZIP around them."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element

from tricity.publishing.docx.body import TEXT_WIDTH, Body
from tricity.publishing.docx.links import Links
from tricity.publishing.docx.names import CORE, CORE_TYPE, NAMESPACES, TEXT_NAMESPACES, TYPES, content_type
from tricity.publishing.docx.styles import lists, styles
from tricity.publishing.docx.text import TextWriter, field, paragraph
from tricity.publishing.languages import language_of
from tricity.publishing.markup import archive, node, part
from tricity.publishing.model import Document, Runs, plain
from tricity.publishing.preparing import prepared

_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "header1": "header",
    "footer1": "footer",
}
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def docx(document: Document) -> bytes:
    """The document for Word, WPS and LibreOffice. The same document gives the same bytes. Raises PublishingError."""
    document = prepared(document)
    body, links = Body(document), {}
    blocks = list(body.elements())
    for kind in ("styles", "numbering", "settings", "footnotes"):
        body.links.add(kind, f"{kind}.xml")
    ends = _ends(body.links.add("header", "header1.xml"), body.links.add("footer", "footer1.xml"))
    parts = {
        "document": part(node("w:document", None, node("w:body", None, *blocks, ends)), NAMESPACES),
        "styles": styles(document.language, is_dense=document.is_dense),
        "numbering": lists(body.numbered),
        "settings": part(_settings(document), TEXT_NAMESPACES),
    }
    links["document"] = body.links
    for name, make in (("footnotes", _notes), ("header1", _header), ("footer1", _footer)):
        links[name] = Links()
        writer = TextWriter(document.language, links[name], [])
        parts[name] = part(make(document, body.notes, writer), TEXT_NAMESPACES)
    return archive(
        [
            ("[Content_Types].xml", _types()),
            ("_rels/.rels", _roots()),
            *((f"word/{name}.xml", content) for name, content in parts.items()),
            *((f"word/_rels/{name}.xml.rels", each.content()) for name, each in links.items() if each),
            *((f"word/{name}", content) for name, content in body.media.items()),
            ("docProps/core.xml", _core(document)),
        ]
    )


def _types() -> bytes:
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "svg": "image/svg+xml",
    }
    root = node(
        "Types", None, *(node("Default", {"Extension": e, "ContentType": kind}) for e, kind in kinds.items())
    )
    for name, kind in _PARTS.items():
        root.append(node("Override", {"PartName": f"/word/{name}.xml", "ContentType": content_type(kind)}))
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    root.append(node("Override", {"PartName": "/docProps/core.xml", "ContentType": kind}))
    return part(root, TYPES)


def _roots() -> bytes:
    links = Links()
    links.add("officeDocument", "word/document.xml")
    links.add(CORE_TYPE, "docProps/core.xml")
    return links.content()


def _ends(header: str, footer: str) -> Element:
    """The section: A4, margins of 18 mm and more, header and footer on every page."""
    margins = {
        "top": 1250,
        "right": 1020,
        "bottom": 1140,
        "left": 1020,
        "header": 600,
        "footer": 600,
        "gutter": 0,
    }
    return node(
        "w:sectPr",
        None,
        node("w:headerReference", {"w:type": "default", "r:id": header}),
        node("w:footerReference", {"w:type": "default", "r:id": footer}),
        node("w:pgSz", {"w:w": 11906, "w:h": 16838}),
        node("w:pgMar", {f"w:{side}": width for side, width in margins.items()}),
    )


def _settings(document: Document) -> Element:
    known = node("w:footnotePr", None, *(node("w:footnote", {"w:id": at}) for at, _ in _SEPARATORS))
    language = language_of(document.language).office
    modern = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15}
    return node(
        "w:settings",
        None,
        known,
        node("w:compat", None, node("w:compatSetting", modern)),
        node("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": language}),
    )


def _notes(document: Document, notes: list[Runs], writer: TextWriter) -> Element:
    root = node("w:footnotes")
    for at, kind in _SEPARATORS:
        line = paragraph("FootnoteText", node("w:r", None, node(f"w:{kind}")))
        root.append(node("w:footnote", {"w:id": at, "w:type": kind}, line))
    for at, note in enumerate(notes, start=1):
        raised = node("w:rPr", None, node("w:rStyle", {"w:val": "FootnoteReference"}))
        mark = node("w:r", None, raised, node("w:footnoteRef"))
        space = node("w:r", None, node("w:t", {"xml:space": "preserve"}, text=" "))
        root.append(
            node("w:footnote", {"w:id": at}, paragraph("FootnoteText", mark, space, *writer.runs(note)))
        )
    return root


def _header(document: Document, notes: list[Runs], writer: TextWriter) -> Element:
    return node("w:hdr", None, paragraph("Header", *writer.runs(document.header)))


def _footer(document: Document, notes: list[Runs], writer: TextWriter) -> Element:
    at_right = node("w:tabs", None, node("w:tab", {"w:val": "right", "w:pos": TEXT_WIDTH}))
    number = [node("w:r", None, node("w:tab")), *field("PAGE")]
    total = [node("w:r", None, node("w:t", {"xml:space": "preserve"}, text=" / ")), *field("NUMPAGES")]
    content = [*writer.runs(document.footer), *number, *total]
    return node("w:ftr", None, paragraph("Footer", *content, properties=(at_right,)))


def _core(document: Document) -> bytes:
    root = node(
        "cp:coreProperties",
        None,
        node("dc:title", text=plain(document.title)),
        node("dc:creator", text=document.author) if document.author else None,
        node("dc:language", text=language_of(document.language).tag),
    )
    if document.made_at is not None:
        moment = document.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("dcterms:created", "dcterms:modified"):
            root.append(node(name, {"xsi:type": "dcterms:W3CDTF"}, text=moment))
    return part(root, CORE)
