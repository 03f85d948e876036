"""Atom documents (RFC 4287), by the standard library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from tricity.language import bcp47
from tricity.web.text import LocalizedText

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold, even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing; `uri` stays the same in the feeds of every language. `topics` are (term, label)."""

    uri: str
    url: str
    title: LocalizedText
    summary: LocalizedText
    published_at: dt.datetime
    updated_at: dt.datetime
    author: str
    topics: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """`url` is the page with the same list, `own_url` the feed itself; `language` is our code."""

    uri: str
    title: str
    language: str
    url: str
    own_url: str
    author: str
    entries: Sequence[Entry]


def document(feed: Feed) -> bytes:
    """The feed as XML; without entries its time is the beginning of 1970, so that it stays the same."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, _LANG: bcp47(feed.language)})
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    _add(root, "id", feed.uri)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max((entry.updated_at for entry in feed.entries), default=epoch)))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.own_url)
    for entry in feed.entries:
        _entry(root, entry, feed.language)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8")


def _entry(root: ElementTree.Element, entry: Entry, language: str) -> None:
    node = _add(root, "entry")
    _add(node, "id", entry.uri)
    _text(node, "title", entry.title)
    _text(node, "summary", entry.summary)
    _add(node, "published", _moment(entry.published_at))
    _add(node, "updated", _moment(entry.updated_at))
    _add(_add(node, "author"), "name", entry.author)
    _add(node, "link", rel="alternate", type="text/html", hreflang=bcp47(language), href=entry.url)
    for term, label in entry.topics:
        _add(node, "category", term=term, label=label)


def _text(node: ElementTree.Element, tag: str, value: LocalizedText) -> None:
    _add(node, tag, value.text).set(_LANG, bcp47(value.language))


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    clean = {name: _NOT_IN_XML.sub("", value) for name, value in attributes.items()}
    node = ElementTree.SubElement(parent, tag, clean)
    if text:
        node.text = _NOT_IN_XML.sub("", text)
    return node


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
