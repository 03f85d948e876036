"""Whoever is registered and opens the room, or what was made of it later, has come."""

from __future__ import annotations

from typing import Any

from tricity.events.models import Event
from tricity.participation import queries
from tricity.participation.actions import arrive
from tricity.participation.models import Registration
from tricity.participation.rules import takes_part
from tricity.rooms.registry import Guest


def came(person: Any, event: Event, channel: str) -> None:
    """Note that a participant is here by this channel, once however often they come; nobody else leaves a trace.

    No query where one cannot register, if the admission was read with the event.
    """
    if queries.admission_of(event) is None:
        return
    registration = _registration(person, event)
    if registration is not None and takes_part(registration):
        arrive(registration, channel)


def _registration(person: Any, event: Event) -> Registration | None:
    if isinstance(person, Guest):
        return Registration.objects.filter(event=event, code=person.key).first()
    return queries.own_registration(event, person)
