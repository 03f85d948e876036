from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.accounts.rules import is_curator
from tricity.cooperation import actions, panels
from tricity.cooperation.decisions.digests import decision_views, elsewhere
from tricity.cooperation.digests import present_whole
from tricity.cooperation.digests.candidates import present_rows, titles
from tricity.cooperation.digests.overlaps import country_heads
from tricity.cooperation.errors import ContradictsMerge, WrongState
from tricity.cooperation.forms import WithdrawForm
from tricity.cooperation.models import Opportunity
from tricity.cooperation.queries import in_countries, visible_opportunities
from tricity.cooperation.rules import may_plan, may_read, may_review
from tricity.discussion.panels import panel
from tricity.discussion.queries.posts import posts_on
from tricity.knowledge.models import Horizon
from tricity.translation.queries import localized, renderings
from tricity.web.errors import from_tricity_error
from tricity.web.identity import PublicationState
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText

STATES = {
    "candidate": PublicationState.DRAFT,
    "published": PublicationState.PUBLISHED,
    "withdrawn": PublicationState.ARCHIVED,
}


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    reviews = is_curator(request.user)
    rows = _filtered(request, visible_opportunities(request.user), reviews=reviews)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    context = {
        "opportunities": list(present_rows(shown, language).values()),
        "page": page,
        "countries": country_heads(language),
        "horizons": Horizon.choices,
        "reviews": reviews,
        "plans": may_plan(request.user),
        "states": [
            ("candidate", _("Candidates, not public")),
            ("published", _("Published")),
            ("withdrawn", _("Withdrawn")),
        ],
        "given": request.GET,
    }
    return render(request, "cooperation/opportunities.html", context)


@require_safe
def opportunity(request: HttpRequest, code: str) -> HttpResponse:
    row = _found(code)
    if may_read(request.user, row):
        return _page(request, row)
    return _gone_elsewhere(request, row)


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    row = reviewable(request, code)
    try:
        actions.publish(row, by=request.user)
    except WrongState as error:
        return from_tricity_error(request, error)
    messages.success(request, _("Everybody can read this candidate now."))
    return redirect(row)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    row = reviewable(request, code)
    form = WithdrawForm(request.POST, reader=reader_language())
    if not form.is_valid():
        return _page(request, row, form)
    try:
        actions.withdraw(
            row, by=request.user, reason=form.cleaned_data["text"], language=form.cleaned_data["language"]
        )
    except (WrongState, ContradictsMerge) as error:
        return from_tricity_error(request, error)
    messages.success(
        request, _("The candidate has been withdrawn. Curators go on seeing it with your reason.")
    )
    return redirect(row)


def _page(request: HttpRequest, row: Opportunity, form: WithdrawForm | None = None) -> HttpResponse:
    language = reader_language()
    reviews = may_review(request.user, row)
    decisions = decision_views(row, language) if reviews else []
    context = {
        "opportunity": present_whole(row, language),
        "panels": panels.panels(row, language=language, user=request.user) if row.stands_alone else [],
        "discussion": panel("opportunity", row) if row.is_public else None,
        "reviews": reviews,
        "decisions": decisions,
        "elsewhere": elsewhere(row, _parts(request, row), language) if reviews else None,
        # Before decisions were kept one by one, a candidate had its last reason alone.
        "decision_reason": _decision_reason(row, language) if reviews and not decisions else None,
        "decided_at": row.decided_at,
        "form": form or WithdrawForm(reader=language),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "cooperation/opportunity.html", context, status=status)


def _gone_elsewhere(request: HttpRequest, row: Opportunity) -> HttpResponse:
    """What was public once leads to where it went."""
    if row.deleted_at is not None or row.published_at is None:
        raise Http404
    goal = row
    passed = {row.pk}
    while goal.merged_into is not None and goal.merged_into.pk not in passed:
        goal = goal.merged_into
        passed.add(goal.pk)
    if goal.pk != row.pk and may_read(request.user, goal):
        return redirect(goal)
    if not row.is_split:
        raise Http404
    language = reader_language()
    context = {
        "title": titles([row], language)[row.pk],
        "elsewhere": elsewhere(row, _parts(request, row), language),
    }
    return render(request, "cooperation/moved.html", context)


def _parts(request: HttpRequest, row: Opportunity) -> list[Opportunity]:
    """Of a split candidate, those that the person may read."""
    if not row.is_split:
        return []
    parts = row.parts.filter(is_current=True).select_related("concept").order_by("key")
    return [part for part in parts if may_read(request.user, part)]


def _found(code: str) -> Opportunity:
    rows = Opportunity.objects.select_related("concept", "merged_into__concept", "split_from")
    return get_object_or_404(rows.annotate(discussion_posts=posts_on("opportunity")), code=code)


def _readable(request: HttpRequest, code: str) -> Opportunity:
    row = _found(code)
    if not may_read(request.user, row):
        raise Http404
    return row


def reviewable(request: HttpRequest, code: str) -> Opportunity:
    """The candidate, for one who decides on it. Raises Http404, PermissionDenied."""
    row = _readable(request, code)
    if not may_review(request.user, row):
        raise PermissionDenied
    return row


def _filtered(request: HttpRequest, rows: QuerySet[Opportunity], *, reviews: bool) -> QuerySet[Opportunity]:
    """Best founded first; those no longer found, last."""
    given: Any = request.GET
    if country := given.get("country"):
        rows = rows.annotate(listed_countries=Cast("countries", TextField()))
        rows = rows.filter(in_countries([country[:2]], "listed_countries"))
    if (horizon := given.get("horizon")) in Horizon.values:
        rows = rows.filter(horizon=horizon)
    if given.get("across") == "1":
        rows = rows.filter(is_cross_border=True)
    state = given.get("state") if reviews else None
    if state in STATES:
        rows = rows.filter(publication_state=STATES[state])
    else:
        rows = rows.exclude(publication_state=PublicationState.ARCHIVED)
    # A candidate that the newest analysis gave up before anybody published it is of no use to curators.
    rows = rows.exclude(publication_state=PublicationState.DRAFT, is_current=False)
    return rows.order_by("-is_current", "-score", "key")


def _decision_reason(row: Opportunity, language: str) -> LocalizedText | None:
    """Why curators withdrew it; the rendering, else their own words."""
    if not row.decision_reason:
        return None
    rendered = renderings([row], language=language).get((row.pk, "decision_reason"))
    found = localized(row.decision_reason, row.decision_language, rendered, language=language)
    return found or LocalizedText(row.decision_reason, row.decision_language)
