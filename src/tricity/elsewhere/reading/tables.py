"""Tables as rows of plain texts with their numbers: CSV, tab-separated text, XLSX.

A cell is a text and nothing else: formulas are not reckoned, links not followed. `="…"`, in which Webex wraps times so
that spreadsheet programs leave them alone, is unwrapped.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import openpyxl

from tricity.documents.reading.archives import Archive
from tricity.documents.reading.problems import Unreadable as BadArchive
from tricity.documents.reading.values import Limits
from tricity.elsewhere.reading.headings import guess
from tricity.elsewhere.reading.problems import Fault, Unreadable
from tricity.language import clean

MOST_ROWS: Final = 50_000
MOST_NUMBER: Final = 1_048_576  # the last row of a sheet; beyond it a file only says that it has more
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 20_000
_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE_LINES: Final = 60
_WRAPPED: Final = re.compile(r'="(.*)"', re.DOTALL)
# A cell that would be a formula is exported with an apostrophe before it.
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE: Final = 1024 * 1024
_LIMITS: Final = Limits(unpacked_bytes=100 * _MEGABYTE, part_bytes=80 * _MEGABYTE, parts=500)
# What openpyxl and the XML parser raise for an archive that is no workbook.
_NO_WORKBOOK: Final = (KeyError, ValueError, TypeError, IndexError, OSError, AttributeError, SyntaxError)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the line (of a text, where the row begins) or the row (of a sheet), from 1."""

    number: int
    cells: tuple[str, ...]

    def at(self, place: int | None) -> str:
        return self.cells[place] if place is not None and 0 <= place < len(self.cells) else ""

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


def rows_of_text(text: str) -> list[Row]:
    """Rows that are not empty. Raises Unreadable."""
    plain = text.replace("\0", "")
    csv.field_size_limit(LONGEST_CELL * 4)
    return list(_rows(_csv_rows(plain, _delimiter(plain))))


def rows_of_workbook(content: bytes) -> list[Row]:
    """Rows of the first sheet that has any. Raises Unreadable."""
    if content.startswith(_OLE):
        raise Unreadable(Fault.OLD_WORKBOOK)
    try:
        Archive(content, _LIMITS).inspect()
    except BadArchive as bad:
        faults = {"encrypted": Fault.LOCKED, "bomb": Fault.BOMB}
        raise Unreadable(faults.get(bad.code, Fault.NOT_WORKBOOK)) from bad
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what the file says of its size may be wrong by millions
                found = list(_rows(enumerate(sheet.iter_rows(values_only=True), 1)))
                if found:
                    return found
    except _NO_WORKBOOK:
        raise Unreadable(Fault.NOT_WORKBOOK) from None
    return []


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(Fault.BROKEN_TABLE, first) from None
        yield first, cells
        first = reader.line_num + 1


def _rows(numbered: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[Row]:
    kept = 0
    for number, cells in numbered:
        if number > MOST_NUMBER:
            raise Unreadable(Fault.TOO_MANY_ROWS, number, str(MOST_ROWS))
        if len(cells) > MOST_COLUMNS and any(_plain(cell) for cell in cells[MOST_COLUMNS:]):
            raise Unreadable(Fault.TOO_MANY_COLUMNS, number, str(MOST_COLUMNS))
        plain = tuple(_plain(cell) for cell in cells[:MOST_COLUMNS])
        if any(len(cell) > LONGEST_CELL for cell in plain):
            raise Unreadable(Fault.LONG_CELL, number, str(LONGEST_CELL))
        if any(plain):
            kept += 1
            if kept > MOST_ROWS:
                raise Unreadable(Fault.TOO_MANY_ROWS, number, str(MOST_ROWS))
            yield Row(number, plain)


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = clean(str(cell)).strip()
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1].replace('""', '"').strip() if wrapped else text
    return text[1:] if _GUARDED.match(text) else text


def _delimiter(text: str) -> str:
    """The one that shows most headings known here, then the most columns."""
    head = "\n".join(text[:200_000].splitlines()[:_SAMPLE_LINES])

    def score(mark: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=mark))
        except csv.Error:
            return (0, 0)
        return max((len(guess(row)) for row in rows), default=0), max((len(row) for row in rows), default=0)

    return max(_DELIMITERS, key=score)
