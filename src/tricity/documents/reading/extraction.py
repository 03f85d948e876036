"""One document, whatever its format, as blocks within the limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tricity.documents.reading.archives import Archive
from tricity.documents.reading.formats import Format, detect
from tricity.documents.reading.html import read_html
from tricity.documents.reading.ofd import read_ofd
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.structured import read_structured
from tricity.documents.reading.values import LIMITS, Block, Limits, Text
from tricity.language import clean

_PDF_SCRIPTS: Final = re.compile(rb"/(?:JavaScript|JS|Launch)\b")


def extract(content: bytes, name: str, limits: Limits = LIMITS) -> Text:
    """Read a document. Raises Unreadable."""
    kind = detect(content, name, limits)
    if kind not in (Format.PDF, Format.HWP, Format.HTML):
        Archive(content, limits).inspect()
    title, pages, found, notes = _read(content, kind, limits)
    blocks = tuple(_within(found, limits))
    if not blocks:
        raise Unreadable("scanned" if kind in (Format.PDF, Format.OFD) else "no-text")
    return Text(kind.value, clean(title).strip()[:300], pages, blocks, tuple(notes))


def _read(content: bytes, kind: Format, limits: Limits) -> tuple[str, int, Iterable[Block], list[str]]:
    if kind is Format.OFD:
        return *read_ofd(content, limits), []
    if kind is Format.HTML:
        title, blocks, has_scripts = read_html(content)
        return title, 0, blocks, ["scripts"] if has_scripts else []
    title, pages, found, blank = read_structured(content, kind, limits)
    has_scripts = kind is Format.PDF and _PDF_SCRIPTS.search(content) is not None
    return title, pages, found, [*(["scripts"] if has_scripts else []), *(["scanned"] if blank else [])]


def _within(blocks: Iterable[Block], limits: Limits) -> Iterator[Block]:
    characters = 0
    for number, block in enumerate(blocks, 1):
        text = clean(block.text).strip()
        characters += len(text)
        if number > limits.blocks or characters > limits.characters:
            raise Unreadable("too-long", limit=limits.characters)
        if text:
            yield Block(text, block.place, block.kind)
