"""How many pages a document takes in print, reckoned from its texts: printing it to see would take seconds each time.

The sizes are those of `publishing/paper.css`. The reckoning is on the safe side: a page more, rather than one less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.briefings.measure import width
from tricity.publishing import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
    plain,
)

# Of the height of its letters that a half-width character takes, with what a line loses at its end.
_LETTER: Final = 0.53
_CELL: Final = 10.0  # points beside the text of a cell
_PIXEL: Final = 0.75


@dataclass(frozen=True, slots=True)
class _Sheet:
    """In points: a page's text, letters of text, lists, tables and footnotes, and their lines; heads as (letters, space)."""

    width: float
    height: float
    text: float
    table: float
    note: float
    line: float
    note_line: float
    space: float
    heads: tuple[tuple[float, float], ...]
    title: float
    lost: float  # of a page, where a footnote or a line does not fit any more


_PLAIN: Final = _Sheet(493, 722, 10, 9, 8.5, 1.6, 1.4, 6, ((13.5, 26), (11.5, 17), (10, 12)), 68, 0.04)
_DENSE: Final = _Sheet(504, 751, 9, 8.5, 7, 1.4, 1.3, 4, ((11.5, 14), (9.5, 7), (9, 6)), 42, 0.06)


def pages(document: Document) -> float:
    """With parts of the last page."""
    sheet = _DENSE if document.is_dense else _PLAIN
    height = sheet.title + sum(_height(block, sheet) for block in document.blocks)
    notes = [run.note for block in document.blocks for run in _said(block) if run.note]
    height += sum(_lines(note, sheet.width, sheet.note, sheet.note_line) for note in notes)
    return height * (1 + sheet.lost) / sheet.height


def _lines(said: Runs, across: float, letters: float, line: float) -> float:
    """The height of a text."""
    each = max(1.0, across / (letters * _LETTER))
    count = sum(max(1, -(-width(part) // int(each))) for part in plain(said).split("\n"))
    return count * letters * line


def _height(block: Block, sheet: _Sheet) -> float:
    match block:
        case Heading():
            letters, space = sheet.heads[min(block.level, len(sheet.heads)) - 1]
            return _lines(block.content, sheet.width, letters, 1.35) + space
        case Paragraph():
            letters = sheet.text - (1 if block.role == Role.QUIET else 0)
            return _lines(block.content, sheet.width, letters, sheet.line) + sheet.space
        case Listing():
            rows = (_lines(item, sheet.width - 16, sheet.text, sheet.line) for item in block.items)
            return sum(rows) + sheet.space
        case Figure():
            picture = _PIXEL * float(block.svg.partition(' height="')[2].partition('"')[0])
            return picture + _lines(block.caption, sheet.width, sheet.table, sheet.line) + 3 * sheet.space
        case Table():
            whole = [block.head, *block.rows]
            return sum(_row(row, block.widths, sheet) for row in whole) + 2 * sheet.text + 2 * sheet.space
        case Facts():
            return sum(_row(pair, (1, 3), sheet) for pair in block.pairs)
        case PageBreak():
            return sheet.height / 2
    raise ValueError(f"not a block: {block!r}")


def _row(cells: Sequence[Runs], widths: Sequence[int], sheet: _Sheet) -> float:
    shares = widths or (1,) * len(cells)
    across = [sheet.width * share / sum(shares) - _CELL for share in shares]
    heights = (_lines(cell, wide, sheet.table, sheet.line) for cell, wide in zip(cells, across, strict=False))
    return max(heights, default=0) + 7


def _said(block: Block) -> Iterable[Run]:
    match block:
        case Heading() | Paragraph():
            return block.content
        case Listing():
            return (run for item in block.items for run in item)
        case Table():
            return (run for row in block.rows for cell in row for run in cell)
        case Figure():
            return block.caption
    return ()
