"""The blocks of a document as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from tricity.publishing.docx.drawings import drawing
from tricity.publishing.docx.links import Links
from tricity.publishing.docx.styles import BULLETS, NUMBERS
from tricity.publishing.docx.text import TextWriter, paragraph
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

TEXT_WIDTH = 9866  # of A4 with margins of 18 mm, in twentieths of a point
_STYLES = {Role.BODY: "Normal", Role.LEAD: "Lead", Role.QUIET: "Quiet"}
_FACT_WIDTHS = (3, 10)


class Body:
    """`media` are the pictures by their names in the package; `numbered` counts the numbered lists."""

    def __init__(self, document: Document) -> None:
        self.links = Links()
        self.notes: list[Runs] = []
        self.media: dict[str, bytes] = {}
        self.numbered = 0
        self._document = document
        self._text = TextWriter(document.language, self.links, self.notes)

    def elements(self) -> Iterator[Element]:
        yield paragraph("Title", *self._text.runs(self._document.title))
        if self._document.subtitle:
            yield paragraph("Subtitle", *self._text.runs(self._document.subtitle))
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Element]:
        runs = self._text.runs
        match block:
            case Heading():
                yield paragraph(f"Heading{block.level}", *runs(block.content))
            case Paragraph():
                yield paragraph(_STYLES[block.role], *runs(block.content))
            case Listing():
                yield from self._list(block)
            case Table():
                yield from self._table(block)
            case Facts():
                yield self._facts(block)
                yield _gap()
            case Figure():
                yield paragraph("Figure", self._drawing(block))
                if block.caption:
                    yield paragraph("Caption", *runs(block.caption))
            case PageBreak():
                yield node("w:p", None, node("w:r", None, node("w:br", {"w:type": "page"})))

    def _list(self, block: Listing) -> Iterator[Element]:
        number = BULLETS
        if block.ordered:
            number = NUMBERS + self.numbered
            self.numbered += 1
        in_list = node("w:numPr", None, node("w:ilvl", {"w:val": 0}), node("w:numId", {"w:val": number}))
        for item in block.items:
            yield paragraph("ListParagraph", *self._text.runs(item), properties=(in_list,))

    def _table(self, block: Table) -> Iterator[Element]:
        if block.caption:
            yield paragraph("Caption", *self._text.runs(block.caption))
        columns = len(block.head) or max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        widths = _widths(block.widths or (1,) * columns)
        rows = [self._row(row, widths, heads=int(block.row_heads)) for row in block.rows]
        if block.head:
            rows.insert(0, self._row(block.head, widths, heads=columns, is_repeated=True))
        yield _grid("Grid", widths, rows, has_head=bool(block.head), has_row_heads=block.row_heads)
        yield _gap()

    def _facts(self, block: Facts) -> Element:
        widths = _widths(_FACT_WIDTHS)
        rows = [self._row(pair, widths, heads=1) for pair in block.pairs]
        return _grid("Facts", widths, rows, has_head=False, has_row_heads=True)

    def _row(
        self, row: Sequence[Runs], widths: Sequence[int], *, heads: int, is_repeated: bool = False
    ) -> Element:
        kept = node("w:trPr", None, node("w:cantSplit"), node("w:tblHeader") if is_repeated else None)
        cells = [
            self._cell(content, width, is_head=at < heads, is_grey=is_repeated)
            for at, (content, width) in enumerate(zip(row, widths, strict=True))
        ]
        return node("w:tr", None, kept, *cells)

    def _cell(self, content: Runs, width: int, *, is_head: bool, is_grey: bool) -> Element:
        grey = node("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "EEF1F4"}) if is_grey else None
        shape = node("w:tcPr", None, node("w:tcW", {"w:w": width, "w:type": "dxa"}), grey)
        return node(
            "w:tc", None, shape, paragraph("TableHead" if is_head else "TableText", *self._text.runs(content))
        )

    def _drawing(self, figure: Figure) -> Element:
        at = len(self.media) // 2 + 1
        names = [f"media/figure{at}.{suffix}" for suffix in ("png", "svg")]
        self.media[names[0]] = png(figure.svg, self._document.language)
        self.media[names[1]] = figure.svg.encode()
        ids = [self.links.add("image", name) for name in names]
        return drawing(figure, at, picture=ids[0], vector=ids[1])


def _widths(shares: Sequence[int]) -> list[int]:
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def _grid(
    style: str, widths: Sequence[int], rows: Sequence[Element], *, has_head: bool, has_row_heads: bool
) -> Element:
    looks = {"w:firstRow": int(has_head), "w:firstColumn": int(has_row_heads), "w:noVBand": 1, "w:noHBand": 1}
    shape = node(
        "w:tblPr",
        None,
        node("w:tblStyle", {"w:val": style}),
        node("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        node("w:tblLayout", {"w:type": "fixed"}),
        node("w:tblLook", looks),
    )
    columns = node("w:tblGrid", None, *(node("w:gridCol", {"w:w": width}) for width in widths))
    return node("w:tbl", None, shape, columns, *rows)


def _gap() -> Element:
    """Two tables without a paragraph between them become one."""
    return paragraph("TableText")
