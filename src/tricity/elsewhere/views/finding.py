from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tricity.elsewhere import rules
from tricity.events.digests import present
from tricity.events.models import Event, Session
from tricity.events.views.finding import event_to_see
from tricity.knowledge.imports import staging
from tricity.knowledge.imports.staging import Staged
from tricity.web.languages import reader_language


def event_to_bring(request: HttpRequest, code: str) -> Event:
    """The event, for those who may bring files in. Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_bring(request.user, event):
        raise PermissionDenied
    return event


def session_to_bring(request: HttpRequest, code: str, pk: int) -> Session:
    event = event_to_bring(request, code)
    session = get_object_or_404(event.sessions, pk=pk)
    session.event = event
    return session


def staged_for(request: HttpRequest, session: Session, token: str) -> Staged:
    """The file this person has brought for this session within the last hour. Raises Http404."""
    staged = staging.find(token, user=request.user.pk or 0)
    if staged is None or staged.options.get("elsewhere") != str(session.pk):
        raise Http404
    return staged


def event_context(event: Event) -> dict[str, Any]:
    return {"event": present([event], reader_language())[0]}
