from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.search.actions import touch


def note(verb: str, event: Event, by: Any, **details: Any) -> None:
    """Record the deed and have the event indexed anew."""
    record(verb, event, by=by, **details)
    touch(event)


def move_calendars_on(event: Event) -> None:
    """Calendars take an entry anew when its SEQUENCE grew (RFC 5546, 2.1.4)."""
    Event.objects.filter(pk=event.pk).update(
        calendar_sequence=F("calendar_sequence") + 1, updated_at=timezone.now()
    )
