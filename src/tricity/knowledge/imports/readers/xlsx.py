"""Workbooks. A workbook is a ZIP archive of XML: its sizes are checked before anything is built from it."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import IO, Any, Final

import openpyxl
from defusedxml.common import DefusedXmlException

from tricity.knowledge.imports.cells import is_empty
from tricity.knowledge.imports.problems import Place, Problem, shown
from tricity.knowledge.imports.readers.base import MEGABYTE, Limits, RawRow, Upload
from tricity.knowledge.imports.readers.csv_files import unguarded
from tricity.knowledge.imports.readers.lines import Unreadable
from tricity.knowledge.imports.readers.tables import Heading, read_cells, read_heading

MOST_ENTRIES: Final = 2000
# XML of a table packs 5 to 20 times, repeated cells 50 times; DEFLATE itself reaches 1 032 times.
GREATEST_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 8 * MEGABYTE
# As many as a sheet has rows. A small file can name a row far below; those between are read, without a cell.
MOST_EMPTY_ROWS: Final = 1_048_576
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOTES_SHEET: Final = "_"  # sheets whose name begins so hold explanations, not data
# What openpyxl and the XML parser raise for an archive that is no workbook.
_UNREADABLE: Final = (
    DefusedXmlException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    IndexError,
    OSError,
)
# No part of a workbook has one (ECMA-376 part 2); entities, which only it declares, would be some parsers' undoing.
_DTD: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "macrosheets/")


def read_xlsx(upload: Upload, limits: Limits) -> Iterator[RawRow]:
    check_archive(upload.path, upload.name, limits)
    with upload.path.open("rb") as file:
        try:
            yield from _sheets(file, upload, limits)
        except _UNREADABLE:
            raise Unreadable(Problem("not-xlsx", Place(upload.name))) from None


def _sheets(file: IO[bytes], upload: Upload, limits: Limits) -> Iterator[RawRow]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    empty = count(1)
    try:
        for sheet in workbook.worksheets:
            if not sheet.title.startswith(NOTES_SHEET):
                yield from _sheet(sheet, upload, limits, empty)
    finally:
        workbook.close()


def _sheet(sheet: Any, upload: Upload, limits: Limits, empty: Iterator[int]) -> Iterator[RawRow]:
    """`empty` counts the rows without a cell of the whole workbook."""
    heading: Heading | None = None
    sheet.reset_dimensions()  # what the file says of its size may be wrong by millions
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if not cells and next(empty) <= MOST_EMPTY_ROWS:
            continue
        place = Place(upload.name, number, sheet.title)
        if not cells:
            raise Unreadable(Problem("not-xlsx", place))
        if len(cells) > limits.columns:
            raise Unreadable(Problem("too-many-columns", place, values={"limit": limits.columns}))
        if all(is_empty(cell.value) for cell in cells):
            continue
        problems = [problem for cell in cells if (problem := _forbidden(cell, place))]
        plain = [_value(cell.value) for cell in cells]
        if heading is None:
            while plain and is_empty(plain[-1]):
                plain.pop()
            heading, wrong = read_heading(plain, place)
            if problems or wrong:
                yield RawRow(place, problems=(*problems, *wrong))
                return
        elif problems:
            yield RawRow(place, problems=tuple(problems))
        else:
            yield read_cells(heading, plain, place)


def _forbidden(cell: Any, place: Place) -> Problem | None:
    if cell.data_type == "f" or not isinstance(cell.value, (str, int, float, bool, dt.date, type(None))):
        return Problem("formula", place, values={"cell": cell.coordinate})
    if cell.data_type == "e":
        return Problem("cell-error", place, values={"cell": cell.coordinate, "found": shown(cell.value)})
    return None


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return unguarded(value.replace("_x000D_", "\r"))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def check_archive(path: Path, name: str, limits: Limits) -> None:
    """Refuse what is no workbook, what is locked, what has macros, and what unpacks to too much.

    The declared sizes are summed first; then every entry is unpacked and counted, because they may lie.
    """
    place = Place(name)
    with path.open("rb") as file:
        if file.read(len(OLE_MARK)) == OLE_MARK:
            raise Unreadable(Problem("old-or-locked", place))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = [entry.filename.lower() for entry in entries]
            if any(mark in entry for entry in names for mark in _MACROS) or name.lower().endswith(
                (".xlsm", ".xltm")
            ):
                raise Unreadable(Problem("macros", place))
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable(Problem("old-or-locked", place))
            if len(entries) > MOST_ENTRIES or _declared(entries) > limits.unpacked_bytes or _overlap(entries):
                raise Unreadable(Problem("zip-bomb", place))
            _count_bytes(archive, entries, limits, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise Unreadable(Problem("not-xlsx", place)) from None


def _declared(entries: list[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Entries that share their packed bytes: the mark of a bomb that stays small in the archive (Fifield 2019)."""
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    return any(end > start for (_start, end), (start, _end) in pairwise(spans))


def _count_bytes(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits, place: Place
) -> None:
    total = 0
    for entry in entries:
        unpacked = 0
        with archive.open(entry) as stream:
            while chunk := stream.read(MEGABYTE):
                if not unpacked and _DTD.search(chunk):
                    raise Unreadable(Problem("not-xlsx", place))
                unpacked += len(chunk)
                total += len(chunk)
                ratio = unpacked / max(1, entry.compress_size)
                if total > limits.unpacked_bytes or (unpacked > RATIO_COUNTS_FROM and ratio > GREATEST_RATIO):
                    raise Unreadable(Problem("zip-bomb", place))
