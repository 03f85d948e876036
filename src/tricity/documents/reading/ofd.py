"""OFD (GB/T 33190-2016): a ZIP of XML. `OFD.xml` names the documents, those their pages, and those their text.

Text stands as `TextCode` elements with their place on the page; pieces on one height are one line.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from tricity.documents.reading.archives import Archive
from tricity.documents.reading.lines import paragraphs
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Block, Limits, Place

_SAME_LINE_MM: Final = 1.0
Page = tuple[str, dict[str | None, str]]  # address of a page, and those of the templates by their ids


def read_ofd(content: bytes, limits: Limits) -> tuple[str, int, Iterator[Block]]:
    """Title of the properties, number of pages, blocks."""
    archive = Archive(content, limits)
    root = archive.xml("OFD.xml")
    title = ""
    pages: list[Page] = []
    for body in _all(root, "DocBody"):
        title = title or _text_of(body, "Title")
        document = _resolve("", _text_of(body, "DocRoot"))
        found = archive.xml(_known(archive, document))
        folder = posixpath.dirname(document)
        templates = {
            each.get("ID"): _page_address(archive, folder, each.get("BaseLoc", ""))
            for each in _all(found, "TemplatePage")
        }
        locations = filter(None, (page.get("BaseLoc") for page in _all(found, "Page")))
        pages += [
            (_known(archive, _page_address(archive, folder, location)), templates) for location in locations
        ]
    if not pages:
        raise Unreadable("broken")
    if len(pages) > limits.pages:
        raise Unreadable("too-many-pages", found=len(pages), limit=limits.pages)
    return title, len(pages), _blocks(archive, pages)


def _blocks(archive: Archive, pages: list[Page]) -> Iterator[Block]:
    """A page's template, such as the words of a form, comes before what is written on it."""
    for number, (address, templates) in enumerate(pages, 1):
        page = archive.xml(address)
        used = [templates.get(each.get("TemplateID")) for each in _all(page, "Template")]
        roots = [*(archive.xml(name) for name in used if name), page]
        texts = (text for root in roots for text in paragraphs(_lines(root)))
        for paragraph, text in enumerate(texts, 1):
            yield Block(text, Place(page=number, paragraph=paragraph))


def _lines(page: Element) -> Iterator[str]:
    """The text in the order of the file, which is the reading order, joined where the height is the same."""
    line, height = "", None
    for each in page.iter():
        if _name(each) != "TextObject":
            continue
        box = _numbers(each.get("Boundary"))
        codes = [part for part in each.iter() if _name(part) == "TextCode"]
        for code in codes:
            top = (box[1] if len(box) > 1 else 0.0) + next(iter(_numbers(code.get("Y"))), 0.0)
            words = "".join(code.itertext())
            if height is not None and abs(top - height) <= _SAME_LINE_MM:
                line += words
            else:
                yield line.strip()
                line = words
            height = top
    yield line.strip()


def _page_address(archive: Archive, folder: str, location: str) -> str:
    """Locations are relative to the document, or from the root with a slash; some programs omit the folder.

    Empty where there is no such part: programs leave out templates they name.
    """
    for candidate in (_resolve(folder, location), _resolve("", location)):
        if candidate in archive:
            return candidate
    return ""


def _known(archive: Archive, name: str) -> str:
    if name not in archive:
        raise Unreadable("broken")
    return name


def _resolve(folder: str, location: str) -> str:
    joined = location if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(joined.strip().replace("\\", "/")).lstrip("/")


def _all(root: Element, name: str) -> Iterator[Element]:
    return (each for each in root.iter() if _name(each) == name)


def _text_of(root: Element, name: str) -> str:
    found = next(_all(root, name), None)
    return (found.text or "").strip() if found is not None else ""


def _name(element: Element) -> str:
    """Without its namespace: programs write http://www.ofdspec.org/2016, older ones others."""
    return str(element.tag).rpartition("}")[2]


def _numbers(text: str | None) -> list[float]:
    try:
        return [float(part) for part in (text or "").split()]
    except ValueError:
        return []
