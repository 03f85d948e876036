"""Who takes part in a room: a person with an account, or a guest with a registration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from tricity.events.models import Event
from tricity.rooms.registry import Guest, registrations


@dataclass(frozen=True, slots=True)
class Participant:
    """`key` is one for each person, by which votes are counted once; `user` is None for a guest."""

    key: str
    user: Any
    name: str


def person_of(request: HttpRequest, event: Event) -> Any:
    """The signed-in user, else the guest a cookie names, else the anonymous user: what the rules ask about."""
    if request.user.is_authenticated:
        return request.user
    return registrations().guest(request, event) or request.user


def participant(person: Any) -> Participant | None:
    """The one who asks and votes; None for somebody unknown."""
    if isinstance(person, Guest):
        return Participant(f"guest:{person.key}", None, person.name)
    if person.is_authenticated:
        return Participant(f"user:{person.pk}", person, person.display_name)
    return None
