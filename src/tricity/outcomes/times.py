"""Where in the replay something was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tricity.events.models import Event
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import Saying
from tricity.replay import clocks
from tricity.replay.models import Replay
from tricity.replay.queries import origin_ms
from tricity.replay.rules import may_watch


@dataclass(frozen=True, slots=True)
class Moment:
    """`url` leads to the second, with the transcript in the language of the words."""

    url: str
    clock: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Of a replay the person may watch: where it begins on the event clock, and how long its media are."""

    address: str
    origin_ms: int
    duration_ms: int

    def moment(self, said: Outcome | Saying) -> Moment | None:
        """None for a question outside of the recording. Of one that was answered aloud it is the answer that counts."""
        ms = (said.start_ms if said.question is None else said.end_ms) - self.origin_ms
        if said.question is not None and not 0 <= ms < self.duration_ms:
            return None
        ms = max(0, ms)
        url = f"{self.address}?t={ms // 1000}&captions={said.language}#now"
        return Moment(url, clocks.label(ms))


def time_line(event: Event, replay: Replay | None, user: Any) -> TimeLine | None:
    """None where there is no replay, or the person may not watch it; at most one query."""
    if replay is None or not may_watch(user, event, replay):
        return None
    address = reverse("replay:replay", args=[event.code])
    return TimeLine(address, origin_ms(event, replay), replay.duration_ms)
