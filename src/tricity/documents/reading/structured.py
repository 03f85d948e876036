"""PDF, Office Open XML, OpenDocument, HWP and HWPX, read by xberg; its nodes become blocks with places.

xberg can also load models, ask services and crawl; none of it is asked for here, and `confine` forbids sockets.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import xberg

from tricity.documents.reading.formats import Format
from tricity.documents.reading.lines import paragraphs
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Block, Kind, Limits, Place

_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"
_TYPES: Final = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OOXML}.wordprocessingml.document",
    Format.PPTX: f"{_OOXML}.presentationml.presentation",
    Format.XLSX: f"{_OOXML}.spreadsheetml.sheet",
    Format.ODT: f"{_ODF}.text",
    Format.ODP: f"{_ODF}.presentation",
    Format.ODS: f"{_ODF}.spreadsheet",
    Format.HWP: "application/x-hwp",
    Format.HWPX: "application/haansofthwpx",
}
_SHEETS: Final = (Format.XLSX, Format.ODS)
_SLIDES: Final = (Format.PPTX, Format.ODP)
_SPACES: Final = re.compile(r"\s+")
_NOTES_HEADING: Final = "Notes:"


def read_structured(content: bytes, kind: Format, limits: Limits) -> tuple[str, int, Iterator[Block], int]:
    """Title of the properties, number of pages or slides, blocks, and how many pages have no text."""
    if kind is Format.PDF:
        _check_pages(content, limits)
    document = _extract(content, kind, limits)
    title = document.metadata.title or ""
    pages = document.pages or []
    if kind is Format.PDF:
        blank = sum(1 for page in pages if not page.content.strip())
        return title, len(pages), _of_pages(document), blank
    if kind in _SHEETS:
        return title, 0, _of_sheets(document), 0
    if kind in _SLIDES:
        count = max((page.page_number for page in pages), default=0) or _slides(document)
        return title, count, _of_slides(document), 0
    return title, len(pages), _of_nodes(document), 0


def _check_pages(content: bytes, limits: Limits) -> None:
    try:
        pages = xberg.pdf_page_count(content)
    except Exception as error:  # xberg has errors of its own and some of Rust, without a common base
        raise _problem(error) from error
    if pages > limits.pages:
        raise Unreadable("too-many-pages", found=pages, limit=limits.pages)


def _extract(content: bytes, kind: Format, limits: Limits) -> xberg.ExtractedDocument:
    config = xberg.ExtractionConfig(
        use_cache=False,
        disable_ocr=True,
        enable_quality_processing=False,
        include_document_structure=True,
        max_archive_depth=0,
        pages=xberg.PageConfig(extract_pages=True),
        output_format="plain",
        pdf_options=xberg.PdfConfig(extract_images=False, extract_metadata=True, extract_annotations=False),
        concurrency=xberg.ConcurrencyConfig(max_threads=1),
        security_limits=xberg.SecurityLimits(
            max_archive_size=limits.unpacked_bytes,
            max_compression_ratio=limits.ratio,
            max_files_in_archive=limits.parts,
            max_content_size=limits.part_bytes,
            max_pages=limits.pages,
        ),
    )
    given = xberg.ExtractInput(kind=xberg.ExtractInputKind.BYTES, bytes=content, mime_type=_TYPES[kind])
    try:
        found = asyncio.run(xberg.extract(given, config))
    except Exception as error:
        raise _problem(error) from error
    if not found.results:
        raise Unreadable("broken")
    return found.results[0]


def _problem(error: Exception) -> Unreadable:
    words = str(error).lower()
    if "encrypt" in words or "password" in words:
        return Unreadable("encrypted")
    if "no bodytext" in words:
        return Unreadable("no-text")  # an HWP file of pictures alone
    if "limit" in words or "too large" in words or "exceed" in words:
        return Unreadable("bomb", limit=400)
    return Unreadable("broken")


def _of_pages(document: Any) -> Iterator[Block]:
    """The text of each page, which keeps the spaces of Korean; the nodes tell what of it is a heading."""
    headings: dict[int, set[str]] = {}
    for content, page in _nodes(document):
        if content["node_type"] == "heading" and page:
            headings.setdefault(page, set()).add(_SPACES.sub("", content["text"]))
    for page in document.pages or []:
        known = headings.get(page.page_number, set())
        for number, text in enumerate(paragraphs(page.content.splitlines()), 1):
            kind = Kind.HEADING if _SPACES.sub("", text) in known else Kind.PARAGRAPH
            yield Block(text, Place(page=page.page_number, paragraph=number), kind)


def _of_nodes(document: Any) -> Iterator[Block]:
    """Paragraphs counted through the document, with their page where the file says it; cells of tables."""
    paragraph = tables = 0
    for content, page in _nodes(document):
        if content["node_type"] == "table":
            tables += 1
            for row, column, text in _cells(content):
                yield Block(text, Place(page=page, table=tables, row=row, column=column), Kind.CELL)
        elif text := _words(content):
            paragraph += 1
            kind = Kind.HEADING if content["node_type"] in ("heading", "title") else Kind.PARAGRAPH
            yield Block(text, Place(page=page, paragraph=paragraph), kind)


def _of_sheets(document: Any) -> Iterator[Block]:
    sheet = ""
    for content, _page in _nodes(document):
        if content["node_type"] == "heading":
            sheet = content["text"]
        elif content["node_type"] == "table":
            for row, column, text in _cells(content):
                yield Block(text, Place(sheet=sheet, cell=f"{_letters(column)}{row}"), Kind.CELL)


def _of_slides(document: Any) -> Iterator[Block]:
    slide = paragraph = tables = 0
    is_note = False
    for content, page in _nodes(document):
        if content["node_type"] == "slide" and page == 0:
            page = content.get("number", 0)
        if page and page != slide:
            slide, paragraph, tables, is_note = page, 0, 0, False
        if content["node_type"] == "table":
            tables += 1
            for row, column, text in _cells(content):
                yield Block(text, Place(slide=slide, table=tables, row=row, column=column), Kind.CELL)
        elif (text := _words(content)) == _NOTES_HEADING:
            is_note = True
        elif text:
            paragraph += 1
            kind = Kind.NOTE if is_note else Kind.HEADING if paragraph == 1 else Kind.PARAGRAPH
            yield Block(text, Place(slide=slide, paragraph=paragraph), kind)


def _slides(document: Any) -> int:
    return sum(1 for content, _page in _nodes(document) if content["node_type"] == "slide")


def _nodes(document: Any) -> Iterator[tuple[dict[str, Any], int]]:
    """(content, page or 0) of each node, in reading order."""
    for node in document.document.nodes if document.document else ():
        yield json.loads(str(node.content)), node.page or 0


def _words(content: dict[str, Any]) -> str:
    """The text of a node; groups repeat their heading, which comes as a node too, and images have none."""
    if content["node_type"] in ("group", "image", "slide"):
        return ""
    return str(content.get("text") or "").strip()


def _cells(content: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    for cell in content["grid"]["cells"]:
        if text := str(cell["content"]).strip():
            yield cell["row"] + 1, cell["col"] + 1, text


def _letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
