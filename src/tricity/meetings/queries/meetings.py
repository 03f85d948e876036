from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from tricity.events.models import Event
from tricity.meetings.models import Meeting, Partner
from tricity.participation.models import Registration

State = Meeting.State


def meetings_of(partner: Partner) -> QuerySet[Meeting]:
    """All of a person, with what is shown of them: those with a time first, in order of time."""
    return _rows().filter(Q(asker=partner) | Q(asked=partner))


def meetings_of_event(event: Event) -> QuerySet[Meeting]:
    return _rows().filter(event=event)


def by_code(event: Event, code: str) -> Meeting | None:
    return meetings_of_event(event).filter(code=code).first()


def agreed_of(partner: Partner) -> QuerySet[Meeting]:
    return meetings_of(partner).filter(state=State.AGREED)


def for_calendar(partner: Partner) -> QuerySet[Meeting]:
    """Agreed ones, and cancelled ones that calendars may hold."""
    return meetings_of(partner).filter(state__in=(State.AGREED, State.CANCELLED), starts_at__isnull=False)


def number_standing(partner: Partner) -> int:
    """Meetings that are agreed, and own requests that wait: what the limit for each person counts."""
    agreed = Q(state=State.AGREED) & (Q(asker=partner) | Q(asked=partner))
    waiting = Q(state__in=(State.ASKED, State.PROPOSED), asker=partner)
    return Meeting.objects.filter(agreed | waiting).count()


def waiting_for(user: Any, now: dt.datetime) -> QuerySet[Meeting]:
    """Requests the account should answer, of events that are not over."""
    turn = Q(state=State.ASKED, asked__user=user) | Q(state=State.PROPOSED, asker__user=user)
    standing = {f"{side}__registration__state": Registration.State.CONFIRMED for side in ("asker", "asked")}
    return Meeting.objects.filter(
        turn,
        event__ends_at__gte=now,
        event__deleted_at=None,
        event__meeting_arrangement__is_on=True,
        **standing,
    )


def _rows() -> QuerySet[Meeting]:
    sides = [
        f"{side}__{path}"
        for side in ("asker", "asked")
        for path in ("user", "registration__country", "registration__organization__country")
    ]
    return (
        Meeting.objects.select_related("event", "slot", "interpreter", *sides)
        .prefetch_related("wished", "outcomes")
        .order_by("starts_at", "created_at", "pk")
    )
