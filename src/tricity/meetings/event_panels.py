"""The way to meetings: on the page of an event, on that of one's registration, and for organizers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.directory.panels import Panel
from tricity.events.models import Event
from tricity.meetings import queries, rules
from tricity.participation.models import Registration
from tricity.participation.queries import own_registration
from tricity.participation.ways_in import WayIn


def meetings_panel(event: Event, language: str, user: Any) -> Panel | None:
    """That one can meet others here, and how many wait for an answer; at most two queries, none where nobody meets."""
    arrangement = queries.arrangement_of(event)
    if arrangement is None or not arrangement.is_on:
        return None
    now = timezone.now()
    is_open = rules.is_asking_open(arrangement, now) and now < event.ends_at
    may_take_part = rules.may_take_part(own_registration(event, user), arrangement)
    if not may_take_part and not is_open:
        return None
    waiting = queries.waiting_for(user, now).filter(event=event).count() if may_take_part else 0
    context = {"code": event.code, "may_take_part": may_take_part, "waiting": waiting, "is_open": is_open}
    return Panel("meetings/panel.html", context)


def organizers_links(event: Event, language: str, user: Any) -> Panel:
    return Panel("meetings/organize.html", {"code": event.code})


def way_to_meetings(registration: Registration, secret: str) -> WayIn | None:
    """For accounts alone: whoever is met must be able to take the agreement back, and to be told."""
    if secret or not rules.may_take_part(registration, queries.arrangement_of(registration.event)):
        return None
    return WayIn(_("Your meetings"), reverse("meetings:schedule", args=[registration.event.code]))
