"""What a site needs before it can be served."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tricity.calendars import actions as calendars
from tricity.terms.actions import load_seed


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over names, sizes and times of change: equal while no file was touched."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        facts = path.stat()
        seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def collect_static() -> bool:
    """Copy and hash the files browsers get; False where nothing changed since the last time."""
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    stamp, manifest = settings.STATIC_ROOT / ".fingerprint", settings.STATIC_ROOT / "staticfiles.json"
    current = fingerprint(files)
    if manifest.exists() and stamp.exists() and stamp.read_text() == current:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(current)
    return True


def load_terms() -> None:
    """Bring the shipped thesaurus into the database; edited concepts stay as edited."""
    load_seed()


def load_calendars() -> None:
    """Bring the shipped holidays into the database; days edited here stay as edited."""
    calendars.load_seed()


class Stamp:
    """A note in the data folder of what was set up from which files, so that a second start is quick."""

    def __init__(self, name: str) -> None:
        self._path = settings.DATA / f"{name}.json"

    def matches(self, value: str) -> bool:
        return self._path.exists() and json.loads(self._path.read_text()).get("made_from") == value

    def write(self, value: str) -> None:
        self._path.write_text(json.dumps({"made_from": value}))
