from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tricity.directory.names import organization_name
from tricity.outcomes import actions, queries, rules
from tricity.outcomes.forms import SettleForm
from tricity.outcomes.models import State
from tricity.outcomes.sayings import Saying
from tricity.outcomes.views.drafting import shown
from tricity.outcomes.views.finding import event_to_settle, outcome_to_read, saying_in
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say that something is an open point, is passed on, or is not pursued and why."""
    event = event_to_settle(request, code)
    try:
        saying = saying_in(request, event)
    except TricityError as refused:
        return from_tricity_error(request, refused)
    form = SettleForm(request.POST if request.method == "POST" else None, initial=_initial(saying))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.settle(
            saying,
            by=request.user,
            state=data["state"],
            passed_to=data["organization"],
            reasons=data["reasons"],
        )
        messages.success(request, _("Saved. The page of the event says so."))
        return redirect("outcomes:outcomes", event.code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "outcomes/settle.html", {"form": form, **shown(request, saying)}, status=status)


@login_required
@require_POST
def remove(request: HttpRequest, code: str, outcome: str) -> HttpResponse:
    row = outcome_to_read(request, code, outcome)
    if not rules.may_remove(request.user, row):
        raise PermissionDenied
    actions.remove(row, by=request.user)
    messages.success(request, _("Removed. What was made of it stays."))
    return redirect("outcomes:outcomes", code)


def _initial(saying: Saying) -> dict[str, object]:
    """How it stands by now."""
    row = saying.row or (queries.standing_of(saying.question) if saying.question else None)
    if row is None:
        return {"state": State.OPEN}
    body = row.passed_to
    return {
        "state": row.state,
        "organization": str(organization_name(body, reader_language())) if body else "",
        "reasons": row.reasons,
    }
