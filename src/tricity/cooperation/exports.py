"""The full grid of overlaps as a file: one line for each topic and country."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields

from openpyxl import Workbook

from tricity.cooperation.analysis import PARTS
from tricity.cooperation.digests.overlaps import country_heads
from tricity.cooperation.queries import latest_run, overlap_rows
from tricity.language import bcp47
from tricity.translation.names import name_in

CSV, XLSX, JSON = "csv", "xlsx", "json"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JSON: "application/json; charset=utf-8",
}
# What spreadsheets would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """Names are in the reader's language; columns are named in English, as machines read them."""

    topic: str
    topic_name: str
    country: str
    country_name: str
    needs: int
    plans: int
    running: int
    solutions: int
    cities: int


COLUMNS = tuple(each.name for each in fields(Line))


def lines(language: str) -> Iterator[Line]:
    """By topic slug, then by the country's name in `language`."""
    heads = country_heads(language)
    for row in overlap_rows():
        cells = {cell["country"]: cell for cell in row.cells}
        for head in heads:
            cell = cells.get(head.code, {})
            counts = {part: len(cell.get(part, ())) for part in (*PARTS, "cities")}
            topic = str(name_in(row.concept.names, language))
            yield Line(row.concept.slug, topic, head.code, str(head.name), **counts)


def as_csv(language: str) -> bytes:
    """With a byte order mark, by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in asdict(line).values()] for line in lines(language))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(language: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("overlaps")
    sheet.append(COLUMNS)
    for line in lines(language):
        sheet.append([_cell(value) for value in asdict(line).values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(language: str) -> bytes:
    run = latest_run()
    document = {
        "language": bcp47(language),
        "made_at": run.finished_at.astimezone(dt.UTC).isoformat() if run and run.finished_at else None,
        "records": run.records if run else 0,
        "overlaps": [asdict(line) for line in lines(language)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


WRITERS: dict[str, Callable[[str], bytes]] = {CSV: as_csv, XLSX: as_xlsx, JSON: as_json}


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
