"""The published recording of an event: where it is watched, and in which languages it is heard and read."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from tricity.api.shapes.texts import Language
from tricity.events.models import Event
from tricity.language import LANGUAGES, bcp47
from tricity.media import FLOOR
from tricity.replay.digests import sounds
from tricity.replay.models import CaptionTrack

Channel = Literal["floor", "zh-Hans", "zh-Hant", "ja", "ko", "en"]


class CaptionsOut(Schema):
    language: Language
    origin: Literal[tuple(CaptionTrack.Origin.values)]  # type: ignore[valid-type]
    url: str = Field(description="The captions as WebVTT, with times of the replay.")


class ReplayOut(Schema):
    """A recording everybody may watch; one without sound has a transcript alone."""

    url: str = Field(description="The page for readers, in the caller's language.")
    published_at: dt.datetime
    duration_ms: int | None
    sound: list[Channel] = Field(
        description="floor: every speaker as they spoke; else the language of interpreters."
    )
    playlist: str | None = Field(
        description="HLS playlist with all sound and captions, where there is any sound."
    )
    captions: list[CaptionsOut]


def replay(event: Event, request: HttpRequest) -> dict[str, Any] | None:
    """`ReplayOut` of an event that came with its replays and their caption tracks; None until one is published.

    Of several it is the first.
    """
    row = next((each for each in event.replays.all() if each.is_public), None)
    if row is None or row.published_at is None or not event.is_public:
        return None
    row.event = event
    heard = [made.channel for made in sounds(row)]
    return {
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "published_at": row.published_at,
        "duration_ms": row.duration_ms or None,
        "sound": [FLOOR if channel == FLOOR else bcp47(channel) for channel in heard],
        "playlist": request.build_absolute_uri(row.address("main")) if heard else None,
        "captions": [
            {
                "language": bcp47(track.language),
                "origin": track.origin,
                "url": request.build_absolute_uri(row.address("captions", track.language)),
            }
            for track in row.caption_tracks.all()
            if track.language in LANGUAGES
        ],
    }
