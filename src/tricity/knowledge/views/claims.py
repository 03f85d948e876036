from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.directory.names import organization_name
from tricity.knowledge import actions, queries, rules
from tricity.knowledge.digests import present
from tricity.knowledge.errors import AlreadyClaimed
from tricity.knowledge.forms import ClaimForm, ReasonForm
from tricity.knowledge.models import Claim
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText


@login_required
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """A body confirms, corrects or withdraws what a record says of it."""
    record = get_object_or_404(queries.public_records(), code=code)
    named = queries.bodies_to_speak_for(request.user, record)
    if not named:
        raise PermissionDenied
    bodies = [body for body in named if not body.has_open_claim]  # type: ignore[attr-defined]
    if not bodies:
        messages.info(request, AlreadyClaimed().message)
        return redirect(record)
    language = reader_language()
    choices = [(body.code, str(organization_name(body, language))) for body in bodies]
    form = ClaimForm(request.POST or None, bodies=choices, initial={"wish": request.GET.get("wish", "")})
    error = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        body = next(body for body in bodies if body.code == data["organization"])
        try:
            actions.claim_record(
                record, by=request.user, body=body, wish=data["wish"], text=data["text"], language=language
            )
        except TricityError as refused:
            error = refused.message
        else:
            messages.success(request, _("Thank you. The curators of your country will answer."))
            return redirect(record)
    context = {"form": form, "record": present([record.pk], language).get(record.pk), "error": error}
    return render(request, "knowledge/claim.html", context, status=422 if form.is_bound else 200)


@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """Claims a curator decides, and those a body has made."""
    waiting = (
        queries.claims_to_decide(request.user) if reviews_anything(request.user) else Claim.objects.none()
    )
    made = queries.claims_made(request.user)
    if not reviews_anything(request.user) and not queries.edited_bodies(request.user):
        raise PermissionDenied
    page = Page(page_number(request), PAGE_SIZE, waiting.count())
    asked, own = list(waiting[page.offset : page.offset + page.size]), list(made[:PAGE_SIZE])
    shown = _shown([*asked, *own])
    context = {
        "waiting": shown[: len(asked)],
        "made": shown[len(asked) :],
        "page": page,
        "is_curator": reviews_anything(request.user),
        "form": ReasonForm(),
    }
    return render(request, "knowledge/claims.html", context)


def _shown(rows: Sequence[Claim]) -> list[dict[str, Any]]:
    language = reader_language()
    records = present(list({row.record_id for row in rows}), language)
    return [
        {
            "claim": row,
            "record": records.get(row.record_id),
            "organization": organization_name(row.organization, language),
            "text": LocalizedText(row.text, row.language),
            "reason": LocalizedText(row.reason, row.reason_language or row.language),
            "is_outdated": row.wish == Claim.Wish.CONFIRM and row.record.version != row.record_version,
            "edit_url": f"{reverse('knowledge:record-edit', args=[row.record.code])}?claim={row.code}",
        }
        for row in rows
    ]


@login_required
@require_POST
def claim_decide(request: HttpRequest, code: str) -> HttpResponse:
    """Accept a claim, or decline it with a reason."""
    row = get_object_or_404(Claim.objects.select_related("record", "organization"), code=code)
    if not rules.may_decide(request.user, row):
        raise Http404 if not reviews_anything(request.user) else PermissionDenied
    try:
        if request.POST.get("decision") == "accept":
            actions.accept_claim(row, by=request.user)
        else:
            form = ReasonForm(request.POST)
            if not form.is_valid():
                context = {"form": form, "items": _shown([row])}
                return render(request, "knowledge/claim_decline.html", context, status=422)
            actions.decline_claim(
                row, by=request.user, reason=form.cleaned_data["text"], language=reader_language()
            )
    except TricityError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The body sees your decision on its own page."))
    return redirect("knowledge:claims")
