"""The three formats, as chunks of bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, BinaryIO, Final

from django.db.models import Q
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES

from tricity.knowledge.exports.rows import EXPORTS, exported_rows
from tricity.knowledge.imports.fields import RowKind, columns_of, fields_of, template_rows

FORMATS: Final = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CELL_LIMIT: Final = 32_767  # characters, Excel specifications and limits
CHUNK_BYTES: Final = 64 * 1024
# What a spreadsheet would take for a formula; the apostrophe before it is taken away again on import.
_LIKE_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_NOTES: Final = "_fields"


class UnknownExport(ValueError):
    """There is no such collection or format."""


class CellTooLong(ValueError):
    """A workbook cannot hold a text; CSV and JSON Lines can."""


def export_records(what: str, file_format: str, out: BinaryIO) -> None:
    """Write a collection (records, initiatives, needs, solutions, organizations, cities) to `out`.

    Raises UnknownExport; CellTooLong for a workbook.
    """
    for chunk in export_chunks(what, file_format):
        out.write(chunk)


def export_chunks(what: str, file_format: str, condition: Q | None = None) -> Iterator[bytes]:
    """The file in pieces, of the rows that fulfil `condition`; see `export_records`."""
    if what not in EXPORTS or file_format not in FORMATS:
        raise UnknownExport(f"{what}.{file_format}")
    rows = exported_rows(what, condition)
    if file_format == "jsonl":
        return _gathered(_json_lines(rows))
    if file_format == "csv":
        return _gathered(_csv_lines(EXPORTS[what].kind, rows))
    return _workbook(EXPORTS[what].kind, what, rows)


def template(kind: RowKind, file_format: str) -> bytes:
    """An empty table with every column; the workbook explains them on a second sheet, in the active language."""
    if file_format not in ("csv", "xlsx"):
        raise UnknownExport(file_format)
    if file_format == "csv":
        return b"".join(_csv_lines(kind, ()))
    return b"".join(_workbook(kind, f"{kind.value}s", (), with_notes=True))


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        if len(buffer) >= CHUNK_BYTES:
            yield bytes(buffer)
            buffer.clear()
    if buffer:
        yield bytes(buffer)


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _cells(kind: RowKind, columns: list[str], row: dict[str, Any]) -> list[Any]:
    cells: dict[str, Any] = {}
    for each in fields_of(kind):
        cells |= each.layout.write(each.name, row.get(each.name))
    return [guarded(cells[column]) if column in cells else None for column in columns]


def guarded(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and _LIKE_FORMULA.match(cell) else cell


def _csv_lines(kind: RowKind, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    columns = columns_of(kind)
    # With the mark, spreadsheet programs of all three countries open it as UTF-8.
    yield b"\xef\xbb\xbf"
    for cells in _table(kind, columns, rows):
        writer.writerow(cells)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


def _table(kind: RowKind, columns: list[str], rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    yield list(columns)
    for row in rows:
        yield _cells(kind, columns, row)


def _workbook(
    kind: RowKind, title: str, rows: Iterable[dict[str, Any]], *, with_notes: bool = False
) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for cells in _table(kind, columns_of(kind), rows):
        sheet.append([_workbook_cell(sheet, cell) for cell in cells])
    if with_notes:
        notes = book.create_sheet(_NOTES)
        for column, each in template_rows(kind):
            required = "*" if each.required else ""
            notes.append(
                [
                    _workbook_cell(notes, guarded(text))
                    for text in (column, required, str(each.help), each.example)
                ]
            )
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _workbook_cell(sheet: Any, cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    if len(cell) > CELL_LIMIT:
        raise CellTooLong(f"{len(cell)} characters")
    if cell not in ERROR_CODES:
        return cell
    text = WriteOnlyCell(sheet, cell)
    text.data_type = "s"  # a text that looks like an error value
    return text
