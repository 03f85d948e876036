"""The model: a document is a title and blocks; what is said in a block is runs, each in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language ("": the document's). A line feed is a line break.

    `href` is an absolute address (http, https, mailto); others are dropped. `note` is a footnote after the text.
    """

    text: str
    language: str = ""
    strong: bool = False
    href: str = ""
    note: tuple[Run, ...] = ()


Runs: TypeAlias = tuple[Run, ...]


class Role(StrEnum):
    """How a paragraph speaks: as the text, as its opening, or quietly beside it."""

    BODY = "body"
    LEAD = "lead"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 3, below the title."""

    content: Runs
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Runs
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`head` is the row repeated on every page; with `row_heads` the first cell of a row names it.

    `widths` are shares of the columns; without them columns are equal in office formats and fit their text in print.
    """

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs = ()
    row_heads: bool = False
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what belongs to them: “Place: …”."""

    pairs: tuple[tuple[Runs, Runs], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG with what it shows in words, for those who do not see it."""

    svg: str
    alternative: str
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Heading | Paragraph | Listing | Table | Facts | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """`header` and `footer` stand on every page, the footer with the page number. `made_at` must be aware.

    `is_dense`: smaller letters and less space between them, for what must fit on few pages.
    """

    title: Runs
    language: str
    blocks: tuple[Block, ...] = ()
    subtitle: Runs = ()
    header: Runs = ()
    footer: Runs = ()
    author: str = ""
    made_at: dt.datetime | None = None
    is_dense: bool = False


DENSE_LETTERS: Final = 0.88  # of the usual height
DENSE_SPACE: Final = 0.45
DENSE_LINES: Final = 0.85


def runs(*parts: str | Run | Iterable[Run], language: str = "", strong: bool = False) -> Runs:
    """Strings, runs and groups of them as one group; `language` and `strong` are those of the strings."""
    found: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            found.append(Run(part, language, strong))
        elif isinstance(part, Run):
            found.append(part)
        else:
            found.extend(part)
    return tuple(each for each in found if each.text or each.note)


def plain(content: Runs) -> str:
    """The text alone, without footnotes."""
    return "".join(each.text for each in content)
