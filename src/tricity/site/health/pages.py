from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.accounts.rules import is_operator
from tricity.jobs import actions as jobs
from tricity.jobs.models import Job
from tricity.site.health import report
from tricity.site.health.finding import Finding, by_urgency, worst
from tricity.site.health.work import failures
from tricity.site.sample.holding import has_sample


@never_cache
@require_safe
@login_required
def health(request: HttpRequest) -> HttpResponse:
    """How the installation is, for the people who run it: what is not well comes first."""
    _only_operators(request)
    found = sorted(report.vitals(), key=by_urgency)
    whole = worst(found)
    context = {
        "findings": found,
        "whole": Finding("", whole, ""),
        "failures": failures(),
        "has_sample": has_sample(),
    }
    return render(request, "site/health.html", context)


@require_POST
@login_required
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have failed work tried again."""
    _only_operators(request)
    jobs.retry(get_object_or_404(Job, pk=pk), by=request.user)
    messages.success(request, _("It is tried again. Look here in a minute."))
    return redirect("health")


@require_POST
@login_required
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Take failed work off the list, undone."""
    _only_operators(request)
    jobs.dismiss(get_object_or_404(Job, pk=pk), by=request.user)
    messages.success(request, _("It was taken off the list."))
    return redirect("health")


def _only_operators(request: HttpRequest) -> None:
    if not is_operator(request.user):
        raise PermissionDenied
