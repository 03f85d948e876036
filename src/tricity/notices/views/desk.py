"""Putting away what stands on the desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.accounts import desk
from tricity.notices import actions


@require_POST
@login_required
def later(request: HttpRequest) -> HttpResponse:
    """Put one item away: for seven days, or for good where it was news."""
    section, _colon, item = request.POST.get("key", "").rpartition(":")
    source = desk.source_of(section)
    if source is None or source.item is None or not (item.isascii() and item.isdigit() and len(item) < 19):
        return HttpResponseBadRequest(_("This request cannot be read"))
    actions.put_away(request.user, source, int(item))
    return _back(request)


@require_POST
@login_required
def done(request: HttpRequest) -> HttpResponse:
    """Put everything away until Monday, or with `again` take it out once more."""
    if request.POST.get("again"):
        actions.not_done(request.user)
    else:
        actions.be_done(request.user)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    body = request.POST.get("for", "")
    return redirect(reverse("accounts:home") + (f"?{urlencode({'for': body})}" if body else ""))
