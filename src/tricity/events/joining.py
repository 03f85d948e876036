"""Who is told where a session on a foreign platform is joined. Apps above register who is registered for an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.events.models import Event

Admission = Callable[[Any, Event], bool]
_admissions: list[Admission] = []


def register_admission(rule: Admission) -> None:
    """Add a rule that says of a user (who may be anonymous) whether they are registered for the event."""
    if rule not in _admissions:
        _admissions.append(rule)


def is_admitted(user: Any, event: Event) -> bool:
    """Whether one of the rules holds; while there is none, whoever has signed in."""
    if not _admissions:
        return bool(user.is_authenticated)
    return any(rule(user, event) for rule in _admissions)
