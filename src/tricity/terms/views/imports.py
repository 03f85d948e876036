from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tricity.terms import actions, queries, rules
from tricity.terms.exchange.entries import Problem, entry_of
from tricity.terms.exchange.plan import Outcome, Plan, make_plan
from tricity.terms.exchange.reading import read_terms
from tricity.terms.forms import ImportForm
from tricity.terms.models import TermImport
from tricity.terms.proposal_digests import parts_of, topic_choices
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import Page, page_number

ROWS_ON_A_PAGE = 50


@never_cache
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would change is shown before anything is written."""
    if not rules.may_import(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, topics=topic_choices(reader_language()))
    error = ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_terms(file.name, file.read())
        except TricityError as refused:
            error = refused.message
        else:
            kept = actions.keep_import(read, by=request.user, file_name=file.name)
            under = form.cleaned_data["under"]
            return redirect(f"{kept.get_absolute_url()}?under={under}" if under else kept.get_absolute_url())
    context = {"form": form, "error": error, "kept": TermImport.objects.filter(by=request.user.pk or 0)}
    return render(request, "terms/import.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
def import_preview(request: HttpRequest, code: str) -> HttpResponse:
    """What would be new, changed or refused; a POST confirms it, as proposals or, by an operator, at once."""
    kept = get_object_or_404(TermImport, code=code, by=request.user.pk or 0)
    if not rules.may_import(request.user):
        raise PermissionDenied
    under = request.GET.get("under", "")
    if request.method != "POST":
        return _preview(request, kept, under)
    directly = request.POST.get("how") == "directly"
    if directly and not rules.may_write_directly(request.user):
        raise PermissionDenied
    if request.POST.get("stamp", "") != queries.version():
        return _preview(request, kept, under, status=409, has_changed=True)
    reason = _("Read in from the file %(name)s.") % {"name": kept.file_name}
    plan = actions.apply_import(
        [entry_of(raw) for raw in kept.entries],
        by=request.user,
        file_name=kept.file_name,
        directly=directly,
        reason=reason,
        under=under,
    )
    kept.delete()
    return _done(request, plan, directly=directly)


def _done(request: HttpRequest, plan: Plan, *, directly: bool) -> HttpResponse:
    if not plan.effective:
        messages.info(request, _("Nothing was new; nothing was changed."))
    elif directly:
        messages.success(request, _("The termbase has been changed."))
    else:
        messages.success(request, _("The proposals wait for the curators of each language."))
    return redirect("terms:topics" if directly else "terms:mine")


def _preview(
    request: HttpRequest, kept: TermImport, under: str, *, status: int = 200, has_changed: bool = False
) -> HttpResponse:
    stamp = queries.version()
    plan = make_plan([entry_of(raw) for raw in kept.entries], [Problem(*given) for given in kept.problems])
    labels = outcome_labels()
    rows = [change for change in plan.changes if change.outcome is not Outcome.UNCHANGED]
    page = Page(page_number(request), ROWS_ON_A_PAGE, len(rows))
    context: dict[str, Any] = {
        "kept": kept,
        "counts": [(labels[name], number) for name, number in plan.counts().items()],
        "rows": [
            {
                "change": change,
                "label": labels[change.outcome.value],
                "language_name": NATIVE_NAMES[change.language],
                "parts": parts_of(change.before, change.after),
            }
            for change in rows[page.offset : page.offset + page.size]
        ],
        "problems": plan.problems,
        "page": page,
        "stamp": stamp,
        "has_changed": has_changed,
        "may_write_directly": rules.may_write_directly(request.user),
    }
    return render(request, "terms/import_preview.html", context, status=status)


def outcome_labels() -> dict[str, str]:
    """What becomes of an entry, in the active language."""
    return {
        Outcome.NEW_TOPIC.value: _("New topic"),
        Outcome.NEW_LANGUAGE.value: _("New in this language"),
        Outcome.CHANGED.value: _("Changed"),
        Outcome.UNCHANGED.value: _("Unchanged"),
        "refused": _("Refused"),
    }
