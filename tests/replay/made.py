"""Replays for tests: with captions alone, or with renditions that only look like media."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tricity.events.models import Event
from tricity.media import MEDIA, PLAYLIST, Cue, Made
from tricity.replay.actions import first_replay, keep_track, publish_replay
from tricity.replay.models import Replay

BYTES = bytes(range(256)) * 8
WORDS = {
    "en": ["Parking sensors guide drivers.", "The river is watched day and night."],
    "zh-hans": ["停车传感器为司机引路。", "河流水位昼夜监测。"],
}


def add_captions(
    event: Event, language: str = "zh-hans", *, texts: list[str] | None = None, **more: Any
) -> None:
    """A caption every forty seconds, each five seconds long."""
    words = texts or WORDS[language]
    cues = [Cue(n * 40_000, n * 40_000 + 5_000, text, "Speaker") for n, text in enumerate(words)]
    keep_track(first_replay(event), language, cues, **more)


def rendition(channel: str, number: int, **more: Any) -> Made:
    name = f"sound-{channel}-{number:012x}" if "width" not in more else f"picture-{number:012x}"
    codec = "avc1.64001f" if "width" in more else "mp4a.40.2"
    return Made(name, channel, codec, 70_000, 64_000, len(BYTES), 120_000, **more)


def with_media(event: Event, *channels: str, has_picture: bool = False, number: int = 1) -> Replay:
    """A replay of two minutes that is ready, with files for each channel."""
    made = [rendition(channel, number) for number, channel in enumerate(channels, start=1)]
    if has_picture:
        made.insert(0, rendition("floor", 99, width=1280, height=720, frame_rate=25.0))
    values = {
        "state": Replay.State.READY,
        "duration_ms": 120_000,
        "renditions": [asdict(each) for each in made],
    }
    replay = Replay.objects.update_or_create(event=event, number=number, defaults=values)[0]
    for each in made:
        folder = replay.folder / each.name
        folder.mkdir(parents=True)
        (folder / PLAYLIST).write_text("#EXTM3U\n")
        (folder / MEDIA).write_bytes(BYTES)
    return replay


def published(event: Event, *channels: str, **more: Any) -> Replay:
    replay = with_media(event, *channels, **more)
    replay.event = event
    publish_replay(replay, by=None)
    return Replay.objects.select_related("event").get(pk=replay.pk)
