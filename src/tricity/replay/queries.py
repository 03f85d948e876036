from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from tricity.events.models import Event
from tricity.events.queries import public_events
from tricity.media import FLOOR, Cue
from tricity.replay.models import CaptionTrack, Passage, Recording, Replay


def replay_of(event: Event) -> Replay | None:
    """The replay, ready or not, with the event at hand."""
    found = Replay.objects.filter(event=event).first()
    if found is not None:
        found.event = event
    return found


def public_replays() -> models.QuerySet[Replay]:
    return Replay.objects.exclude(published_at=None).filter(event__in=public_events())


def checked_recordings(event: Event) -> list[Recording]:
    """The newest of each channel that was found good."""
    rows = event.recordings.filter(state=Recording.State.READY).order_by("pk")
    return list({row.channel: row for row in rows}.values())


def origin_ms(event: Event, replay: Replay | None) -> int:
    """Where the time line of the replay begins on the event clock: with its media, else with the floor's recording."""
    if replay is not None and replay.renditions:
        return replay.origin_ms
    floor = event.recordings.filter(channel=FLOOR, state=Recording.State.READY).order_by("-pk").first()
    return floor.offset_ms if floor else 0


def cues(track: CaptionTrack, origin: int) -> list[Cue]:
    """The captions with times of the replay; what lies before its beginning is left out."""
    rows = track.cues.filter(end_ms__gt=origin).values_list("start_ms", "end_ms", "text", "speaker")
    return [Cue(max(0, start - origin), end - origin, text, speaker) for start, end, text, speaker in rows]


def findable_passages(ids: Sequence[int]) -> models.QuerySet[Passage]:
    """Those of replays everybody may watch now, with their events."""
    return Passage.objects.filter(
        pk__in=ids, event__in=public_events(), event__replay__published_at__isnull=False
    ).select_related("event__replay")
