"""HTML pages: what a reader sees, a block for each paragraph, heading and cell; nothing is loaded or run."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from typing import Final

from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Block, Kind, Place

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# What browsers read under these names (WHATWG Encoding Standard): the larger set of each family.
_WIDER: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
}
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_HIDDEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "nav"))
_CELLS: Final = frozenset(("td", "th"))
_INLINE: Final = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
        ),
        *("mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"),
        *("time", "u", "var", "wbr"),
    )
)


def decode(content: bytes) -> str:
    """By byte order mark, else as the page says, else UTF-8. Raises Unreadable where that does not fit."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    said = _CHARSET.search(content[:4096])
    for name in dict.fromkeys(("utf-8", said[1].decode().lower() if said else "utf-8")):
        try:
            codec = codecs.lookup(name).name
            return content.decode(_WIDER.get(codec, codec))
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("encoding", said=said[1].decode() if said else "UTF-8")


class _Page(HTMLParser):
    """Collects blocks while the tags go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self._words: list[str] = []
        self._kind = Kind.PARAGRAPH
        self._hidden: list[str] = []
        self._in_title = False
        self._paragraph = self._table = self._row = self._column = 0
        self.has_scripts = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.has_scripts = self.has_scripts or tag == "script"
            self._hidden.append(tag)
            return
        self._in_title = tag == "title" and not self.title
        if tag in _INLINE:
            return
        self.flush()
        if tag == "table":
            self._table, self._row = self._table + 1, 0
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in _CELLS:
            self._column += 1
        self._kind = Kind.HEADING if tag in _HEADINGS else Kind.CELL if tag in _CELLS else self._kind

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        self._in_title = False
        if tag not in _INLINE:
            self.flush()
            if tag in _HEADINGS or tag in _CELLS:
                self._kind = Kind.PARAGRAPH

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._words.append(data)

    def flush(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if not text:
            return
        if self._kind is Kind.CELL:
            place = Place(table=self._table, row=self._row, column=self._column)
        else:
            self._paragraph += 1
            place = Place(paragraph=self._paragraph)
        self.blocks.append(Block(text, place, self._kind))


def read_html(content: bytes) -> tuple[str, list[Block], bool]:
    """Title, blocks, and whether there are scripts."""
    page = _Page()
    page.feed(decode(content))
    page.close()
    page.flush()
    return " ".join(page.title.split()), page.blocks, page.has_scripts
