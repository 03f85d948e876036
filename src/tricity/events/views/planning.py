from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tricity.calendars.planning import plan
from tricity.calendars.queries import planning_calendars
from tricity.directory.queries import countries_in_order
from tricity.events import rules
from tricity.events.digests.planning import PlanView, plan_view
from tricity.events.forms import PlanForm
from tricity.events.times import reader_zone
from tricity.web.languages import reader_language


@require_safe
@login_required
def event_plan(request: HttpRequest) -> HttpResponse:
    """Dates and hours that fit in all calendars; the wish is in the address, so that it can be passed on."""
    if not rules.may_make_events(request.user):
        raise PermissionDenied
    is_asked = "minutes" in request.GET
    countries = countries_in_order(reader_language())
    form = PlanForm(request.GET if is_asked else None, countries=countries, today=timezone.localdate())
    is_refused = is_asked and not form.is_valid()
    found = _found(form) if is_asked and not is_refused else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "events/plan.html", {"form": form, "found": found}, status=status)


def _found(form: PlanForm) -> PlanView:
    values, countries = form.cleaned_data, form.chosen_countries
    calendars = planning_calendars(
        [each.code for each in countries], values["first"], values["last"], language=reader_language()
    )
    return plan_view(
        plan(form.wish(dict(calendars), timezone.now())),
        minutes=values["minutes"],
        zone=reader_zone(),
        languages=values["languages"],
        countries=countries,
    )
