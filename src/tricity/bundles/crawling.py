"""What a page links to and loads, read from its HTML; nothing here reads files."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

# Attributes that make a browser fetch something, by tag.
LOADED: Final = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src", "srcdoc"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
# What has no place in a page that must be readable without scripts, without a server and without a style of its own.
FORBIDDEN: Final = frozenset({"base", "embed", "form", "iframe", "object", "script", "style"})


@dataclass(frozen=True, slots=True)
class Link:
    """`is_external`: the page says that it leads away from here."""

    address: str
    line: int
    is_external: bool = False


@dataclass(slots=True)
class Page:
    """`forbidden` names the tags and attributes that must not be here, each with its line."""

    language: str = ""
    title: str = ""
    ids: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    loads: list[Link] = field(default_factory=list)
    forbidden: list[tuple[str, int]] = field(default_factory=list)


def read_page(html: str) -> Page:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.page


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        page = self.page
        if tag == "html":
            page.language = given.get("lang", "")
        self._in_title = tag == "title"
        if tag in FORBIDDEN:
            page.forbidden.append((f"<{tag}>", line))
        page.forbidden += [(name, line) for name in given if name.startswith("on") or name == "style"]
        if tag == "meta" and "http-equiv" in given:
            page.forbidden.append(("http-equiv", line))
        if identity := given.get("id"):
            (page.twice if identity in page.ids else page.ids).add(identity)
        if tag in ("a", "area") and "href" in given:
            page.links.append(Link(given["href"], line, "external" in given.get("rel", "").split()))
        page.loads += [Link(given[name], line) for name in LOADED.get(tag, ()) if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data
