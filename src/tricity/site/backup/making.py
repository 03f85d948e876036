"""Making a backup while the site runs."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import platform
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.site import state
from tricity.site.backup import archive, database
from tricity.site.backup.errors import AlreadyRunning, BackupError
from tricity.site.variables import VARIABLES

FORMAT = 1
# Made anew from the rest, or about this machine alone.
DERIVED = frozenset({"index", "static", "replay", "bundles", state.FOLDER, "backups"})
DERIVED_STARTS = ("kept-", "restoring-", "tricity.sqlite3")
SECRET_ENDINGS = ("KEY", "SECRET", "PASSWORD", "DATABASE_URL", "EMAIL_URL")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup. `path` is empty where it went to a stream; `bytes` is the size of the archive."""

    path: str
    bytes: int
    files: int
    rows: int
    seconds: float
    made_at: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def folder() -> Path:
    """Where backups are kept."""
    return Path(settings.BACKUP_FOLDER)


def new_path(mark: str = "") -> Path:
    """A name for a new backup in the folder of backups."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    middle = f"{mark}-" if mark else ""
    return folder() / f"tricity-{settings.NODE}-{middle}{stamp}.tar.gz"


def make(target: Path | IO[bytes], progress: Progress | None = None) -> Made:
    """Write everything to `target`, a file that must not exist yet or a stream; nobody has to stop working.

    A file appears under its name only when it is whole. Raises AlreadyRunning, BackupError.
    """
    started = time.monotonic()
    try:
        with state.locked(state.BACKUP_LOCK), _work() as work:
            if not isinstance(target, Path):
                return _write(target, work, progress, started, "")
            with _whole_file(target) as out:
                made = _write(out, work, progress, started, str(target))
            size = target.stat().st_size
    except state.Busy:
        raise AlreadyRunning(_("Another backup is being made. Wait until it is done.")) from None
    except OSError as error:
        raise BackupError(_("The backup cannot be written: %(reason)s") % {"reason": error}) from error
    return Made(made.path, size, made.files, made.rows, made.seconds, made.made_at)


@contextmanager
def _work() -> Iterator[Path]:
    """A folder for the snapshot, beside the files so that they can be linked; those of killed backups are removed."""
    root = state.folder()
    for left in root.glob("backup-*.work"):
        shutil.rmtree(left, ignore_errors=True)
    place = root / f"backup-{secrets.token_hex(4)}.work"
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _whole_file(target: Path) -> Iterator[IO[bytes]]:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists():
        raise BackupError(_("%(path)s exists already.") % {"path": target})
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _write(out: IO[bytes], work: Path, progress: Progress | None, started: float, path: str) -> Made:
    # Files are written before and deleted after the rows that name them, and never changed: links made before and after
    # the snapshot hold every file that any of its rows names.
    files = work / "files"
    _link_all(files)
    taken = database.snapshot(work, progress)
    _link_all(files)
    made_at = timezone.now().isoformat()
    writer = archive.Writer(out, work)
    writer.add_file(taken.member, taken.path)
    taken.path.unlink()
    for name in _walk(files):
        writer.add_file(f"data/{name}", files / name)
    writer.add_bytes("settings.json", _settings())
    writer.close({**_manifest(taken, made_at), "files": writer.count, "bytes": writer.bytes})
    return Made(
        path, 0, writer.count, sum(taken.rows.values()), round(time.monotonic() - started, 2), made_at
    )


def _link_all(into: Path) -> None:
    data = Path(settings.DATA)
    for name in _walk(data, top=_is_kept):
        target = into / name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(data / name, target)
        except FileNotFoundError:
            continue  # deleted meanwhile; no row of the snapshot to come names it
        except OSError:  # a file system without links
            shutil.copy2(data / name, target)


def _is_kept(entry: Path) -> bool:
    is_backups = entry.resolve() == folder().resolve()
    return not (entry.name in DERIVED or entry.name.startswith(DERIVED_STARTS) or is_backups)


def _walk(root: Path, top: Callable[[Path], bool] = lambda _entry: True) -> Iterator[str]:
    """Paths of all ordinary files below, relative to it and in order; links, sockets and unfinished files are passed over."""
    for here, folders, names in os.walk(root):
        place = Path(here)
        if place == root:
            folders[:] = [name for name in folders if top(place / name)]
            names = [name for name in names if top(place / name)]
        folders.sort()
        for name in sorted(names):
            path = place / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix()


def _settings() -> bytes:
    lines = {}
    for variable in VARIABLES:
        value = os.environ.get(variable.environment_name)
        if value is not None:
            lines[variable.environment_name] = (
                "(secret, not backed up)" if variable.name.endswith(SECRET_ENDINGS) else value
            )
    return json.dumps(lines, ensure_ascii=False, indent=1).encode()


def _manifest(taken: database.Snapshot, made_at: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": made_at,
        "node": settings.NODE,
        "tricity": importlib.metadata.version("tricity"),
        "code": code_version(),
        "python": platform.python_version(),
        "database": {"member": taken.member, "version": taken.version},
        "migrations": database.described(taken.migrations),
        "rows": taken.rows,
        "settings": sorted(name for name in os.environ if name.startswith("TRICITY_")),
    }


def code_version() -> str:
    """The commit the code was taken from, where it lies in a Git working copy; else empty."""
    git = shutil.which("git")
    root = Path(settings.PACKAGE).parent.parent
    if git is None or not (root / ".git").exists():
        return ""
    command = [git, "-C", str(root), "describe", "--always", "--tags", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip()
