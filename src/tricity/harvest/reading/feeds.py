"""Atom (RFC 4287) and RSS 2.0, and RSS 1.0 as far as it has the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from tricity.harvest.problems import Problem
from tricity.harvest.reading.dates import moment
from tricity.harvest.reading.texts import one_line, plain, web_address, xml_root
from tricity.harvest.reading.values import Asked, Batch, Flaw, Item, Resource

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS: Final = ("feed", "rss", "RDF")


def read(text: str, address: str, asked: Asked) -> Batch:
    """The entries of a feed; `next` where it names one (RFC 5005). Raises Problem (xml, not-feed)."""
    root = xml_root(text)
    if _name(root) not in _ROOTS:
        raise Problem("not-feed")
    head = root if _name(root) == "feed" else next((each for each in root if _name(each) == "channel"), root)
    language = head.get(_XML_LANG) or root.get(_XML_LANG) or _text(head, "language")
    licence = _text(head, "rights", "copyright")
    items: list[Item] = []
    flaws: list[Flaw] = []
    for number, entry in enumerate(_entries(root), 1):
        item = _item(entry, address, language, licence)
        if item is None:
            flaws.append(Flaw(str(number), "no-title"))
        else:
            items.append(item)
    following = next(
        (each.get("href") for each in head if _name(each) == "link" and each.get("rel") == "next"), ""
    )
    return Batch(tuple(items), tuple(flaws), urljoin(address, following) if following else "")


def _entries(root: Any) -> Iterator[Any]:
    yield from (each for each in root.iter() if _name(each) in ("entry", "item"))


def _item(entry: Any, address: str, language: str, licence: str) -> Item | None:
    title = one_line(_text(entry, "title"))
    url = web_address(urljoin(address, _link(entry)))
    text = plain(_text(entry, "content", "encoded", "summary", "description"))
    title = title or one_line(text, 100)
    if not title:
        return None
    named = _text(entry, "id", "guid", "identifier") or url
    return Item(
        external_id=named.strip() or hashlib.sha256(title.encode("utf-8", "replace")).hexdigest(),
        title=title,
        text=text,
        url=url,
        modified=moment(_text(entry, "updated", "modified", "date", "pubDate", "published")),
        licence=one_line(_text(entry, "rights") or licence),
        language=entry.get(_XML_LANG) or language or "",
        resources=tuple(_enclosures(entry, address)),
    )


def _link(entry: Any) -> str:
    links = [each for each in entry if _name(each) == "link"]
    for each in links:
        if each.get("href") and each.get("rel", "alternate") == "alternate":
            return str(each.get("href"))
    return next((str(each.text).strip() for each in links if each.text and each.text.strip()), "")


def _enclosures(entry: Any, address: str) -> Iterator[Resource]:
    for each in entry:
        where = each.get("href") if each.get("rel") == "enclosure" else each.get("url")
        if _name(each) in ("link", "enclosure") and where and (url := web_address(urljoin(address, where))):
            yield Resource(one_line(each.get("title") or url), url, str(each.get("type") or "")[:20])


def _text(parent: Any, *names: str) -> str:
    """The words of the first child of one of these names, whichever namespace, the mark-up inside them kept as text."""
    for name in names:
        for child in parent:
            if _name(child) == name and (words := "".join(child.itertext()).strip()):
                return words
    return ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
