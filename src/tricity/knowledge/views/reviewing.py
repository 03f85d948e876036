from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tricity.knowledge import actions, queries, rules
from tricity.knowledge.digests import present
from tricity.knowledge.forms import ReasonForm
from tricity.knowledge.models import Record, Reminder
from tricity.knowledge.publication.criteria import ticked
from tricity.knowledge.publication.reviewers import is_overdue, reviews_anything
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number

ARCHIVED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long something has waited, in whole days, and for what."""

    since: dt.datetime
    days: int
    is_overdue: bool
    is_change: bool
    is_unreviewed: bool


Rule = Callable[[Any, Record], bool]
# What may be done to a record by one button: the rule, the deed, what the person then reads.
DEEDS: Mapping[str, tuple[Rule, Callable[..., Record], Any]] = {
    "submit": (
        rules.may_submit,
        actions.submit_record,
        gettext_lazy("Submitted. A curator of the country reviews it."),
    ),
    "publish": (rules.may_review, actions.publish_record, gettext_lazy("Published.")),
    "approve": (rules.may_approve, actions.approve_record, gettext_lazy("Reviewed. The mark is gone.")),
    "archive": (rules.may_review, actions.archive_record, gettext_lazy("Archived. It is no longer public.")),
    "unarchive": (rules.may_review, actions.unarchive_record, gettext_lazy("It is a draft again.")),
    "reconfirm": (rules.may_reconfirm, actions.reconfirm_need, gettext_lazy("Noted: it still stands today.")),
    "delete": (rules.may_delete, actions.delete_record, gettext_lazy("Deleted.")),
}
# The same with a reason.
ANSWERS: Mapping[str, tuple[Rule, Callable[..., Record], Any]] = {
    "return": (rules.may_review, actions.return_record, gettext_lazy("Returned to its authors.")),
    "drop-change": (rules.may_review, actions.drop_change, gettext_lazy("The record stays as it was.")),
}
# What the person says holds goes with these.
CHECKED = ("submit", "publish", "approve")


@login_required
def review(request: HttpRequest) -> HttpResponse:
    """What waits for the curators of the person's countries, and what the person's bodies have not yet published."""
    if not reviews_anything(request.user) and not queries.edited_bodies(request.user):
        raise PermissionDenied
    reviews = reviews_anything(request.user)
    waiting = queries.records_to_review(request.user) if reviews else Record.objects.none()
    mine = Reminder.objects.filter(record=OuterRef("pk"), user=request.user, seen_at=None)  # type: ignore[misc]
    counts = waiting.aggregate(total=Count("pk"), reminded=Count("pk", filter=Exists(mine)))
    page = Page(page_number(request), PAGE_SIZE, counts["total"])
    rows = list(waiting[page.offset : page.offset + page.size])
    archived = queries.archived_records(request.user) if reviews else None
    own, put_away = _first_of((queries.own_records(request.user), PAGE_SIZE), (archived, ARCHIVED_SHOWN))
    views = present(list(dict.fromkeys([*(row.pk for row in rows), *own, *put_away])), reader_language())
    context = {
        "waiting": [(views[row.pk], _waiting(row)) for row in rows if row.pk in views],
        "own": [views[pk] for pk in own if pk in views],
        "archived": [views[pk] for pk in put_away if pk in views],
        "page": page,
        "is_curator": reviews,
        "reminders": counts["reminded"],
        "review_days": settings.REVIEW_DAYS,
    }
    return render(request, "knowledge/review.html", context)


def _first_of(*lists: tuple[QuerySet[Record] | None, int]) -> list[list[int]]:
    """Ids of the first rows of each list, the last changed first; one query for all of them."""
    parts = [
        Record.objects.filter(pk__in=rows.values("pk")[:most])
        .order_by()
        .annotate(part=Value(number, IntegerField()))
        .values_list("part", "pk", "updated_at")
        for number, (rows, most) in enumerate(lists)
        if rows is not None
    ]
    found = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[2], row[1]), reverse=True)
    return [[pk for part, pk, _at in found if part == number] for number in range(len(lists))]


def _waiting(row: Record) -> Waiting:
    since: dt.datetime = row.waiting_since  # type: ignore[attr-defined]
    return Waiting(
        since, (timezone.now() - since).days, is_overdue(row), row.pending is not None, row.is_unreviewed
    )


@login_required
@require_POST
def reminders_seen(request: HttpRequest) -> HttpResponse:
    """Put the person's reminders away."""
    actions.see_reminders(request.user)  # type: ignore[arg-type]
    return redirect("knowledge:review")


@login_required
@require_POST
def record_state(request: HttpRequest, code: str) -> HttpResponse:
    """Move a record on its way: submit, publish, return, archive, delete."""
    record = get_object_or_404(Record.objects.select_related("owner"), code=code, deleted_at=None)
    deed = request.POST.get("deed", "")
    rule, act, done = DEEDS.get(deed) or ANSWERS.get(deed) or (None, None, None)
    if not rules.may_read(request.user, record):
        raise Http404
    if rule is None or act is None:
        return HttpResponseBadRequest(_("This request cannot be read"))
    if not rule(request.user, record):
        raise PermissionDenied
    given: dict[str, Any] = {}
    if deed in CHECKED:
        given["checks"] = ticked(request.POST.getlist("criteria"), record.kind, record.country_id)
    if deed in ANSWERS:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            context = {
                "form": form,
                "deed": deed,
                "record": present([record.pk], reader_language())[record.pk],
            }
            return render(request, "knowledge/reason.html", context, status=422)
        given = {"text": form.cleaned_data["text"], "language": reader_language()}
    try:
        act(record, by=request.user, **given)
    except TricityError as refused:
        messages.error(request, refused.message)
        return redirect(record)
    messages.success(request, str(done))
    return redirect("knowledge:review") if deed == "delete" else redirect(record)
