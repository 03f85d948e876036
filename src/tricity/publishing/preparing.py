"""A document made safe before any writer sees it: clean texts, known languages, whole tables, within the limits."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from tricity.publishing.errors import TooLarge
from tricity.publishing.languages import language_of
from tricity.publishing.limits import LIMITS, Limits
from tricity.publishing.model import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Run,
    Runs,
    Table,
)
from tricity.publishing.pictures import checked
from tricity.publishing.text import clean

_LINKS = ("http", "https", "mailto")
_DEEPEST = 3
_LONGEST_LINK = 2_000


def prepared(document: Document, limits: Limits = LIMITS) -> Document:
    """The document as the writers take it. Raises TooLarge, BadFigure, and ValueError for what is no language."""
    language_of(document.language)
    _within("blocks", len(document.blocks), limits.blocks)
    count = _Count(limits)
    return replace(
        document,
        title=_line(count.runs(document.title)) or (Run("–"),),
        blocks=tuple(count.block(each) for each in document.blocks),
        subtitle=count.runs(document.subtitle),
        header=_line(_bare(count.runs(document.header))),
        footer=_line(_bare(count.runs(document.footer))),
        author=clean(document.author).replace("\n", " "),
    )


class _Count:
    """Cleans piece by piece and stops as soon as there is too much of something."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = self._cells = self._figures = 0

    def block(self, block: Block) -> Block:
        match block:
            case Heading():
                level = min(max(block.level, 1), _DEEPEST)
                return Heading(_line(self.runs(block.content)), level)
            case Paragraph():
                return replace(block, content=self.runs(block.content))
            case Listing():
                return replace(block, items=tuple(self.runs(each) for each in block.items))
            case Facts():
                self._add_cells(2 * len(block.pairs))
                return Facts(tuple((self.runs(name), self.runs(value)) for name, value in block.pairs))
            case Table():
                return self._table(block)
            case Figure():
                self._figures += 1
                _within("figures", self._figures, self._limits.figures)
                svg = checked(block.svg, self._limits.figure_bytes)
                alternative = clean(block.alternative).replace("\n", " ")
                return Figure(svg, alternative, self.runs(block.caption))
        return block

    def runs(self, content: Runs) -> Runs:
        return tuple(each for each in map(self._run, content) if each.text or each.note)

    def _run(self, run: Run) -> Run:
        if run.language:
            language_of(run.language)
        self._characters += len(run.text)
        _within("characters", self._characters, self._limits.characters)
        # A note inside a note is no footnote any more.
        return replace(run, text=clean(run.text), href=_link(run.href), note=_bare(self.runs(run.note)))

    def _table(self, table: Table) -> Table:
        """Every row as wide as the widest."""
        width = max([len(table.head), *(len(row) for row in table.rows)])
        self._add_cells(width * (len(table.rows) + bool(table.head)))
        rows = tuple(self._row(row, width) for row in table.rows)
        widths = table.widths if len(table.widths) == width and min(table.widths, default=0) > 0 else ()
        head = self._row(table.head, width) if table.head else ()
        return replace(table, head=head, rows=rows, caption=self.runs(table.caption), widths=widths)

    def _row(self, row: tuple[Runs, ...], width: int) -> tuple[Runs, ...]:
        return (*(self.runs(cell) for cell in row), *[()] * (width - len(row)))

    def _add_cells(self, count: int) -> None:
        self._cells += count
        _within("cells", self._cells, self._limits.cells)


def _within(what: str, count: int, most: int) -> None:
    if count > most:
        raise TooLarge(what, count, most)


def _line(content: Runs) -> Runs:
    return tuple(replace(each, text=each.text.replace("\n", " ")) for each in content)


def _bare(content: Runs) -> Runs:
    return tuple(replace(each, note=()) for each in content)


def _link(address: str) -> str:
    address = clean(address).replace("\n", "").strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in _LINKS and len(address) <= _LONGEST_LINK else ""
