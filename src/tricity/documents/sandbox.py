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
from pathlib import Path
from typing import IO, Any, Final

from tricity.documents.reading.formats import Format
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Block, Text
from tricity.documents.sentences import MESSAGES, NOTES

logger = logging.getLogger(__name__)

READER: Final = "tricity.documents.reading"
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
        [sys.executable, "-B", "-m", READER, name],
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
    """What the process wrote, none of it trusted: a process taken over by a document may write anything."""
    try:
        found = _text(out)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        logger.warning("the reading of a document gave no answer (%s), with %s", type(error).__name__, code)
        raise Unreadable("crashed") from error
    if found is None:
        logger.warning("the reading of a document ended early, with %s", code)
        raise Unreadable("too-slow" if code == -signal.SIGXCPU else "crashed", limit=int(SECONDS))
    return found


def _text(out: IO[bytes]) -> Text | None:
    """None where the answer breaks off before its end."""
    head: dict[str, Any] | None = None
    blocks: list[Block] = []
    for raw in out:
        line = json.loads(raw)
        if "problem" in line:
            _check(line["problem"] in MESSAGES)
            raise Unreadable(line["problem"], **line["values"])
        if "end" in line and head is not None:
            return _joined(head, blocks) if line["end"] == len(blocks) else None
        if head is None:
            head = line
        else:
            blocks.append(_block(line))
    return None


def _joined(head: dict[str, Any], blocks: list[Block]) -> Text:
    notes = tuple(head["notes"])
    _check(head["format"] in set(Format) and set(notes) <= set(NOTES) and bool(blocks))
    return Text(head["format"], str(head["title"]), int(head["pages"]), tuple(blocks), notes)


def _block(line: dict[str, Any]) -> Block:
    block = Block.from_dict(line)
    _check(isinstance(block.text, str))
    return block


def _check(is_right: bool) -> None:
    if not is_right:
        raise ValueError("not an answer")
