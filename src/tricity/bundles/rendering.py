"""Pages to HTML: the same shell around each, every address relative."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.web.chosen import site_name
from tricity.web.languages import NATIVE_NAMES

# In order of the native names, as everywhere: none of them is the first.
LANGUAGES = tuple(sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one language. `name` is its file, the same in every language; `section` the file of its section."""

    name: str
    template: str
    title: str
    context: Mapping[str, Any]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    label: str


def to_html(page: Page, sections: Sequence[Section], language: str, as_of: dt.datetime) -> str:
    """The reader's language must be the active one, and the bundle's zone the current one."""
    languages = [
        {"code": code, "tag": bcp47(code), "name": NATIVE_NAMES[code], "is_current": code == language}
        for code in LANGUAGES
    ]
    shell = {
        "page": page,
        "sections": sections,
        "languages": languages,
        "language": language,
        "language_tag": bcp47(language),
        "site_name": site_name(),
        "as_of": as_of,
    }
    return render_to_string(page.template, {**page.context, **shell})


def start_page(titles: Mapping[str, tuple[Any, str]]) -> str:
    """The page that offers the languages. `titles`: language → title in it, and a line below."""
    offered = [
        {"code": code, "tag": bcp47(code), "name": NATIVE_NAMES[code], "title": title, "line": line}
        for code in LANGUAGES
        for title, line in [titles[code]]
    ]
    return render_to_string("bundles/start.html", {"offered": offered, "site_name": site_name()})
