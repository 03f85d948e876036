"""What has to be made of the recordings of an event, on one time line.

The event clock counts milliseconds; every recording has its place on it (`offset_ms`, where it begins). The replay
begins where the floor begins and lasts as long as the floor does. Each channel's sound is shifted, padded with silence
and cut to exactly that, so that all renditions have one length and the same instant at the same place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tricity.media.probing import Picture, Probe

FLOOR: Final = "floor"
Span = tuple[int, int]
# Part of every rendition's name: raise it when the way they are made changes, and all are made anew.
MAKING: Final = 1
SEGMENT_SECONDS: Final = 4
# At which distance of key frames a picture can still be sought well enough to be copied as it is.
LONGEST_KEY_FRAME_MS: Final = 10_500
LARGEST_COPIED: Final = (1920, 1088)
LARGEST_MADE: Final = (1280, 720)
_PROFILES = frozenset({"Constrained Baseline", "Baseline", "Main", "High"})


@dataclass(frozen=True, slots=True)
class Source:
    """A recording: `channel` is “floor” or a language; `fingerprint` (SHA-256) tells it from any other file."""

    channel: str
    path: Path
    offset_ms: int
    fingerprint: str
    probe: Probe


@dataclass(frozen=True, slots=True)
class Rendition:
    """One thing to be made. `shift_ms` is where the recording begins in the replay; negative: its beginning is cut off.

    `is_copied` says that the picture is taken as it is. `blanks` are made black and silent, in milliseconds of the replay.
    """

    name: str
    channel: str
    source: Source
    shift_ms: int
    duration_ms: int
    picture: Picture | None = None
    is_copied: bool = False
    blanks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`origin_ms` is where the replay begins on the event clock. The picture comes first, where there is one."""

    origin_ms: int
    duration_ms: int
    renditions: tuple[Rendition, ...]


def plan(sources: Sequence[Source], *, blanks: Sequence[Span] = ()) -> Plan:
    """What to make of these recordings, one for each channel. Raises ValueError for none, or two of one channel.

    `blanks` are spans of the event clock that nobody is to see or hear: the clocks of everything else stay as they are.
    """
    by_channel = {each.channel: each for each in sources}
    if not sources or len(by_channel) != len(sources):
        raise ValueError("one recording for each channel, and at least one")
    floor = by_channel.get(FLOOR)
    origin = floor.offset_ms if floor else min(each.offset_ms for each in sources)
    end = (
        origin + floor.probe.duration_ms
        if floor
        else max(each.offset_ms + each.probe.duration_ms for each in sources)
    )
    within = _within(blanks, origin, end)
    made = [_sound(each, origin, end, within) for each in sorted(sources, key=_order)]
    if floor and floor.probe.picture:
        made.insert(0, _moving(floor, floor.probe.picture, within))
    return Plan(origin, end - origin, tuple(made))


def can_be_copied(picture: Picture) -> bool:
    """H.264 that every browser plays, cut often enough to be sought; anything else is made anew."""
    return (
        picture.codec == "h264"
        and picture.profile in _PROFILES
        and picture.pixels in ("yuv420p", "yuvj420p")
        and picture.is_progressive
        and not picture.is_turned
        and picture.width <= LARGEST_COPIED[0]
        and picture.height <= LARGEST_COPIED[1]
        and picture.key_frame_ms <= LONGEST_KEY_FRAME_MS
    )


def _order(source: Source) -> tuple[bool, str]:
    return source.channel != FLOOR, source.channel


def _within(blanks: Sequence[Span], origin_ms: int, end_ms: int) -> tuple[Span, ...]:
    """The same in time of the replay, in order, what lies outside it left out."""
    cut = ((max(start, origin_ms) - origin_ms, min(end, end_ms) - origin_ms) for start, end in blanks)
    return tuple(sorted({span for span in cut if span[0] < span[1]}))


def _sound(source: Source, origin_ms: int, end_ms: int, blanks: tuple[Span, ...]) -> Rendition:
    shift, duration = source.offset_ms - origin_ms, end_ms - origin_ms
    name = f"sound-{source.channel}-{_digest(source, shift, duration, blanks)}"
    return Rendition(name, source.channel, source, shift, duration, blanks=blanks)


def _moving(floor: Source, picture: Picture, blanks: tuple[Span, ...]) -> Rendition:
    duration = floor.probe.duration_ms
    return Rendition(
        f"picture-{_digest(floor, 0, duration, blanks)}",
        FLOOR,
        floor,
        0,
        duration,
        picture,
        # A picture that is copied cannot be blanked.
        can_be_copied(picture) and not blanks,
        blanks,
    )


def _digest(source: Source, shift_ms: int, duration_ms: int, blanks: tuple[Span, ...]) -> str:
    """Twelve characters that change with anything the rendition depends on."""
    seen = [MAKING, source.fingerprint, shift_ms, duration_ms, asdict(source.probe)]
    seen += [blanks] if blanks else []
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]
