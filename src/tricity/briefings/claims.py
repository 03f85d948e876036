"""What a briefing is made of.

A statement about a place, a body or a record is a `Claim`, and there is no claim without a `Basis`: at least one record
or body that is cited. Whatever else a briefing holds is a name, or one of the fixed `Remark`s, which state nothing about
anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tricity.briefings.remarks import Remark
from tricity.knowledge.digests import SourceView
from tricity.publishing import Runs
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Cited:
    """A published record or body as a footnote names it: `title` in its author's words, `path` its page on this site.

    `dated` is the sentence that says since when it is as it is cited, `sources` where it was read.
    """

    code: str
    title: LocalizedText
    place: Runs
    dated: str
    path: str
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a claim rests on: those cited, and how many more there are (`uncited`), all of which `listed_at` shows."""

    first: Cited
    others: tuple[Cited, ...] = ()
    uncited: int = 0
    listed_at: str = ""

    @property
    def cited(self) -> tuple[Cited, ...]:
        return (self.first, *self.others)


def basis(found: Sequence[Cited], *, count: int = 0, listed_at: str = "") -> Basis | None:
    """What `count` records say (at least those found), some of which are cited. None where there is nothing to cite."""
    different = tuple({each.path: each for each in found}.values())
    if not different:
        return None
    uncited = max(0, count - len(different))
    return Basis(different[0], different[1:], uncited, listed_at if uncited else "")


@dataclass(frozen=True, slots=True)
class Claim:
    said: Runs
    basis: Basis


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an original, and what they say in the reader's language, where somebody or something rendered them."""

    words: LocalizedText
    rendering: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A claim with words of the first record that it cites."""

    claim: Claim
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A name above what follows; `level` 1 to 3."""

    name: Runs
    level: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    remark: Remark


@dataclass(frozen=True, slots=True)
class Claims:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """`name` says what the row is about; nothing is known where a cell is None."""

    name: Runs
    cells: tuple[Claim | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`head` names the column of names and each column of cells."""

    caption: str
    head: tuple[Runs, ...]
    rows: tuple[GridRow, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with what it shows in words; its caption is a claim, for a picture of counts is one."""

    svg: str
    alternative: str
    caption: Claim


Piece: TypeAlias = Title | Said | Claims | Grid | Chart
