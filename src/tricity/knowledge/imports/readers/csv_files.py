"""CSV: comma, semicolon or tab; UTF-8 unless the person names another encoding."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from tricity.knowledge.imports.cells import is_empty
from tricity.knowledge.imports.problems import Place, Problem
from tricity.knowledge.imports.readers.base import Limits, RawRow, Upload
from tricity.knowledge.imports.readers.lines import Unreadable, lines
from tricity.knowledge.imports.readers.tables import ALL_COLUMNS, Heading, read_cells, read_heading

DELIMITERS = (",", ";", "\t", "|")
# A cell that a spreadsheet would take for a formula is exported with an apostrophe before it.
GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_csv(upload: Upload, limits: Limits) -> Iterator[RawRow]:
    heading: Heading | None = None
    for place, cells in _rows(upload, limits):
        if all(is_empty(cell) for cell in cells):
            continue
        if len(cells) > limits.columns:
            raise Unreadable(Problem("too-many-columns", place, values={"limit": limits.columns}))
        if heading is None:
            heading, problems = read_heading(cells, place)
            if problems:
                yield RawRow(place, problems=tuple(problems))
                return
        else:
            yield read_cells(heading, [unguarded(cell) for cell in cells], place)


def unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def _rows(upload: Upload, limits: Limits) -> Iterator[tuple[Place, list[str]]]:
    csv.field_size_limit(limits.line_bytes)
    source = _Lines(upload, limits)
    reader = csv.reader(source, delimiter=_delimiter(upload, limits), strict=True)
    while True:
        first = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(Problem("csv-broken", Place(upload.name, first))) from None
        yield Place(upload.name, first), cells


class _Lines:
    """The decoded lines; the first that cannot be read ends the table, because rows may span lines."""

    def __init__(self, upload: Upload, limits: Limits) -> None:
        self.number = 0
        self._lines = lines(upload, limits)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if isinstance(line, Problem):
            raise Unreadable(line)
        return line


def _delimiter(upload: Upload, limits: Limits) -> str:
    """The one that splits the first line into most columns known here."""
    for _number, line in lines(upload, limits):
        if isinstance(line, str) and line.strip():
            return max(DELIMITERS, key=lambda mark: _known(line, mark))
        if isinstance(line, Problem):
            break
    return ","


def _known(line: str, mark: str) -> int:
    return sum(1 for part in line.split(mark) if part.strip(' "\r\n').lower() in ALL_COLUMNS)
