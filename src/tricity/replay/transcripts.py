"""The captions of one language as files."""

from __future__ import annotations

from collections.abc import Sequence

from tricity.media import Cue
from tricity.replay import clocks
from tricity.replay.chapters import Chapter


def plain_text(title: str, cues: Sequence[Cue], chapters: Sequence[Chapter], origin: int) -> str:
    """A transcript to read or print: chapters, speakers and times."""
    waiting = [(max(0, each.at_ms - origin), each.title.text) for each in chapters]
    lines, speaker = [title], ""
    for cue in cues:
        while waiting and waiting[0][0] <= cue.start_ms:
            lines += ["", f"## {waiting.pop(0)[1]}", ""]
        if cue.speaker and cue.speaker != speaker:
            speaker = cue.speaker
            lines += ["", f"{speaker}:"]
        lines.append(f"[{clocks.label(cue.start_ms)}] {' '.join(cue.text.split())}")
    return "\n".join([*lines, ""])
