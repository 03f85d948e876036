"""The way in for people who have a registration and no account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.members import pace
from tricity.participation import queries
from tricity.participation.rules import takes_part
from tricity.participation.views.own import PACE
from tricity.rooms import guests


@never_cache
@require_safe
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Into the room, remembered as the guest of this registration. Raises Http404; whoever tries codes is slowed down."""
    if pace.is_too_fast(request, PACE):
        raise Http404
    row = queries.by_secret(secret)
    if row is None:
        pace.note(request, PACE)
        raise Http404
    if not takes_part(row):
        return redirect("participation:own", secret=secret)
    response = redirect("rooms:room", row.event.code)
    guests.remember(response, row)
    return response
