"""Rooms, people, join links and series: what organizers add to a programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.events.actions.changes import move_calendars_on, note
from tricity.events.actions.consents import Answers, write_down
from tricity.events.actions.sessions import next_position
from tricity.events.hearing import tell_listeners
from tricity.events.models import (
    InterpretationLimit,
    JoinLink,
    Room,
    Series,
    SessionPerson,
)


@transaction.atomic
def save_room(room: Room, *, by: Any) -> Room:
    """Store a room; a new one comes last."""
    created = room._state.adding
    if created:
        room.position = next_position(room.event.rooms.all())
    room.save()
    move_calendars_on(room.event)
    note("room.made" if created else "room.changed", room.event, by)
    return room


@transaction.atomic
def delete_room(room: Room, *, by: Any) -> None:
    """Its sessions stay, without a room."""
    event = room.event
    room.delete()
    move_calendars_on(event)
    note("room.deleted", event, by)


@transaction.atomic
def save_person(person: SessionPerson, *, by: Any, answers: Answers | None = None) -> SessionPerson:
    """Store who moderates, chairs or interprets a session, and what they allow, if an organizer says it; a new one comes last."""
    created = person._state.adding
    if created:
        person.position = next_position(person.session.people.all())
    person.save()
    note("session-person.made" if created else "session-person.changed", person.session.event, by)
    write_down(person, answers, by=by)
    # They may be heard on another channel from now on.
    tell_listeners(person.session.event, by)
    return person


@transaction.atomic
def delete_person(person: SessionPerson, *, by: Any) -> None:
    event = person.session.event
    person.delete()
    note("session-person.deleted", event, by)


@transaction.atomic
def save_link(link: JoinLink, *, by: Any) -> JoinLink:
    """Store where a session on another platform is joined. The address itself is not written into the audit trail."""
    created = link._state.adding
    link.save()
    verb = "join-link.made" if created else "join-link.changed"
    record(verb, link.session.event, by=by, platform=link.platform)
    return link


@transaction.atomic
def delete_link(link: JoinLink, *, by: Any) -> None:
    event = link.session.event
    link.delete()
    record("join-link.deleted", event, by=by)


@transaction.atomic
def save_series(series: Series, *, by: Any) -> Series:
    created = series._state.adding
    series.save()
    record("series.made" if created else "series.changed", series, by=by)
    return series


@transaction.atomic
def set_limits(given: Mapping[str, tuple[int, int]], *, by: Any) -> None:
    """Kind of interpretation → minutes without relief, minutes a day."""
    for kind, (relief, daily) in given.items():
        row, _created = InterpretationLimit.objects.update_or_create(
            kind=kind, defaults={"relief_minutes": relief, "daily_minutes": daily}
        )
        record("interpretation-limit.changed", row, by=by, kind=kind, relief=relief, daily=daily)
