from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tricity.directory.models import City, Organization
from tricity.knowledge.exports.files import FORMATS, export_chunks
from tricity.knowledge.exports.rows import EXPORTS
from tricity.knowledge.exports.streaming import stream
from tricity.knowledge.facets import filters_of
from tricity.knowledge.imports import may_import
from tricity.knowledge.imports.fields import RowKind, template_rows
from tricity.knowledge.queries import matching, public_records

TITLES = {
    "records": _("All records"),
    "initiatives": _("Initiatives"),
    "needs": _("Needs"),
    "solutions": _("Solutions"),
    "organizations": _("Organizations"),
    "cities": _("Cities"),
}
FORMAT_NAMES = {"jsonl": "JSON Lines", "csv": "CSV", "xlsx": "XLSX"}


@require_safe
def export_page(request: HttpRequest) -> HttpResponse:
    """What can be downloaded, and what its columns mean."""
    return render(
        request,
        "knowledge/export.html",
        {
            "downloads": [
                {"name": name, "title": TITLES[name], "rows": rows}
                for name, rows in _counts().items()
                if name in EXPORTS
            ],
            "formats": FORMAT_NAMES,
            "columns": field_rows(RowKind.INITIATIVE),
            "may_import": may_import(request.user),
        },
    )


@require_safe
def export_file(request: HttpRequest, what: str, file_format: str) -> StreamingHttpResponse:
    """A collection as a file; of records, those that fit the filters in the address, as in their lists."""
    if what not in EXPORTS or file_format not in FORMATS:
        raise Http404
    chunks = export_chunks(what, file_format, _condition(request, what))
    return stream(
        request, chunks, content_type=FORMATS[file_format], filename=f"tricity-{what}.{file_format}"
    )


def _condition(request: HttpRequest, what: str) -> Q | None:
    """Records are narrowed down by the filters of their lists."""
    is_of_records = what not in ("organizations", "cities")
    return matching(filters_of(request.GET)) if is_of_records else None


def field_rows(kind: RowKind) -> list[dict[str, Any]]:
    """Fields with their columns, for tables that explain them."""
    fields: dict[str, dict[str, Any]] = {}
    for column, each in template_rows(kind):
        row = fields.setdefault(each.name, {"field": each, "columns": []})
        row["columns"].append(column)
    return list(fields.values())


def _counts() -> dict[str, int]:
    kinds = dict(public_records().order_by().values_list("kind").annotate(Count("pk")))
    return {
        "records": sum(kinds.values()),
        "initiatives": kinds.get("initiative", 0),
        "needs": kinds.get("need", 0),
        "solutions": kinds.get("solution", 0),
        "organizations": Organization.objects.filter(deleted_at=None).count(),
        "cities": City.objects.count(),
    }
