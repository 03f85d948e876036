from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tricity.harvest import actions, queries, rules
from tricity.harvest.models import Entry
from tricity.knowledge.comparing import LABELS, names_for, word_differences
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import values_of
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """What the source says by now beside what the record says; taken over field by field, or left out."""
    row = queries.entries().filter(pk=pk).first()
    if row is None or row.record is None or not rules.may_decide_offer(request.user, row):
        raise Http404
    if request.method != "POST":
        return _page(request, row)
    try:
        if "take" in request.POST:
            taken = actions.take_offer(row, by=request.user, fields=request.POST.getlist("fields"))
            waits = taken.pending is not None
            messages.success(
                request,
                _("Your change waits for a curator. Until then readers see the record as it was.")
                if waits
                else _("Saved."),
            )
        else:
            actions.drop_offer(row, by=request.user)
            messages.success(request, _("The record stays as it is."))
    except TricityError as refused:
        return _page(request, row, status=refused.status, message=refused.message)
    return redirect(row.record)


def _page(
    request: HttpRequest, row: Entry, *, status: int = HTTPStatus.OK, message: str = ""
) -> HttpResponse:
    assert row.record is not None
    stored = values_of(whole_records().get(pk=row.record.pk))
    wanted = {**stored, **(row.offer or {})}
    names = names_for([stored, wanted], reader_language())
    context = {
        "entry": row,
        "record": row.record,
        "differences": word_differences(stored, wanted, names) if row.offer else [],
        "labels": LABELS,
        "message": message,
    }
    return render(request, "harvest/entry.html", context, status=status)
