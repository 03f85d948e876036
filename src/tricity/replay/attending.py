"""Whoever is registered and watches the replay has come by it."""

from __future__ import annotations

from typing import Any

from tricity.participation.models import Arrival
from tricity.replay.models import Replay
from tricity.rooms.attending import came


def watched(replay: Replay, person: Any) -> None:
    """Note it of a participant who opens a replay everybody may watch."""
    if replay.is_public and replay.event.is_public:
        came(person, replay.event, Arrival.Channel.REPLAY)
