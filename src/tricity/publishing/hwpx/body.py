"""The blocks of a document as OWPML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from tricity.publishing.hwpx.head import list_shape
from tricity.publishing.hwpx.names import TEXT_WIDTH
from tricity.publishing.hwpx.objects import picture, table
from tricity.publishing.hwpx.text import TextWriter
from tricity.publishing.markup import node
from tricity.publishing.model import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Role,
    Runs,
    Table,
)
from tricity.publishing.pictures import png

_STYLES = {Role.BODY: "Normal", Role.LEAD: "Lead", Role.QUIET: "Quiet"}
_FACT_WIDTHS = (3, 10)
_LINES, _LINES_ON_GREY, _NO_LINES = 3, 4, 2


class Body:
    """`media` are the pictures by their names in the package; `numbered` counts the numbered lists."""

    def __init__(self, document: Document) -> None:
        self.text = TextWriter(document.language, is_dense=document.is_dense)
        self.media: dict[str, bytes] = {}
        self.numbered = 0
        self._document = document
        self._page = False

    def elements(self) -> Iterator[Element]:
        yield self._paragraph("Title", self._document.title)
        if self._document.subtitle:
            yield self._paragraph("Subtitle", self._document.subtitle)
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._paragraph(f"Outline {block.level}", block.content)
            case Paragraph():
                yield self._paragraph(_STYLES[block.role], block.content)
            case Listing():
                yield from self._list(block)
            case Table():
                yield from self._table(block)
            case Facts():
                if block.pairs:
                    yield self._facts(block)
            case Figure():
                yield from self._figure(block)
            case PageBreak():
                self._page = True

    def _paragraph(self, style: str, content: Runs, **more: object) -> Element:
        """A page break belongs to the paragraph after it."""
        page, self._page = self._page, False
        return self.text.paragraph(style, content, page=page, **more)  # type: ignore[arg-type]

    def _list(self, block: Listing) -> Iterator[Element]:
        shape = None
        if block.ordered:
            shape = list_shape(self.numbered)
            self.numbered += 1
        for item in block.items:
            yield self._paragraph("Number" if block.ordered else "Bullet", item, shape=shape)

    def _table(self, block: Table) -> Iterator[Element]:
        if block.caption:
            yield self._paragraph("Caption", block.caption)
        columns = len(block.head) or max((len(row) for row in block.rows), default=0)
        if not columns or not (block.head or block.rows):
            return
        rows = [self._row(row, heads=int(block.row_heads)) for row in block.rows]
        if block.head:
            rows.insert(0, self._row(block.head, heads=columns, grey=True))
        shares = block.widths or (1,) * columns
        yield self._holding(table(self.text, rows, _widths(shares), has_head=bool(block.head), lines=_LINES))

    def _facts(self, block: Facts) -> Element:
        rows = [self._row(pair, heads=1, lines=_NO_LINES) for pair in block.pairs]
        return self._holding(table(self.text, rows, _widths(_FACT_WIDTHS), has_head=False, lines=_NO_LINES))

    def _row(
        self, row: Sequence[Runs], *, heads: int, grey: bool = False, lines: int = _LINES
    ) -> list[tuple[Element, int, bool]]:
        return [
            (
                self.text.paragraph("Head" if at < heads else "Cell", content),
                _LINES_ON_GREY if grey else lines,
                grey,
            )
            for at, content in enumerate(row)
        ]

    def _figure(self, block: Figure) -> Iterator[Element]:
        name = f"image{len(self.media) + 1}"
        self.media[name] = png(block.svg, self._document.language)
        yield self._holding(picture(self.text, block, name))
        if block.caption:
            yield self._paragraph("Caption", block.caption)

    def _holding(self, shown: Element) -> Element:
        return self._paragraph("Normal", (), first=(self.text.object("Normal", shown),))


def _widths(shares: Sequence[int]) -> list[int]:
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def with_section(first: Element, properties: Element, *controls: Element) -> None:
    """The first paragraph says what its section is like, before anything else."""
    columns = {"id": "", "type": "NEWSPAPER", "layout": "LEFT", "colCount": 1, "sameSz": 1, "sameGap": 0}
    inner = [node("hp:ctrl", None, each) for each in (node("hp:colPr", columns), *controls)]
    first.insert(0, node("hp:run", {"charPrIDRef": 0}, properties, *inner))
