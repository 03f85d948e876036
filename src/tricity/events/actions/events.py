from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.events import hearing
from tricity.events.actions.changes import move_calendars_on, note
from tricity.events.errors import ChangedMeanwhile
from tricity.events.models import Event, Session
from tricity.events.showing import tell_listeners
from tricity.web.identity import PublicationState


@transaction.atomic
def save_event(event: Event, *, by: Any, version: int | None = None) -> Event:
    """Store a new or changed event. Sessions with hours of their own move along with its start.

    `version` is the one the person saw; raises ChangedMeanwhile where another is stored.
    """
    if event._state.adding:
        event.save()
        note("event.made", event, by)
        return event
    stored = Event.objects.select_for_update().get(pk=event.pk)
    if version is not None and version != stored.version:
        raise ChangedMeanwhile
    _move_sessions(stored, event)
    event.version = stored.version + 1
    event.calendar_sequence = stored.calendar_sequence + 1
    event.save()
    note("event.changed", event, by)
    if stored.interpretation != event.interpretation:
        # Interpreters who take turns with the speakers are heard on the floor.
        hearing.tell_listeners(event, by)
    return event


@transaction.atomic
def change_results(
    event: Event,
    *,
    by: Any,
    attendance: list[dict[str, Any]],
    asked_for: list[dict[str, str]],
    sources: list[str],
) -> None:
    """Keep what came of an event: how many came, what they asked for, where that is told."""
    event.attendance, event.asked_for, event.sources = attendance, asked_for, sources
    event.save(update_fields=["attendance", "asked_for", "sources", "updated_at"])
    note("event.results-changed", event, by)


@transaction.atomic
def publish(event: Event, *, by: Any) -> None:
    """Show the event to everybody; publishing twice changes nothing."""
    if event.is_public:
        return
    event.publication_state = PublicationState.PUBLISHED
    event.published_at = event.published_at or timezone.now()
    event.save(update_fields=["publication_state", "published_at", "updated_at"])
    move_calendars_on(event)
    note("event.published", event, by)
    tell_listeners(event)


@transaction.atomic
def withdraw(event: Event, *, by: Any) -> None:
    """Take a published event back to a draft; withdrawing twice changes nothing."""
    if not event.is_public:
        return
    event.publication_state = PublicationState.DRAFT
    event.save(update_fields=["publication_state", "updated_at"])
    move_calendars_on(event)
    note("event.withdrawn", event, by)
    tell_listeners(event)


def _move_sessions(stored: Event, event: Event) -> None:
    shift = event.starts_at - stored.starts_at
    if not shift:
        return
    sessions = list(event.sessions.exclude(starts_at=None))
    for session in sessions:
        assert session.starts_at is not None
        session.starts_at += shift
    Session.objects.bulk_update(sessions, ["starts_at"])
