"""Sound small enough to carry: one voice at 32 kbit/s, in a file every browser plays by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tricity.media import ToolMissing, Tools, find_tools
from tricity.media.tools import READING, run, source

BITS: Final = "32k"
RATE: Final = 24_000
SUFFIX: Final = "m4a"


def tools() -> Tools | None:
    """None where ffmpeg is not here: sound is then carried as the replay has it."""
    try:
        return find_tools()
    except ToolMissing:
        return None


def make_small(made: Path, target: Path, with_tools: Tools | None, *, seconds: float) -> None:
    """Write the sound of a rendition to `target`; the same sound gives the same bytes (of one version of ffmpeg).

    `seconds` is the length of the sound. Raises MakingFailed, OSError.
    """
    if with_tools is None:
        shutil.copyfile(made, target)
        return
    chosen = ["-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1", "-vn", "-sn", "-dn"]
    coded = ["-ac", "1", "-ar", str(RATE), "-c:a", "aac", "-b:a", BITS, "-threads", "1"]
    # Without the name of the program's version in the file, and with its index first, so that it can be sought at once.
    plain = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "ipod", "-y"]
    start = [with_tools.ffmpeg, "-nostdin", "-hide_banner", "-v", "error", *READING]
    command = [*start, "-i", source(made.resolve()), *chosen, *coded, *plain, source(target.resolve())]
    run(command, seconds=600 + seconds)
