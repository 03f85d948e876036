from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from tricity.accounts.audit.files import FORMATS
from tricity.accounts.audit.forms import AuditForm
from tricity.accounts.rules import may_audit
from tricity.activity.actions import record
from tricity.activity.labels import verb_label
from tricity.activity.models import Entry
from tricity.web.pages import Page, page_number

ROWS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An entry for people to read."""

    at: Any
    actor: Any
    label: str
    kind: str
    code: str
    details: str


@login_required
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what to what, when: for operators and the secretariat."""
    form = _form(request)
    entries = form.entries()
    page = Page(page_number(request), ROWS, entries.count())
    lines = [
        Line(
            entry.at,
            entry.actor,
            verb_label(entry.verb),
            entry.subject_kind,
            entry.subject_code,
            _told(entry.details),
        )
        for entry in entries[page.offset : page.offset + page.size]
    ]
    context = {"form": form, "lines": lines, "page": page, "formats": list(FORMATS)}
    return render(request, "accounts/audit.html", context, status=200 if form.is_valid() else 422)


@login_required
def audit_export(request: HttpRequest, file_format: str) -> HttpResponse | StreamingHttpResponse:
    """The entries asked for as a file; that somebody took them is an entry itself."""
    form = _form(request)
    if file_format not in FORMATS:
        raise Http404
    if not form.is_valid():
        return render(request, "accounts/audit.html", {"form": form}, status=422)
    given = {name: str(value) for name, value in form.cleaned_data.items() if value and name != "person"}
    record("audit.exported", request.user, by=request.user, format=file_format, filters=given)  # type: ignore[arg-type]
    content_type, write = FORMATS[file_format]
    chunks = write(form.entries())
    content = _one_by_one(chunks) if isinstance(request, ASGIRequest) else chunks
    response = StreamingHttpResponse(content, content_type=content_type)
    name = f"audit-{timezone.localdate().isoformat()}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


async def _one_by_one(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Under ASGI a plain iterator would be read whole before the first byte is sent."""
    advance = sync_to_async(lambda: next(chunks, None))
    while (chunk := await advance()) is not None:
        yield chunk


def _form(request: HttpRequest) -> AuditForm:
    if not may_audit(request.user):
        raise PermissionDenied
    kinds = Entry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    return AuditForm(request.GET, kinds=list(kinds))


def _told(details: Mapping[str, Any]) -> str:
    """“source: sample, counts: (new: 3)”: the details without the marks of JSON."""
    return ", ".join(
        f"{name}: ({_told(value)})" if isinstance(value, dict) else f"{name}: {value}"
        for name, value in details.items()
    )
