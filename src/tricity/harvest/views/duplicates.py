from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.harvest import queries
from tricity.harvest.duplicates import finding, joining
from tricity.harvest.duplicates.saying import reason_sentences
from tricity.harvest.models import Joining, Pair
from tricity.knowledge.digests import present
from tricity.knowledge.models import Record
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.knowledge.queries import edited_bodies
from tricity.knowledge.rules import may_edit
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

PAIRS_ON_A_PAGE = 20


@login_required
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that may be about the same thing, the likeliest first."""
    _check(request)
    rows = queries.open_pairs(request.user)
    page = Page(page_number(request), PAIRS_ON_A_PAGE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    language = reader_language()
    views = present([pk for each in shown for pk in (each.first_id, each.second_id)], language)
    pairs = [
        (each, views[each.first_id], views[each.second_id], reason_sentences(each, limit=2))
        for each in shown
        if each.first_id in views and each.second_id in views
    ]
    context = {"pairs": pairs, "page": page, "may_search": reviews_anything(request.user)}
    return render(request, "harvest/duplicates.html", context)


@login_required
@require_POST
def duplicates_find(request: HttpRequest) -> HttpResponse:
    """Have one record, or all, compared in the background."""
    code = request.POST.get("record", "")
    if code:
        record = Record.objects.filter(code=code, deleted_at=None).first()
        if record is None or not may_edit(request.user, record):
            raise Http404
        finding.compare_later(record)
    elif reviews_anything(request.user):
        finding.compare_all_later()
    else:
        raise PermissionDenied
    messages.success(request, _("The records are being compared. Look again in some minutes."))
    return redirect("harvest:duplicates")


@login_required
@require_POST
def joining_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two records again of the two that were joined."""
    row = Joining.objects.select_related("pair", "gone").filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        joining.undo(row, by=request.user)
    except TricityError as refused:
        context = {"title": _("This cannot be done"), "message": refused.message, "status": refused.status}
        return render(request, "web/error.html", context, status=HTTPStatus(refused.status))
    messages.success(request, _("There are two records again."))
    return redirect(Pair.objects.get(pk=row.pair_id))


def _check(request: HttpRequest) -> None:
    if not reviews_anything(request.user) and not edited_bodies(request.user):
        raise PermissionDenied
