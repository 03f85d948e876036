from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.cooperation.models import Opportunity
from tricity.cooperation.rules import may_read
from tricity.events import actions, rules
from tricity.events.errors import EventIsOver
from tricity.events.models import Session
from tricity.web.errors import from_tricity_error


@require_POST
@login_required
def programme_add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a candidate into the session chosen on its page."""
    opportunity, session = _chosen(request, code)
    try:
        actions.put_on_programme(opportunity, session, by=request.user)
    except EventIsOver as over:
        return from_tricity_error(request, over)
    messages.success(request, _("Put on the programme."))
    return redirect(opportunity)


@require_POST
@login_required
def programme_remove(request: HttpRequest, code: str) -> HttpResponse:
    opportunity, session = _chosen(request, code)
    actions.take_off_programme(opportunity, session, by=request.user)
    messages.success(request, _("Taken off the programme."))
    return redirect(opportunity)


def _chosen(request: HttpRequest, code: str) -> tuple[Opportunity, Session]:
    """The candidate, and a session of an event the person may change. Raises Http404, PermissionDenied."""
    opportunity = get_object_or_404(Opportunity, code=code, deleted_at=None)
    if not may_read(request.user, opportunity):
        raise Http404
    given = request.POST.get("session", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
    session = Session.objects.filter(pk=number, event__deleted_at=None).select_related("event__owner").first()
    if session is None or not rules.may_see(request.user, session.event):
        raise Http404
    if not rules.may_schedule(request.user, opportunity, session.event):
        raise PermissionDenied
    return opportunity, session
