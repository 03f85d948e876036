"""Small notes about this installation in `<data>/state`: files, so that they can be read while the database is away.

They are about this machine, not content: a backup leaves them out. Locks in the same folder are the system's own, which
gives them back when a process dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = "state"
SERVE_LOCK = "serve.lock"
BACKUP_LOCK = "backup.lock"


class Busy(Exception):
    """Another process holds the lock."""


def folder(data: Path | None = None) -> Path:
    """The folder of the notes, made where it is missing."""
    place = (data or Path(settings.DATA)) / FOLDER
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def read(name: str) -> dict[str, Any]:
    """The note of that name; empty where there is none or it cannot be read."""
    try:
        value = json.loads((Path(settings.DATA) / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write(name: str, value: dict[str, Any], *, data: Path | None = None) -> None:
    """Put the note in place of the old one, whole or not at all."""
    place = folder(data) / f"{name}.json"
    temporary = place.with_name(f"{place.name}.{os.getpid()}")
    temporary.write_text(json.dumps(value, ensure_ascii=False, default=str), encoding="utf-8")
    temporary.replace(place)


def beat(name: str) -> None:
    """Note that `name` is alive."""
    (folder() / f"{name}.beat").touch()


def seconds_since_beat(name: str) -> float | None:
    """Seconds since `name` was last seen alive; None where it never was."""
    try:
        return max(0.0, time.time() - (Path(settings.DATA) / FOLDER / f"{name}.beat").stat().st_mtime)
    except OSError:
        return None


@contextmanager
def locked(name: str, *, shared: bool = False, data: Path | None = None) -> Iterator[None]:
    """Hold a lock without waiting. Raises Busy where somebody else has it."""
    with (folder(data) / name).open("w") as handle:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            raise Busy(name) from None
        yield


def is_served(data: Path | None = None) -> bool:
    """`tricity serve` runs on this data folder."""
    try:
        with locked(SERVE_LOCK, data=data):
            return False
    except Busy:
        return True
