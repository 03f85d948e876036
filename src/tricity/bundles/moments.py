"""From a time of the replay to the place where one reads or hears it, without any script."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tricity.bundles.contents import Contents, Sound, Track
from tricity.media import FLOOR
from tricity.replay import clocks


@dataclass(frozen=True, slots=True)
class Moment:
    """`href` leads to the line of a transcript, else to the sound; empty where there is neither."""

    clock: str
    href: str


def transcript_name(language: str) -> str:
    return f"transcript-{language}.html"


def sound_at(sound: Sound, ms: int) -> str:
    """A media fragment (W3C Media Fragments URI 1.0, 4.2.1), which browsers follow by themselves."""
    return f"../sound/{sound.name}#t={ms / 1000:.1f}"


def track_for(contents: Contents, reader: str) -> Track | None:
    """The captions in the reader's language, else in English, else any."""
    by_language = {track.language: track for track in contents.tracks}
    chosen = by_language.get(reader) or by_language.get("en")
    return chosen or next(iter(contents.tracks), None)


def sound_for(contents: Contents, language: str) -> Sound | None:
    """The channel of a language, else the floor, else any."""
    by_channel = {sound.channel: sound for sound in contents.sounds}
    chosen = by_channel.get(language) or by_channel.get(FLOOR)
    return chosen or next(iter(contents.sounds), None)


def line_number(starts_ms: Sequence[int], ms: int) -> int:
    """The line, counted from 1, that is being said; the first where none has begun."""
    return max(1, bisect_right(starts_ms, ms))


def moment(contents: Contents, ms: int, reader: str) -> Moment:
    """`ms` in time of the replay."""
    ms = max(0, ms)
    track, sound = track_for(contents, reader), sound_for(contents, reader)
    href = ""
    if track is not None:
        number = line_number([cue.start_ms for cue in track.cues], ms)
        href = f"{transcript_name(track.language)}#l{number}"
    elif sound is not None:
        href = sound_at(sound, ms)
    return Moment(clocks.label(ms), href)


def length_ms(contents: Contents) -> int:
    """How long the replay is: of its media, else until the last caption ends."""
    ends = [cue.end_ms for track in contents.tracks for cue in track.cues]
    made = contents.replay.duration_ms if contents.replay else 0
    return max([made, *ends])
