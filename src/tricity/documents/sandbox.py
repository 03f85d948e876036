"""Starts the reading process for one document and takes its answer, whatever becomes of the process.

Nothing of a document is looked at in the process that serves the site.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Block, Text

logger = logging.getLogger(__name__)

SECONDS: Final = 90.0  # by the clock; of processor time the process allows itself 60
# One thread each: the process may use one core, and every thread costs addresses of its memory limit.
_ONE_THREAD: Final = {
    "TOKIO_WORKER_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ORT_DISABLE_TELEMETRY": "1",
}


def read(path: Path, name: str, *, seconds: float = SECONDS) -> Text:
    """Read the file, which the person calls `name`. Raises Unreadable, also when reading took too long or crashed."""
    with (
        tempfile.TemporaryDirectory(prefix="tricity-reading-") as folder,
        path.open("rb") as file,
        tempfile.TemporaryFile() as out,
    ):
        code = _run(name, file, out, folder, seconds)
        out.seek(0)
        return _answer(out, code)


def _run(name: str, file: IO[bytes], out: IO[bytes], folder: str, seconds: float) -> int:
    """The exit code; negative for the signal that ended the process."""
    process = subprocess.Popen(  # noqa: S603 our own module; the name is an argument, never a command
        [sys.executable, "-B", "-m", "tricity.documents.reading", name],
        stdin=file,
        stdout=out,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable("too-slow", limit=int(seconds)) from None
    finally:
        # Also when the worker is told to stop; the group, in case the process has started others.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: str) -> dict[str, str]:
    """Only what Python needs: no settings, keys or passwords of the site reach the process."""
    return {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONIOENCODING": "utf-8",
        "HOME": folder,
        "TMPDIR": folder,
        **_ONE_THREAD,
    }


def _answer(out: IO[bytes], code: int) -> Text:
    head: dict[str, Any] | None = None
    blocks: list[Block] = []
    for line in _lines(out):
        if "problem" in line:
            raise Unreadable(line["problem"], **line["values"])
        if "end" in line and head is not None and line["end"] == len(blocks):
            notes = tuple(head["notes"])
            return Text(head["format"], head["title"], head["pages"], tuple(blocks), notes)
        if head is None:
            head = line
        else:
            blocks.append(Block.from_dict(line))
    logger.warning("the reading of a document ended early, with %s", code)
    raise Unreadable("too-slow" if code == -signal.SIGXCPU else "crashed", limit=int(SECONDS))


def _lines(out: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The whole lines; one that was cut off ends them."""
    for line in out:
        try:
            yield json.loads(line)
        except ValueError:
            return
