from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tricity.events.digests import EventView, present
from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.meetings import queries, rules
from tricity.meetings.models import Arrangement, Partner
from tricity.participation.models import Registration
from tricity.participation.queries import own_registration
from tricity.web.languages import reader_language


@dataclass(frozen=True, slots=True)
class Visit:
    """Who opens a page of an event's meetings; `partner` is None for who has no entry yet."""

    event: Event
    arrangement: Arrangement
    registration: Registration
    partner: Partner | None
    user: Any

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            **event_context(self.event),
            "partner": self.partner,
            "is_listed": rules.is_listed(self.partner),
            **more,
        }


def visit(request: HttpRequest, code: str) -> Visit:
    """For who takes part. Raises Http404 where nobody meets, PermissionDenied for those who are not expected."""
    event = event_to_see(request, code)
    arrangement = queries.arrangement_of(event)
    if arrangement is None or not arrangement.is_on:
        raise Http404
    registration = own_registration(event, request.user)
    if registration is None or not rules.may_take_part(registration, arrangement):
        raise PermissionDenied
    return Visit(event, arrangement, registration, queries.own_partner(registration), request.user)


def to_arrange(request: HttpRequest, code: str) -> Event:
    """The event, for its organizers. Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_arrange(request.user, event):
        raise PermissionDenied
    return event


def event_context(event: Event) -> dict[str, EventView]:
    (view,) = present([event], reader_language())
    return {"event": view}
