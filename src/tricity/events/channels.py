"""Whose voice is on which sound channel of a recording, and which channels somebody has refused.

A channel is the floor, or the language of interpreters; it is called as recordings call it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tricity.events.models import Event, Interpretation, SessionPerson, SpeakerConsent
from tricity.media import FLOOR

# Without both of them a voice is not published.
NEEDED: Final = (SpeakerConsent.Use.RECORDING, SpeakerConsent.Use.REPLAY)
Role = SessionPerson.Role


def channels_of(person: SessionPerson, interpretation: str) -> tuple[str, ...]:
    """Where the person is heard: interpreters in the languages they speak, or on the floor where they take turns with it."""
    if person.role == Role.TECHNICIAN:
        return ()
    if person.role != Role.INTERPRETER or interpretation == Interpretation.CONSECUTIVE:
        return (FLOOR,)
    spoken = (person.to_language, person.from_language if person.both_ways else "")
    return tuple(code for code in spoken if code)


def refused_channels(event: Event) -> Mapping[str, tuple[SessionPerson, ...]]:
    """Channel → the moderators, chairs and interpreters heard on it who refuse recording or its publication.

    Who has not answered yet has not refused. Speakers answer with their talks, and are not looked at here. One query.
    """
    rows = SessionPerson.objects.filter(
        session__event=event, consents__use__in=NEEDED, consents__is_given=False
    ).distinct()
    found: dict[str, list[SessionPerson]] = {}
    for person in rows.order_by("session__position", "position", "pk"):
        for channel in channels_of(person, event.interpretation):
            found.setdefault(channel, []).append(person)
    return {channel: tuple(people) for channel, people in found.items()}
