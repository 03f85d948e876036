"""From a time of the replay to the place where one reads or hears it, without any script."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tricity.bundles.contents import Recorded, Sound, Track
from tricity.media import FLOOR
from tricity.replay import clocks


@dataclass(frozen=True, slots=True)
class Moment:
    """`href` leads to the line of a transcript, else to the sound; empty where there is neither."""

    clock: str
    href: str


def recording_name(recorded: Recorded) -> str:
    return f"recording{recorded.suffix}.html"


def transcript_name(recorded: Recorded, language: str) -> str:
    return f"transcript-{language}{recorded.suffix}.html"


def sound_at(sound: Sound, ms: int) -> str:
    """A media fragment (W3C Media Fragments URI 1.0, 4.2.1), which browsers follow by themselves."""
    return f"../sound/{sound.name}#t={ms / 1000:.1f}"


def track_for(recorded: Recorded, reader: str) -> Track | None:
    """The captions in the reader's language, else in English, else any."""
    by_language = {track.language: track for track in recorded.tracks}
    chosen = by_language.get(reader) or by_language.get("en")
    return chosen or next(iter(recorded.tracks), None)


def sound_for(recorded: Recorded, language: str) -> Sound | None:
    """The channel of a language, else the floor, else any."""
    by_channel = {sound.channel: sound for sound in recorded.sounds}
    chosen = by_channel.get(language) or by_channel.get(FLOOR)
    return chosen or next(iter(recorded.sounds), None)


def line_number(starts_ms: Sequence[int], ms: int) -> int:
    """The line, counted from 1, that is being said; the first where none has begun."""
    return max(1, bisect_right(starts_ms, ms))


def moment(recorded: Recorded, ms: int, reader: str) -> Moment:
    """`ms` in time of the replay."""
    ms = max(0, ms)
    track, sound = track_for(recorded, reader), sound_for(recorded, reader)
    href = ""
    if track is not None:
        number = line_number([cue.start_ms for cue in track.cues], ms)
        href = f"{transcript_name(recorded, track.language)}#l{number}"
    elif sound is not None:
        href = sound_at(sound, ms)
    return Moment(clocks.label(ms), href)


def length_ms(recorded: Recorded) -> int:
    """How long the replay is: of its media, else until the last caption ends."""
    ends = [cue.end_ms for track in recorded.tracks for cue in track.cues]
    return max([recorded.replay.duration_ms, *ends])
