"""Is a bundle whole, and does every link in it lead somewhere? Needs no site and no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from tricity.bundles.crawling import Link, Page, read_page
from tricity.bundles.manifest import MANIFEST, Entry, NoManifest, entry, files_in, read
from tricity.bundles.names import is_safe

START: Final = "index.html"
Progress = Callable[[int, int], None]
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)


class Fault(StrEnum):
    """What may be wrong with a bundle."""

    NO_MANIFEST = "no-manifest"
    MISSING = "missing"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    NAME = "name"
    LINK = "link"
    FRAGMENT = "fragment"
    OUTSIDE = "outside"
    FORBIDDEN = "forbidden"
    NO_LANGUAGE = "no-language"
    ID_TWICE = "id-twice"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` in the bundle, `line` of a page (0: the whole file), `what` quotes the address, name or tag."""

    fault: Fault
    path: str
    line: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`about` is what the manifest says of the bundle."""

    about: Mapping[str, Any]
    files: int
    bytes: int
    pages: int
    links: int
    problems: tuple[Problem, ...]


def check(folder: Path, progress: Progress = lambda done, total: None) -> Checked:
    """Compare every file with the manifest, then follow every link and fragment of every page."""
    try:
        about, entries = read(folder)
    except NoManifest:
        return Checked({}, 0, 0, 0, 0, (Problem(Fault.NO_MANIFEST, MANIFEST),))
    problems = list(_sums(folder, entries, progress))
    paths = {each.path for each in entries}
    pages = {path: page for path in sorted(paths) if (page := _page(folder, path)) is not None}
    problems += [
        Problem(Fault.NAME, path)
        for path in sorted(paths)
        if not all(is_safe(part) for part in path.split("/"))
    ]
    for path, page in pages.items():
        problems += _follow(path, page, pages, paths)
    for path in sorted(each for each in paths if each.endswith(".css")):
        problems += _style(folder, path, paths)
    problems += [Problem(Fault.UNREACHED, path) for path in sorted(paths - _reached(pages, paths))]
    links = sum(len(page.links) + len(page.loads) for page in pages.values())
    size = sum(each.bytes for each in entries)
    return Checked(about, len(entries), size, len(pages), links, tuple(problems))


def _sums(folder: Path, entries: list[Entry], progress: Progress) -> Iterator[Problem]:
    there = set(files_in(folder))
    for number, expected in enumerate(entries, 1):
        if expected.path not in there or (folder / expected.path).is_symlink():
            yield Problem(Fault.MISSING, expected.path)
        elif entry(folder, expected.path) != expected:
            yield Problem(Fault.CHANGED, expected.path)
        progress(number, len(entries))
    for path in sorted(there - {each.path for each in entries}):
        yield Problem(Fault.UNKNOWN, path)


def _page(folder: Path, path: str) -> Page | None:
    """None for what is no page, or cannot be read: then its sum or its absence is what is wrong."""
    if not path.endswith(".html") or path.startswith("/") or ".." in path.split("/"):
        return None
    try:
        return read_page((folder / path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _follow(path: str, page: Page, pages: Mapping[str, Page], paths: set[str]) -> Iterator[Problem]:
    if not page.language:
        yield Problem(Fault.NO_LANGUAGE, path)
    for identity in sorted(page.twice):
        yield Problem(Fault.ID_TWICE, path, what=identity)
    for what, line in page.forbidden:
        yield Problem(Fault.FORBIDDEN, path, line, what)
    for link in page.links:
        yield from _link(path, link, pages, paths)
    for link in page.loads:
        if _target(path, link.address) not in paths:
            fault = Fault.OUTSIDE if _leaves(link.address) else Fault.LINK
            yield Problem(fault, path, link.line, link.address)


def _link(path: str, link: Link, pages: Mapping[str, Page], paths: set[str]) -> Iterator[Problem]:
    if _leaves(link.address):
        if not link.is_external or urlsplit(link.address).scheme not in ("http", "https"):
            yield Problem(Fault.OUTSIDE, path, link.line, link.address)
        return
    target = _target(path, link.address)
    fragment = unquote(urlsplit(link.address).fragment)
    if target not in paths:
        yield Problem(Fault.LINK, path, link.line, link.address)
    elif target in pages and fragment and fragment not in pages[target].ids:
        yield Problem(Fault.FRAGMENT, path, link.line, link.address)


def _style(folder: Path, path: str, paths: set[str]) -> Iterator[Problem]:
    try:
        text = (folder / path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for found in _IN_STYLE.finditer(text):
        address = found[1] or found[2] or ""
        if _target(path, address) not in paths:
            fault = Fault.OUTSIDE if _leaves(address) else Fault.LINK
            yield Problem(fault, path, text.count("\n", 0, found.start()) + 1, address)


def _leaves(address: str) -> bool:
    """Whether it names a scheme, a host or a place outside any folder."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) or address.startswith(("/", "\\"))


def _target(path: str, address: str) -> str:
    """The file of the bundle an address on this page means; empty for one that leads out of it."""
    if _leaves(address):
        return ""
    parts = urlsplit(address)
    if parts.query:
        return ""
    found = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
    return "" if found.startswith("../") or found == ".." else found


def _reached(pages: Mapping[str, Page], paths: set[str]) -> set[str]:
    """What a reader who begins at the start page can come to."""
    reached: set[str] = set()
    waiting = [START] if START in paths else []
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        page = pages.get(path)
        if page is not None:
            waiting += [
                target
                for link in (*page.links, *page.loads)
                if (target := _target(path, link.address)) in paths
            ]
    return reached
