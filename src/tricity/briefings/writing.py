"""The pieces of a briefing as a document. This alone writes claims, each with its footnote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.briefings.citing import colon
from tricity.briefings.claims import Basis, Chart, Cited, Claim, Claims, Grid, Item, Piece, Quote, Said, Title
from tricity.briefings.extents import Extent
from tricity.briefings.quoting import origin_mark
from tricity.briefings.remarks import Remark, sentence
from tricity.events.papers.parts import joined
from tricity.knowledge.digests import SourceView
from tricity.publishing import (
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
    runs,
)
from tricity.web.text import LocalizedText

# Quotation marks by the language that is quoted.
_MARKS = {"ja": ("「", "」"), "zh-hant": ("「", "」")}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands around the pieces: the language, the name of this site, where it is found, when the analysis was made."""

    language: str
    site: str
    address: str
    made_at: dt.datetime | None


def written(pieces: Iterable[Piece], cover: Cover, extent: Extent) -> Document:
    """In the active language, which is that of the cover."""
    writer = _Writer(extent, cover.address)
    as_of = cover.made_at.astimezone(dt.UTC) if cover.made_at else None
    made_on = (
        _("As of %(date)s") % {"date": formats.date_format(as_of.date(), "DATE_FORMAT")} if as_of else ""
    )
    title = _("Briefing: where cities could work together")
    return Document(
        title=runs(title),
        language=cover.language,
        subtitle=runs(" · ".join(filter(None, [cover.site, made_on]))),
        header=runs(title),
        footer=runs(made_on),
        author=cover.site,
        made_at=as_of,
        is_dense=not extent.has_detail,
        blocks=tuple(block for piece in pieces for block in writer.blocks(piece)),
    )


class _Writer:
    """Writes piece after piece; a record that is cited again is named with the number of its first footnote."""

    def __init__(self, extent: Extent, address: str) -> None:
        self._extent = extent
        self._address = address
        self._first: dict[str, int] = {}
        self._notes = 0

    def blocks(self, piece: Piece) -> Iterator[Block]:
        match piece:
            case Title():
                yield Heading(piece.name, piece.level)
            case Said():
                role = Role.BODY if piece.remark == Remark.NOTHING_YET else Role.QUIET
                yield Paragraph(runs(sentence(piece.remark)), role)
            case Claims():
                yield Listing(tuple(self._item(each) for each in piece.items))
            case Grid():
                yield self._table(piece)
            case Chart():
                yield Figure(piece.svg, piece.alternative, self._claim(piece.caption))
            case _:
                assert_never(piece)

    def _item(self, item: Item) -> Runs:
        said = self._claim(item.claim)
        return runs(said, *_quote(item.quote)) if item.quote else said

    def _table(self, grid: Grid) -> Table:
        rows = tuple(
            (row.name, *(self._claim(cell) if cell else runs("–") for cell in row.cells)) for row in grid.rows
        )
        return Table(grid.head, rows, caption=runs(grid.caption), row_heads=True, widths=grid.widths)

    def _claim(self, claim: Claim) -> Runs:
        """The last words of a claim carry its footnote."""
        *before, last = claim.said
        return (*before, replace(last, note=self._note(claim.basis)))

    def _note(self, basis: Basis) -> Runs:
        self._notes += 1
        parts = [self._cited(each) for each in basis.cited]
        if basis.uncited:
            parts.append(self._others(basis))
        return joined(parts, pgettext("between the records of a footnote", "; "))

    def _cited(self, cited: Cited) -> Runs:
        if cited.path in self._first:
            return runs(
                _("%(code)s (note %(number)d)") % {"code": cited.code, "number": self._first[cited.path]}
            )
        self._first[cited.path] = self._notes
        parts: list[Runs] = [
            runs(cited.code),
            runs(Run(cited.title.text, cited.title.language)),
            cited.place,
            runs(cited.dated),
            self._link(cited.path),
            *map(self._source, cited.sources[:1]),
        ]
        return joined(parts)

    def _others(self, basis: Basis) -> Runs:
        more = ngettext("and %(count)d more", "and %(count)d more", basis.uncited) % {"count": basis.uncited}
        return runs(f"{more}{colon()}", self._link(basis.listed_at)) if basis.listed_at else runs(more)

    def _link(self, path: str) -> Runs:
        """As one types it: without what browsers add by themselves."""
        full = f"{self._address}{path}"
        return runs(Run(full.partition("://")[2].rstrip("/"), href=full))

    def _source(self, source: SourceView) -> Runs:
        label = _("Source") + colon()
        link = Run(source.url if self._extent.has_detail else source.domain, href=source.url)
        if source.read_on is None or not self._extent.has_detail:
            return runs(label, link)
        read = _("read on %(date)s") % {"date": formats.date_format(source.read_on, "DATE_FORMAT")}
        return runs(label, link, f" ({read})")


def _quote(quote: Quote) -> Iterator[Run]:
    """The original first; below it what it says."""
    yield Run("\n")
    yield _marked(quote.words)
    if quote.rendering is not None:
        yield Run("\n")
        yield _marked(quote.rendering)
        if mark := origin_mark(quote.rendering):
            yield Run(mark)


def _marked(text: LocalizedText) -> Run:
    before, after = _MARKS.get(text.language, ("“", "”"))
    return Run(f"{before}{text.text}{after}", text.language)
