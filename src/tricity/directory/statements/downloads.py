"""The public services as a file: one row each, in the author's words."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tricity.directory.statements import queries
from tricity.directory.statements.models import Service
from tricity.directory.statements.values import fields_of, values_of
from tricity.language import bcp47

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
COLUMNS = ("code", "organization", "country", *fields_of(Service), "standing", "confirmed_on", "version")
# What a spreadsheet would take for a formula.
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def services(request: HttpRequest, file_format: str) -> HttpResponse:
    """By code, which says nothing of any country."""
    if file_format not in TYPES:
        raise Http404
    rows = [_row(row) for row in queries.public_services().order_by("code")]
    content = _csv(rows) if file_format == "csv" else _json_lines(rows)
    response = HttpResponse(content, content_type=TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="tricity-services.{file_format}"'
    return response


def _row(row: Service) -> dict[str, Any]:
    return {
        "code": row.code,
        "organization": row.organization.code,
        "country": row.country_id,
        **values_of(row),
        "language": bcp47(row.language),
        "standing": row.standing,
        "confirmed_on": row.confirmed_on.isoformat() if row.confirmed_on else "",
        "version": str(row.version),
    }


def _json_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(rows: list[dict[str, Any]]) -> str:
    """With the mark of UTF-8, by which spreadsheet programs of all three countries read it rightly."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _guarded(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + buffer.getvalue()


def _guarded(value: str) -> str:
    return f"'{value}" if value.startswith(_LIKE_FORMULA) else value
