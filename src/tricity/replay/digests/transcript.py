"""The lines of a transcript, with what stands between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tricity.media import Cue
from tricity.replay import clocks
from tricity.replay.digests.happenings import Happening
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the transcript. `chapter` and what `happened` since the line before stand above it."""

    seconds: float
    end: float
    clock: str
    text: str
    speaker: str
    chapter: LocalizedText | None
    is_current: bool
    happened: tuple[Happening, ...] = ()


def line_views(
    cues: Sequence[Cue], starts: Mapping[int, LocalizedText], happened: Sequence[Happening], now_ms: int
) -> list[LineView]:
    """Each caption, with the chapter that begins at it; a speaker is named where another begins to speak."""
    waiting = sorted(starts.items(), key=lambda each: each[0])
    coming = list(happened)
    found: list[LineView] = []
    speaker = ""
    nearest = max((cue.start_ms for cue in cues if cue.start_ms <= now_ms), default=-1) if now_ms else -1
    for cue in cues:
        begun = [waiting.pop(0)[1] for ms, _title in list(waiting) if ms <= cue.start_ms]
        found.append(
            LineView(
                seconds=cue.start_ms / 1000,
                end=cue.end_ms / 1000,
                clock=clocks.label(cue.start_ms),
                text=cue.text,
                speaker=cue.speaker if cue.speaker != speaker or begun else "",
                chapter=begun[-1] if begun else None,
                is_current=cue.start_ms == nearest,
                happened=tuple(coming.pop(0) for each in list(coming) if each.ms <= cue.start_ms),
            )
        )
        speaker = cue.speaker or speaker
    return found
