"""Files that are too large, broken, locked or no text at all are refused with the reason and the line."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from tricity.elsewhere.reading import Fault, Unreadable, read, tables
from tricity.elsewhere.reading import files as whole
from tricity.elsewhere.reading.values import Choices


def refusal(content: bytes, choices: Choices | None = None) -> tuple[Fault, int]:
    with pytest.raises(Unreadable) as refused:
        read(content, choices)
    return refused.value.fault, refused.value.line


def test_an_empty_file() -> None:
    assert refusal(b" \r\n ") == (Fault.EMPTY, 0)
    assert refusal(b"\xef\xbb\xbf,,,\n") == (Fault.EMPTY, 0)


def test_a_heading_without_rows() -> None:
    assert refusal(b"Name,Join Time\n")[0] is Fault.NO_ROWS


def test_bytes_that_are_no_text() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x01")[0] is Fault.NOT_TEXT
    assert refusal("이름,참가 시간\n".encode("cp949"), Choices(encoding="utf-8"))[0] is Fault.NOT_TEXT


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGEST_BYTES", 100)

    assert refusal(b"Name,Join Time\n" * 10) == (Fault.TOO_LARGE, 0)


def test_too_many_rows_and_columns_say_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    monkeypatch.setattr(tables, "MOST_COLUMNS", 4)

    assert refusal(b"Name,Join Time\n" + b"Kim,15:00\n" * 5) == (Fault.TOO_MANY_ROWS, 4)
    assert refusal(b"Name,Join Time\nKim,15:00,,,x\n") == (Fault.TOO_MANY_COLUMNS, 2)


def test_a_cell_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 20)

    assert refusal(b"Name,Join Time\n" + b"K" * 21 + b",15:00\n") == (Fault.LONG_CELL, 2)


def test_quotation_marks_that_never_close() -> None:
    content = b'Name,Join Time\nKim,15:00\n"Lee,' + b"x" * 90_000

    assert refusal(content) == (Fault.BROKEN_TABLE, 3)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04 and nothing more", Fault.NOT_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Fault.OLD_WORKBOOK),
    ],
)
def test_what_is_no_workbook(content: bytes, fault: Fault) -> None:
    assert refusal(content)[0] is fault


def test_a_workbook_that_unpacks_to_far_too_much() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 30_000_000)

    assert refusal(out.getvalue())[0] is Fault.BOMB


def test_a_workbook_that_names_a_row_no_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_NUMBER", 1000)
    out = io.BytesIO()
    book = Workbook()
    book.active["A2000"] = "Kim"
    book.save(out)

    assert refusal(out.getvalue()) == (Fault.TOO_MANY_ROWS, 1001)


def test_a_zip_that_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "Name")

    assert refusal(out.getvalue())[0] is Fault.NOT_WORKBOOK


def test_an_empty_workbook() -> None:
    out = io.BytesIO()
    Workbook().save(out)

    assert refusal(out.getvalue())[0] is Fault.EMPTY
