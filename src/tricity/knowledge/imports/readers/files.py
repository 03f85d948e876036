from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from tricity.knowledge.imports.kinds import kind_from_name, kind_of_row
from tricity.knowledge.imports.problems import Place, Problem
from tricity.knowledge.imports.readers.base import MEGABYTE, Limits, RawRow, Upload
from tricity.knowledge.imports.readers.csv_files import read_csv
from tricity.knowledge.imports.readers.jsonl import read_jsonl
from tricity.knowledge.imports.readers.lines import Unreadable
from tricity.knowledge.imports.readers.xlsx import read_xlsx

READERS: dict[str, Callable[[Upload, Limits], Iterator[RawRow]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".xls": read_xlsx,
}
ZIP_MARK = b"PK\x03\x04"


def read_upload(upload: Upload, limits: Limits) -> Iterator[RawRow]:
    """Every row of a file; what is wrong with the file itself is the problem of a row without data."""
    place = Place(upload.name)
    try:
        reader = _reader(upload, limits)
        rows = 0
        for row in reader(upload, limits):
            rows += 1
            yield _with_kind(row)
        if rows == 0:
            raise Unreadable(Problem("empty-file", place))
    except FileNotFoundError:
        yield RawRow(place, problems=(Problem("no-such-file", place),))
    except Unreadable as error:
        yield RawRow(error.problem.place, problems=(error.problem,))


def _reader(upload: Upload, limits: Limits) -> Callable[[Upload, Limits], Iterator[RawRow]]:
    place = Place(upload.name)
    size = upload.path.stat().st_size
    if size > limits.file_bytes:
        found, limit = -(-size // MEGABYTE), limits.file_bytes // MEGABYTE
        raise Unreadable(Problem("file-too-large", place, values={"found": found, "limit": limit}))
    if size == 0:
        raise Unreadable(Problem("empty-file", place))
    ending = (
        upload.path.suffix.lower() if "." not in upload.name else f".{upload.name.lower().rsplit('.', 1)[1]}"
    )
    if ending not in READERS:
        raise Unreadable(Problem("unknown-format", place, values={"found": ending}))
    with upload.path.open("rb") as file:
        start = file.read(len(ZIP_MARK))
    # A workbook under another name is still one.
    return read_xlsx if start == ZIP_MARK else READERS[ending]


def _with_kind(row: RawRow) -> RawRow:
    if row.kind is not None or row.data is None:
        return row
    kind = kind_of_row(row.data, kind_from_name(row.place.file))
    if kind is None:
        return RawRow(row.place, problems=(Problem("unknown-kind", row.place),))
    return dataclasses.replace(row, kind=kind)
