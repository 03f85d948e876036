"""A page as a tree, and what every page must keep; plain Python, so that thousands of pages can be read in a minute."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# Elements that may be left open by the HTML standard; ours are always closed, except none.
UNREAD = frozenset(("script", "style", "template"))
# What a browser fetches by itself when it meets the attribute.
FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src", "srcdoc"),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "form": ("action",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "base": ("href",),
    "body": ("background",),
}
# Links that point without fetching; their addresses must still be of this site.
QUIET_LINKS = frozenset(("alternate", "canonical", "next", "prev", "help", "license"))
REFERRING = frozenset(
    ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "headers")
)
TO_HTMX = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url")
SHOWN = frozenset(("aria-label", "title", "alt", "placeholder"))
ADDRESSED = frozenset(("href", "action", "src", "value", "id", "for"))
# Whatever stands here is somebody's own.
QUOTED = frozenset(("textarea", "code", "pre"))
HANDLER = re.compile(r"on[a-z]+")
LEFTOVERS = re.compile(
    r"\{\{|\}\}|\{%|%\}|%\([a-z_]+\)[sd]?|%s\b|(?<![\w“”])None(?! of\b)(?![\w”])|\bundefined\b|&lt;|&amp;|<class |object at 0x"
)
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
KANA = "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What a reader of each interface language cannot be expected to read.
FOREIGN = {
    "en": re.compile(f"[{HANGUL}{KANA}{HAN}]+"),
    "ja": re.compile(f"[{HANGUL}]+"),
    "ko": re.compile(f"[{KANA}{HAN}]+"),
    "zh-Hans": re.compile(f"[{HANGUL}{KANA}]+"),
}
LANGUAGE_TAG = re.compile(r"(en|ja|ko|zh(-Hans|-Hant)?)(-Latn)?$|und$")
# A word that is quoted, or a name; anything longer, and every sentence in Latin letters, is a text.
LONGEST_QUOTED_WORD = 40
LONGEST_NAME = 90


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def all(self, *tags: str) -> Iterator[Node]:
        return (node for node in self.walk() if node.tag in tags)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def is_within(self, tag: str, css_class: str = "") -> bool:
        return any(
            node.tag == tag and (not css_class or css_class in node.classes)
            for node in (self, *self.ancestors())
        )

    def __str__(self) -> str:
        shown = "".join(f' {name}="{value[:40]}"' for name, value in self.attributes.items())
        return f"<{self.tag}{shown}>"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#document")
        self.here = self.root
        self.problems: list[str] = []

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for the line a tag stands in, and counting lines takes its time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            names = [name for name, _value in attrs]
            for name in {name for name in names if names.count(name) > 1}:
                self.problems.append(f"attribute {name} stands twice in <{tag}>")
        node = Node(tag, attributes, parent=self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.problems.append(f"</{tag}> closes an element without content")
        elif self.here.tag == tag:
            assert self.here.parent is not None
            self.here = self.here.parent
        else:
            self.problems.append(f"</{tag}> where <{self.here.tag}> is open")
            for node in self.here.ancestors():
                if node.tag == tag and node.parent is not None:
                    self.here = node.parent
                    break

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@dataclass(frozen=True, slots=True)
class Markup:
    root: Node
    problems: list[str]


def parse(html: str) -> Markup:
    """The tree; `problems` are tags that do not fit together."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    if builder.here is not builder.root:
        builder.problems.append(f"<{builder.here.tag}> is never closed")
    return Markup(builder.root, builder.problems)


def problems(html: str | Markup, *, url: str, language: str, has_alternates: bool = True) -> list[str]:
    """What is wrong with the page at `url`, which should be in `language` (BCP 47); empty if nothing is."""
    page = html if isinstance(html, Markup) else parse(html)
    nodes = list(page.root.walk())
    words = list(_texts(page.root))
    found = list(page.problems)
    found += _origins(nodes, url)
    for look in (_inline_code, _structure, _identifiers, _names):
        found += look(nodes)
    found += _leftovers(nodes, words)
    found += _languages(
        nodes, words, language, typed=" ".join(value for _name, value in parse_qsl(urlsplit(url).query))
    )
    if has_alternates:
        found += _alternates(nodes, url)
    return found


def _of(nodes: Iterable[Node], *tags: str) -> Iterator[Node]:
    return (node for node in nodes if node.tag in tags)


def _origins(nodes: list[Node], url: str) -> Iterator[str]:
    """Everything the browser fetches by itself comes from the page's own origin."""
    here = urlsplit(url)
    for node in nodes:
        addresses = [node.attributes[name] for name in FETCHED.get(node.tag, ()) if name in node.attributes]
        addresses += [node.attributes[name] for name in TO_HTMX if name in node.attributes]
        if node.tag == "link":
            addresses.append(node.attributes.get("href", ""))
        if node.tag == "a" and node.attributes.get("ping"):
            yield f"{node} reports clicks"
        if node.tag == "meta" and node.attributes.get("http-equiv", "").lower() == "refresh":
            yield f"{node} sends the reader elsewhere"
        for address in addresses:
            for part in re.split(r"\s*,\s*", address) if "srcset" in node.attributes else [address]:
                target = urlsplit(urljoin(url, part.split(" ")[0]))
                if target.scheme != "data" and (target.scheme, target.netloc) != (here.scheme, here.netloc):
                    yield f"{node} asks another origin"
        if node.tag == "a" and "href" in node.attributes:
            yield from _link(node, url)


