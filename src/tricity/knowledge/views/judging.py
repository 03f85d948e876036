from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tricity.knowledge import actions, rules
from tricity.knowledge.comparing import LABELS, language_of, names_for, shown
from tricity.knowledge.models import Record
from tricity.knowledge.publication.criteria import checklist, ticked
from tricity.knowledge.publication.forms import REMARK, ReturnForm
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import values_of
from tricity.knowledge.views.record_page import asked_fields
from tricity.web.errors import TricityError
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language


@dataclass(frozen=True, slots=True)
class Judged:
    """A field as it is stored, with the place for a remark on it."""

    label: Any
    value: str
    language: str
    remark: BoundField


@login_required
def record_judge(request: HttpRequest, code: str) -> HttpResponse:
    """A reviewer reads a record field by field against the criteria: publishes, returns with remarks, or approves."""
    record = get_object_or_404(whole_records(), code=code, deleted_at=None)
    if not rules.may_read(request.user, record):
        raise Http404
    if not rules.may_review(request.user, record):
        raise PermissionDenied
    values = values_of(record)
    fields = [
        name
        for name in LABELS
        if name in asked_fields(record.kind) or values.get(name) not in (None, "", [], {})
    ]
    returns = request.POST.get("deed") == "return"
    form = ReturnForm(request.POST if returns else None, fields=fields)
    if request.method == "POST":
        if not returns or form.is_valid():
            return _judge(request, record, form)
        checks = ticked(request.POST.getlist("criteria"), record.kind, record.country_id)
    else:
        checks = record.review_checks
    language = reader_language()
    names = names_for([values], language)
    context = {
        "record": record,
        "form": form,
        "fields": [
            Judged(
                LABELS[name],
                shown(name, values.get(name), names),
                language_of(name, values),
                form[REMARK + name],
            )
            for name in fields
        ],
        "points": checklist(
            record.kind, record.country_id, language, author=record.author_checks, reviewer=checks
        ),
        "may_return": record.publication_state == PublicationState.SUBMITTED,
        "may_publish": not record.is_public and rules.may_publish(request.user, record),
        "may_approve": rules.may_approve(request.user, record),
        "is_early": not record.is_public and not rules.may_publish(request.user, record),
    }
    return render(request, "knowledge/judge.html", context, status=422 if form.is_bound else 200)


def _judge(request: HttpRequest, record: Record, form: ReturnForm) -> HttpResponse:
    deed = request.POST.get("deed", "")
    given: dict[str, Any] = {
        "by": request.user,
        "checks": ticked(request.POST.getlist("criteria"), record.kind, record.country_id),
    }
    try:
        if deed == "return":
            text, language = form.cleaned_data["text"], reader_language()
            actions.return_record(record, text=text, language=language, remarks=form.remarks(), **given)
            messages.success(request, _("Returned to its authors."))
        elif deed == "publish":
            actions.publish_record(record, **given)
            messages.success(request, _("Published."))
        elif deed == "approve" and rules.may_approve(request.user, record):
            actions.approve_record(record, **given)
            messages.success(request, _("Reviewed. The mark is gone."))
        elif deed == "approve":
            raise PermissionDenied
        else:
            return HttpResponseBadRequest(_("This request cannot be read"))
    except TricityError as refused:
        messages.error(request, refused.message)
    return redirect(record)
