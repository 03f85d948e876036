"""LibreOffice's help: HTML pages whose paragraphs carry the same id in every language."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import Texts
from tricity.language.lexicon.build.parallel.cleaning import cleaned

_TAGS: Final = {"en": "en-us", "zh": "zh-cn", "ja": "ja", "ko": "ko"}
_BLOCKS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_IDS: Final = ("par_id", "hd_id", "bm")


def libreoffice_help(folder: Path) -> Texts:
    return {language: _pages(folder / f"libreoffice-help-{tag}") for language, tag in _TAGS.items()}


def _pages(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.glob("usr/share/libreoffice/help/*/text/**/*.html")):
        page = path.as_posix().partition("/text/")[2]
        for name, text in read_paragraphs(path.read_text(encoding="utf-8")).items():
            found[f"{page}#{name}"] = cleaned(text)
    return found


def read_paragraphs(page: str) -> dict[str, str]:
    """Return the text of each paragraph and heading by its id.

    One that says different things on different systems (`switchinline`) is left out.
    """
    reader = _Paragraphs()
    reader.feed(page)
    return reader.found


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._id = ""
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            name = given.get("id") or ""
            self._id = name if name.startswith(_IDS) else ""
            self._parts = []
        elif tag in ("pre", "code", "br"):
            self._parts.append(" ")
        elif tag == "span" and ("switchinline" in (given.get("class") or "") or given.get("hidden")):
            self._id = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and self._id:
            self.found[self._id] = "".join(self._parts)
            self._id = ""

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
