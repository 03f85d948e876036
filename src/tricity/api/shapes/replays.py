"""The published recordings of an event: where they are watched, and in which languages they are heard and read."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema

from tricity.api.shapes.texts import Language, Names, Text, names, picked
from tricity.events.models import Event
from tricity.language import LANGUAGES, bcp47
from tricity.media import FLOOR
from tricity.replay.digests import sounds
from tricity.replay.models import CaptionTrack, Replay
from tricity.web.languages import reader_language

Channel = Literal["floor", "zh-Hans", "zh-Hant", "ja", "ko", "en"]


class CaptionsOut(Schema):
    language: Language
    origin: Literal[tuple(CaptionTrack.Origin.values)]  # type: ignore[valid-type]
    url: str = Field(description="The captions as WebVTT, with times of the replay.")


class ReplayOut(Schema):
    """A recording everybody may watch; one without sound has a transcript alone."""

    number: int = Field(description="Tells the recordings of an event apart; it stays the same.")
    title: Text | None = Field(description="What its organizers call it, where they have said so.")
    titles: Names
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


def replays(event: Event, request: HttpRequest) -> list[dict[str, Any]]:
    """`ReplayOut` of each that everybody may watch, by its number; the event came with its replays and caption tracks."""
    if not event.is_public:
        return []
    return [_replay(row, event, request) for row in event.replays.all() if row.is_public]


def _replay(row: Replay, event: Event, request: HttpRequest) -> dict[str, Any]:
    row.event = event
    heard = [made.channel for made in sounds(row)]
    return {
        "number": row.number,
        "title": picked(row.titles, reader_language()),
        "titles": names(row.titles),
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
