from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone

from tricity.cooperation.models import Opportunity
from tricity.events.models import Event, Session, Talk
from tricity.web.identity import PublicationState


def visible_events(*, with_drafts: bool) -> models.QuerySet[Event]:
    """Events a person may see in lists; drafts only for organizers."""
    events = Event.objects.filter(deleted_at=None)
    return events if with_drafts else events.filter(publication_state=PublicationState.PUBLISHED)


def upcoming(events: models.QuerySet[Event], *, now: dt.datetime | None = None) -> models.QuerySet[Event]:
    """Events that have not ended, the next one first."""
    return events.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")


def past(events: models.QuerySet[Event], *, now: dt.datetime | None = None) -> models.QuerySet[Event]:
    """Events that have ended, the last one first."""
    return events.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")


def featured() -> Event | None:
    """The event of the home page: the next one, or else the last that was held."""
    events = visible_events(with_drafts=False)
    return upcoming(events).first() or past(events).first()


def programme() -> models.QuerySet[Event]:
    """Events with everything their page shows: sessions, talks, resources, candidates on the programme."""
    sessions = Session.objects.prefetch_related(
        Prefetch("talks", Talk.objects.select_related("organization")),
        Prefetch("opportunities", Opportunity.objects.select_related("concept").filter(deleted_at=None)),
    )
    return Event.objects.filter(deleted_at=None).prefetch_related(Prefetch("sessions", sessions), "resources")


def open_sessions() -> models.QuerySet[Session]:
    """Sessions of events still to come, where a candidate may be put on the programme."""
    return (
        Session.objects.filter(event__in=upcoming(visible_events(with_drafts=True)))
        .select_related("event")
        .order_by("event__starts_at", "position", "pk")
    )


def sessions_of(opportunity: Opportunity) -> models.QuerySet[Session]:
    """Where an opportunity is on a public programme."""
    public = visible_events(with_drafts=False)
    return opportunity.sessions.filter(event__in=public).select_related("event").order_by("event__starts_at", "position")
