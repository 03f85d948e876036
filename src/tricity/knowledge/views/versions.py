from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.activity.labels import verb_label
from tricity.activity.queries import history
from tricity.knowledge import actions, rules
from tricity.knowledge.comparing import names_for, word_differences
from tricity.knowledge.models import Record, Snapshot
from tricity.knowledge.publication.snapshots import of_number, shown_values, versions
from tricity.knowledge.queries import whole_records
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language

MOST_VERSIONS = 200
MOST_DEEDS = 100


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done to the record."""

    label: str
    actor: Any
    at: Any


@login_required
def record_versions(request: HttpRequest, code: str) -> HttpResponse:
    """All versions of a record, the difference of two of them, and everything that was done to it."""
    record = _record(request, code)
    rows = list(versions(record)[:MOST_VERSIONS])
    if not rows or rows[0].values != shown_values(record):
        # Written before versions were kept, or by an import: kept at its next change.
        rows.insert(
            0,
            Snapshot(record=record, number=record.version, values=shown_values(record), at=record.updated_at),
        )
    newer = of_number(rows, request.GET.get("to", "")) or rows[0]
    before = next((row for row in rows if row.number < newer.number), newer)
    older = of_number(rows, request.GET.get("from", "")) or before
    names = names_for([older.values, newer.values], reader_language())
    entries = history(record)[:MOST_DEEDS]
    context = {
        "record": record,
        "version": record.version,
        "rows": rows,
        "older": older,
        "newer": newer,
        "differences": word_differences(older.values, newer.values, names),
        "deeds": [Deed(verb_label(entry.verb), entry.actor, entry.at) for entry in entries],
        "may_restore": rules.may_edit(request.user, record),
    }
    return render(request, "knowledge/versions.html", context)


@login_required
@require_POST
def version_restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the record the values of an earlier version, as a new one."""
    record = _record(request, code)
    if not rules.may_edit(request.user, record):
        raise PermissionDenied
    snapshot = get_object_or_404(Snapshot, record=record, number=number)
    seen = request.POST.get("version", "")
    is_number = seen.isascii() and seen.isdigit() and len(seen) < 9
    try:
        saved = actions.restore_version(
            record, snapshot, by=request.user, version=int(seen) if is_number else 0
        )
    except TricityError as refused:
        messages.error(request, refused.message)
        return redirect("knowledge:record-versions", record.code)
    if saved.pending is not None:
        messages.success(
            request, _("Your change waits for a curator. Until then readers see the record as it was.")
        )
    else:
        messages.success(request, _("Version %(number)d is restored, as a new version.") % {"number": number})
    return redirect("knowledge:record-versions", record.code)


def _record(request: HttpRequest, code: str) -> Record:
    record = get_object_or_404(whole_records(), code=code, deleted_at=None)
    if not rules.may_read(request.user, record):
        raise Http404
    if not rules.may_see_versions(request.user, record):
        raise PermissionDenied
    return record