def _link(node: Node, url: str) -> Iterator[str]:
    target = urlsplit(urljoin(url, node.attributes["href"]))
    if target.scheme not in ("http", "https", "mailto", "webcal"):
        yield f"{node} is no plain link"
        return
    is_outside = target.scheme in ("http", "https") and target.netloc != urlsplit(url).netloc
    if is_outside and not {"noopener", "external"} <= set(node.attributes.get("rel", "").split()):
        yield f"{node} leaves the site without rel=“noopener external”"


def _inline_code(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "style" or "style" in node.attributes:
            yield f"{node} has inline style"
        if node.tag == "script" and (
            "src" not in node.attributes
            and node.attributes.get("type") not in ("application/json", "application/ld+json")
        ):
            yield f"{node} is an inline script"
        for name in node.attributes:
            if HANDLER.fullmatch(name) or name.startswith("hx-on") or name == "hx-vars":
                yield f"{node} has the inline handler {name}"


def _structure(nodes: list[Node]) -> Iterator[str]:
    title = next(_of(nodes, "title"), None)
    if title is None or not title.text().split("·")[0].strip():
        yield "the page has no title"
    elif title.text() != re.sub(r"\s+", " ", title.text()).strip():
        yield f"the title has loose spaces: {title.text()!r}"
    headings = list(_of(nodes, "h1", "h2", "h3", "h4", "h5", "h6"))
    if sum(node.tag == "h1" for node in headings) != 1:
        yield f"{sum(node.tag == 'h1' for node in headings)} h1 headings"
    last = 0
    for node in headings:
        level = int(node.tag[1])
        if level > last + 1 and last:
            yield f"h{level} “{node.text().strip()[:40]}” follows h{last}"
        if not node.text().strip():
            yield f"{node} is an empty heading"
        last = level
    if sum(1 for _ in _of(nodes, "main")) != 1:
        yield "not exactly one <main>"
    for box in nodes:
        is_reached = box.attributes.get("tabindex") == "0" and box.attributes.get("role") == "region"
        if (
            "table-scroll" in box.classes
            and not is_reached
            and next(box.all("a", "button", "input"), None) is None
        ):
            yield f"{box} scrolls on a phone and cannot be reached by keyboard: tabindex=0, role=region and a name are missing"
    for table in _of(nodes, "table"):
        if next(table.all("caption"), None) is None:
            yield f"{table} has no caption"


def _identifiers(nodes: list[Node]) -> Iterator[str]:
    """Each id once; whatever refers to an id finds it."""
    known = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
    for name, number in sorted(known.items()):
        if number > 1:
            yield f"id “{name}” stands {number} times"
    for node in nodes:
        for attribute, value in node.attributes.items():
            for name in value.split() if attribute in REFERRING else ():
                if name not in known:
                    yield f"{node}: {attribute} names “{name}”, which is not on the page"
        if (
            node.tag == "a"
            and node.attributes.get("href", "").startswith("#")
            and node.attributes["href"][1:] not in known
        ):
            yield f"{node} leads nowhere on the page"


def _names(nodes: list[Node]) -> Iterator[str]:
    """Links, buttons, controls and pictures say what they are."""
    labelled = {node.attributes.get("for") for node in _of(nodes, "label")}
    for node in nodes:
        attributes = node.attributes
        is_named = bool(
            attributes.get("aria-label") or attributes.get("aria-labelledby") or attributes.get("title")
        )
        if (
            node.tag in ("a", "button", "summary", "legend", "caption", "option")
            and not is_named
            and not _said(node)
        ) and not (node.tag == "option" and attributes.get("value") == ""):
            yield f"{node} says nothing"
        is_asked = node.tag in ("input", "select", "textarea") and attributes.get("type") not in (
            "hidden",
            "submit",
        )
        if is_asked and not (is_named or attributes.get("id") in labelled or node.is_within("label")):
            yield f"{node} has no label"
        if node.tag == "img" and "alt" not in attributes:
            yield f"{node} has no alternative text"
        if (node.tag == "nav" or attributes.get("role") == "region") and not is_named:
            yield f"{node} has no name"


def _said(node: Node) -> str:
    pictures = (each.attributes.get("alt", "") for each in node.all("img"))
    return (node.text() + "".join(pictures)).strip()


@dataclass(frozen=True, slots=True)
class Words:
    """Something that is read or spoken, in which element, and the language that element is in."""

    node: Node
    said: str
    language: str


def _texts(root: Node) -> Iterator[Words]:
    """Text, and the attributes that are shown, in the order of the page."""
    waiting = [(root, "")]
    while waiting:
        node, language = waiting.pop()
        if node.tag in UNREAD:
            continue
        language = node.attributes.get("lang", language)
        below = []
        for child in node.children:
            if isinstance(child, Node):
                below.append((child, language))
            elif said := child.strip():
                yield Words(node, said, language)
        for name, shown in node.attributes.items():
            if name in SHOWN and shown:
                yield Words(node, shown, language)
        if node.tag == "meta" and node.attributes.get("name") == "description":
            yield Words(node, node.attributes.get("content", ""), language)
        waiting += reversed(below)


def _leftovers(nodes: list[Node], words: list[Words]) -> Iterator[str]:
    for each in words:
        if each.node.tag not in QUOTED and (match := LEFTOVERS.search(each.said)):
            yield f"left over: {match[0]!r} in “{each.said[:60]}”"
    for node in nodes:
        for name, value in node.attributes.items():
            if name in ADDRESSED and value in ("None", "undefined", "#None"):
                yield f"{node}: {name} is “{value}”"


def _languages(nodes: list[Node], words: list[Words], language: str, typed: str) -> Iterator[str]:
    """The page says its language; every fragment in another says its own; texts stay behind “original”.

    What the reader has `typed` may come back as it was. A table of wordings says its languages in its cells; a paper is
    in the language it was asked for, and sets texts of several beside each other.
    """
    html = next(_of(nodes, "html"), None)
    if html is None or html.attributes.get("lang") != language:
        yield f"<html lang> is {html.attributes.get('lang') if html else None!r}, not {language!r}"
    for node in nodes:
        if "lang" in node.attributes and not LANGUAGE_TAG.match(node.attributes["lang"]):
            yield f"{node} has no language tag of this site"
    for each in words:
        node, said = each.node, each.said
        if node.tag == "option" or node.tag in QUOTED:
            continue
        if each.language == language:
            match = FOREIGN[language].search(said)
            if match and match[0] not in typed and not node.is_within("details", "original"):
                yield f"“{match[0][:20]}” in “{said[:50]}” is not marked with its language (in {node.tag} of {node.parent})"
        elif (
            _is_text(said)
            and not (node.tag == "td" and "lang" in node.attributes)
            and not node.is_within("article", "paper")
            and not node.is_within("details", "original")
        ):
            yield f"a text of {len(said)} characters in {each.language} is shown outside “original”: “{said[:50]}”"


def _is_text(words: str) -> bool:
    if words.isascii():
        return len(words) > LONGEST_NAME or bool(
            re.search(r"\w\. \w|\w\.$", words) and len(words) > LONGEST_QUOTED_WORD
        )
    return len(words) > LONGEST_QUOTED_WORD


def _alternates(nodes: list[Node], url: str) -> Iterator[str]:
    given = {
        node.attributes["hreflang"]: node.attributes["href"]
        for node in _of(nodes, "link")
        if "hreflang" in node.attributes
    }
    if not {"en", "ja", "ko", "zh-Hans"} <= set(given):
        yield f"hreflang names {sorted(given)}"
        return
    parts = urlsplit(url)
    rest = parts.path.split("/", 2)[2]
    for tag, address in given.items():
        wanted = f"{parts.scheme}://{parts.netloc}/{tag.lower()}/{rest}" + (
            f"?{parts.query}" if parts.query else ""
        )
        if tag != "x-default" and address != wanted:
            yield f"hreflang {tag} leads to {address}, not {wanted}"
    switch = [
        node
        for node in _of(nodes, "a")
        if "hreflang" in node.attributes and node.is_within("nav", "languages")
    ]
    if {node.attributes["hreflang"] for node in switch} != {"en", "ja", "ko", "zh-Hans"}:
        yield "the language switch does not offer four languages"
    if sum(node.attributes.get("aria-current") == "true" for node in switch) != 1:
        yield "the language switch marks no current language"


def content(root: Node) -> str:
    """A digest of all that stands in <main>, addresses too; empty without it. Tokens of forms, new each time, are left out."""
    digest = hashlib.sha256()
    for main in root.all("main"):
        for node in main.walk():
            attributes = {**node.attributes, "value": ""} if _is_token(node) else node.attributes
            words = [child for child in node.children if isinstance(child, str)]
            digest.update(repr((node.tag, attributes, len(node.children), words)).encode())
    return digest.hexdigest() if next(root.all("main"), None) else ""


def _is_token(node: Node) -> bool:
    return node.tag == "input" and node.attributes.get("name") == "csrfmiddlewaretoken"


def forms(root: Node) -> frozenset[str]:
    """Every kind of element on the page with where it stands: tags, classes, roles, names of attributes; no texts, no codes.

    Two pages with the same forms look alike to rules about structure, contrast and names.
    """
    found: set[str] = set()

    def visit(node: Node, path: str) -> None:
        shown = "".join(
            f"[{name}]" for name in sorted(node.attributes) if name not in ("class", "role", "type")
        )
        kind = f"{node.tag}.{'.'.join(sorted(node.classes))}:{node.attributes.get('role', '')}:{node.attributes.get('type', '')}"
        path = f"{path}>{kind}"
        found.add(f"{path}{shown}")
        for child in node.children:
            if isinstance(child, Node) and child.tag not in ("g", "path", "circle", "text", "use"):
                visit(child, path)

    for body in root.all("body"):
        visit(body, "")
    return frozenset(found)
