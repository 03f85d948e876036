"""ffmpeg and ffprobe: found on this machine, run with limits, never through a shell, never reaching a network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from tricity.media.errors import MakingFailed, TookTooLong, ToolMissing

LIMITS: Final = Path(__file__).with_name("limits.py")
# Containers whose demuxers read one file and nothing else: a playlist or “concat” script could name any file here.
CONTAINERS: Final = "aac,aiff,amr,asf,avi,caf,flac,flv,matroska,mov,mp3,mpeg,mpegts,mxf,ogg,w64,wav,webm"
# Before the name of every file read.
READING: Final = ("-protocol_whitelist", "file,pipe", "-format_whitelist", CONTAINERS)
PROBE_SECONDS: Final = 600.0
_TAIL_BYTES = 4000


@dataclass(frozen=True, slots=True)
class Tools:
    """Absolute paths of the two programs."""

    ffmpeg: str
    ffprobe: str


def find_tools() -> Tools:
    """Raises ToolMissing, naming the program."""
    return Tools(_found("ffmpeg"), _found("ffprobe"))


def are_here() -> bool:
    return all(shutil.which(name) for name in ("ffmpeg", "ffprobe"))


def source(path: Path) -> str:
    """A file as an argument; “file:” keeps a name with a colon from being read as a protocol."""
    return f"file:{path}"


def run(
    command: Sequence[str],
    *,
    seconds: float = PROBE_SECONDS,
    folder: Path | None = None,
    on_line: Callable[[str], None] | None = None,
) -> str:
    """What the command writes to its output; `on_line` gets each line as it comes, and ends the command by raising.

    `seconds` limit both the clock and the processor time of one core. Raises MakingFailed, TookTooLong.
    """
    lines: list[str] = []
    late = threading.Event()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  # no shell; the program's path is absolute
            [sys.executable, "-I", "-S", str(LIMITS), str(os.getpid()), str(int(seconds) + 1), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=folder,
            text=True,
            errors="replace",
        )

        def end() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(seconds, end)
        clock.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                (on_line or lines.append)(line)
            code = process.wait()
        finally:
            clock.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if late.is_set() or code == -signal.SIGXCPU:
            raise TookTooLong(seconds)
        if code:
            raise MakingFailed(_tail(said) or f"ended with {code}")
    return "".join(lines)


def _tail(said: IO[bytes]) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - _TAIL_BYTES))
    return said.read().decode("utf-8", "replace")


def _found(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise ToolMissing(name)
    return os.path.abspath(path)
