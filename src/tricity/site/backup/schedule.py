"""Backups the running site makes by itself, and which of them are kept."""

from __future__ import annotations

import datetime as dt
import logging
import re
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from tricity.site import state
from tricity.site.backup.errors import AlreadyRunning
from tricity.site.backup.making import Made, folder, make, new_path
from tricity.site.backup.restoring import verify
from tricity.web.errors import TricityError

logger = logging.getLogger(__name__)

NOTE = "backup"
AUTOMATIC, BEFORE_UPGRADE = "auto", "before-upgrade"
KEPT_UPGRADES = 3
# After a failure (a full disk, a folder that is away) it is tried again sooner than in a day.
RETRY = dt.timedelta(hours=1)


def is_due(now: dt.datetime | None = None) -> bool:
    """The last backup this site made by itself is older than the hours the operator set; demos make none."""
    if settings.BACKUP_HOURS == 0 or settings.DEMO:
        return False
    now = now or dt.datetime.now(dt.UTC)
    note = state.read(NOTE)
    failed_at, made_at = _time(note.get("failed_at")), _time(note.get("made_at"))
    if failed_at is not None and now - failed_at < RETRY:
        return False
    return made_at is None or now - made_at >= dt.timedelta(hours=settings.BACKUP_HOURS)


def run(now: dt.datetime | None = None) -> bool:
    """Make a backup, read it back, remove what need not be kept; True when it was made.

    The outcome is noted for the health page, a failure too. While another backup is being made nothing happens.
    """
    try:
        made = make(new_path(AUTOMATIC))
        verify(Path(made.path))
    except AlreadyRunning:
        return False
    except (TricityError, OSError) as error:
        logger.error("the scheduled backup failed: %s", error)
        failed_at = (now or dt.datetime.now(dt.UTC)).isoformat()
        state.write(NOTE, {**state.read(NOTE), "failed_at": failed_at, "problem": str(error)})
        return False
    remember(made, verified=True)
    prune()
    return True


def remember(made: Made, *, verified: bool) -> None:
    """Note a backup for the health page."""
    state.write(NOTE, {**made.as_dict(), "verified_at": time.time() if verified else None})


def note_verified(path: str) -> None:
    """Note that this backup was read back without a fault; nothing happens where it is not the last one."""
    note = last()
    if note.get("path") == str(Path(path).resolve()):
        state.write(NOTE, {**note, "verified_at": time.time()})


def last() -> dict[str, Any]:
    """What was noted of the last backup: `made_at`, `path`, `bytes`, `verified_at`; `failed_at` and `problem` after a failure."""
    return state.read(NOTE)


def prune() -> list[Path]:
    """Remove backups this site made by itself and need not keep; returns those. What people made is never removed."""
    days, weeks = settings.BACKUP_KEEP
    gone = _not_kept(_of_kind(AUTOMATIC), days, weeks) + _of_kind(BEFORE_UPGRADE)[KEPT_UPGRADES:]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _of_kind(mark: str) -> list[Path]:
    """The newest first."""
    named = re.compile(rf"tricity-{re.escape(settings.NODE)}-{mark}-\d{{8}}T\d{{6}}Z\.tar\.gz")
    return sorted((path for path in folder().glob("*.tar.gz") if named.fullmatch(path.name)), reverse=True)


def _not_kept(newest_first: list[Path], days: int, weeks: int) -> list[Path]:
    by_day: dict[str, Path] = {}
    by_week: dict[str, Path] = {}
    for path in newest_first:
        made_on = dt.datetime.strptime(path.name[-23:-7], "%Y%m%dT%H%M%SZ").date()  # noqa: DTZ007  # the name is in UTC
        by_day.setdefault(made_on.isoformat(), path)
        by_week.setdefault(f"{made_on:%G-%V}", path)
    kept = {*list(by_day.values())[:days], *list(by_week.values())[:weeks]}
    return [path for path in newest_first if path not in kept]


def _time(text: Any) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
