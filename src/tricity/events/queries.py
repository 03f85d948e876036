from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from tricity.accounts.rules import is_organizer
from tricity.cooperation.models import Opportunity
from tricity.events.models import Event, Session, SessionPerson, Talk
from tricity.events.panels import alongside
from tricity.knowledge.queries import edited_bodies
from tricity.web.identity import PublicationState

Events = models.QuerySet[Event]


def public_events() -> Events:
    return Event.objects.filter(publication_state=PublicationState.PUBLISHED, deleted_at=None)


def editable_events(user: Any) -> Events:
    """Events the person may change, drafts among them: organizers all, others those of the bodies they edit for."""
    events = Event.objects.filter(deleted_at=None)
    if is_organizer(user):
        return events
    return events.filter(owner__in=edited_bodies(user)) if user.is_authenticated else events.none()


def drafts(user: Any) -> Events:
    """What the person prepares and the public does not see, the next one first."""
    hidden = editable_events(user).exclude(publication_state=PublicationState.PUBLISHED)
    return hidden.order_by("starts_at", "pk")


def upcoming(events: Events, *, now: dt.datetime | None = None) -> Events:
    """Events that have not ended, the next one first."""
    return events.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")


def past(events: Events, *, now: dt.datetime | None = None) -> Events:
    """Events that have ended, the last one first."""
    return events.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")


def featured() -> Event | None:
    """The event of the home page: the next one, or else the last that was held. One query."""
    now = timezone.now()
    events = public_events()
    nearest = Q(pk__in=upcoming(events, now=now).values("pk")[:1]) | Q(
        pk__in=past(events, now=now).values("pk")[:1]
    )
    return events.filter(nearest).order_by("-ends_at").first()


def by_code(code: str) -> Event | None:
    """The event at this address, public or not, with the body it belongs to and what apps above say of it."""
    rows = Event.objects.filter(code=code, deleted_at=None)
    return rows.select_related("owner__country", "series", *alongside()).first()


def once_public(code: str) -> Event | None:
    """An event that calendars may hold although nobody may read it any more: withdrawn, or deleted."""
    gone = Q(deleted_at__isnull=False) | ~Q(publication_state=PublicationState.PUBLISHED)
    return Event.objects.filter(gone, code=code, published_at__isnull=False).first()


def programme(event: Event, *, with_links: bool) -> list[Session]:
    """The sessions with their rooms, talks, people and candidates, and where they are joined. Four queries, or five."""
    talks = Talk.objects.select_related("organization__country", "organization__city")
    people = SessionPerson.objects.select_related("organization__country")
    candidates = Prefetch("opportunities", Opportunity.objects.select_related("concept"))
    parts: list[Any] = [Prefetch("talks", talks), Prefetch("people", people), candidates]
    parts += ["join_links"] if with_links else []
    return list(event.sessions.select_related("room").prefetch_related(*parts))


def open_sessions(user: Any) -> models.QuerySet[Session]:
    """Sessions of events still to come which the person may change, drafts among them, in order of time."""
    return (
        Session.objects.filter(event__in=upcoming(editable_events(user)).order_by())
        .select_related("event")
        .order_by("event__starts_at", "event_id", "position", "pk")
    )


def sessions_of(opportunity: Opportunity, user: Any = None) -> models.QuerySet[Session]:
    """Where a candidate is on the programme: of public events, and of those `user` prepares; in order of time."""
    seen = Q(event__publication_state=PublicationState.PUBLISHED)
    if user is not None and user.is_authenticated:
        seen |= Q(event__in=editable_events(user))
    return (
        opportunity.sessions.filter(seen, event__deleted_at=None)
        .select_related("event", "event__owner")
        .order_by("event__starts_at", "position", "pk")
    )
