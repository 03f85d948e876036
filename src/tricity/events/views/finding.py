from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tricity.events import queries, rules
from tricity.events.models import Event


def event_to_see(request: HttpRequest, code: str) -> Event:
    """The event at this address; a draft is not there for those who may not see it. Raises Http404."""
    event = queries.by_code(code)
    if event is None or not rules.may_see(request.user, event):
        raise Http404
    return event


def event_to_edit(request: HttpRequest, code: str) -> Event:
    """The event, for those who may change it. Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_edit(request.user, event):
        raise PermissionDenied
    return event
