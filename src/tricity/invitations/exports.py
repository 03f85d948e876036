"""An empty list to fill in."""

from __future__ import annotations

import io

from openpyxl import Workbook

HEADINGS = ("name", "organization", "country", "language", "e-mail")


def template() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("list")
    sheet.append(list(HEADINGS))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
