"""Who is registered for an event: what the rules of rooms ask, and `guests.py` answers.

Until that is set up nobody is registered for anything, and only people with an account take part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from tricity.events.models import Event


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account who is registered for an event.

    `key` is the same at every visit and tells nothing about the person (at most 60 characters); `event_id` the event
    the registration is for; `name` is shown beside a question where the guest wishes it.
    """

    key: str
    event_id: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Registrations:
    """`guest` finds who asks by the cookie of a registration, `is_registered` whether a user is registered."""

    guest: Callable[[HttpRequest, Event], Guest | None]
    is_registered: Callable[[Any, Event], bool]


_registrations = Registrations(lambda _request, _event: None, lambda _user, _event: False)


def register_registrations(registrations: Registrations) -> None:
    """Say how registrations are known; there is one app for them."""
    global _registrations  # a registry of one
    _registrations = registrations


def registrations() -> Registrations:
    return _registrations
