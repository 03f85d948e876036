"""Reading backups: verifying one, putting one in place.

Everything is unpacked beside the data, compared with its sums, brought to the layout of this version and indexed; only
then it takes the place of what was there. Whatever fails before leaves the site as it was.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tricity.site import state
from tricity.site.backup import archive, postgres, swapping
from tricity.site.backup.database import POSTGRES_MEMBER, SQLITE_MEMBER
from tricity.site.backup.errors import AlreadyRunning, BackupError, Damaged, NotEmpty, Unsuitable
from tricity.site.backup.making import FORMAT
from tricity.site.backup.versions import check_known

DATABASE = "tricity.sqlite3"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place; `kept` is where the data of before lies, empty where there was none."""

    made_at: str
    tricity: str
    files: int
    rows: int
    kept: str
    data: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def verify(source: Path | IO[bytes]) -> dict[str, Any]:
    """The manifest of a backup whose every sum is right and whose database opens. Raises Damaged."""
    with tempfile.TemporaryDirectory(prefix="tricity-verify-") as folder, _opened(source) as stream:
        work = Path(folder)

        def take(name: str, content: archive.Hashing) -> None:
            if name == SQLITE_MEMBER:
                _store(content, work / name)

        manifest = archive.read_archive(stream, work, take)
        if (work / SQLITE_MEMBER).exists():
            _check_sqlite(work / SQLITE_MEMBER)
        return manifest


def restore(
    source: Path | IO[bytes], data: Path, *, database: Mapping[str, Any] | None = None,
    force: bool = False, index: bool = True, migrate: bool = True,
) -> Restored:  # fmt: skip
    """Put a backup into the folder `data`; where the site uses PostgreSQL, `database` are Django's settings of it.

    What is there is never overwritten: without `force` NotEmpty is raised, with it the old data goes to `kept-…` inside
    the folder. Raises Damaged, Unsuitable, AlreadyRunning (a site is being served from the folder), BackupError.
    """
    settings = database if database is not None else connection.settings_dict
    target = settings if settings["ENGINE"].endswith("postgresql") else None
    was_there = data.exists()
    data.mkdir(parents=True, exist_ok=True)
    try:
        with _alone(data):
            swapping.finish(data)
            return _restore(source, data, target, force=force, index=index, migrate=migrate)
    except BaseException as error:
        if not was_there:
            swapping.remove_traces(data)
        if isinstance(error, OSError):
            raise BackupError(_("It cannot be restored: %(reason)s") % {"reason": error}) from error
        raise


def _restore(
    source: Path | IO[bytes], data: Path, target: Mapping[str, Any] | None, *,
    force: bool, index: bool, migrate: bool,
) -> Restored:  # fmt: skip
    is_full = swapping.holds_a_site(data) or (target is not None and postgres.tables(target) > 0)
    if is_full and not force:
        message = _("There is a site in %(folder)s already. With --force it is kept beside and replaced.")
        raise NotEmpty(message % {"folder": data})
    with _staging(data) as (staged, work), _opened(source) as stream:
        manifest = archive.read_archive(
            stream, work, lambda name, content: _unpack(name, content, staged, work)
        )
        _check_suitable(manifest, target)
        if target is None:
            _check_sqlite(staged / DATABASE)
        kept = data / f"kept-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}" if is_full else None
        with _loaded(target, work / POSTGRES_MEMBER, data, kept):
            _finish(staged, target, index=index, migrate=migrate)
            swapping.swap(data, staged, kept)
    return Restored(
        made_at=str(manifest["made_at"]),
        tricity=str(manifest["tricity"]),
        files=int(manifest["files"]),
        rows=sum(manifest["rows"].values()),
        kept=str(kept or ""),
        data=str(data),
    )


def put_database_back(source: Path) -> None:
    """Give the database, and it alone, the content of a backup again: after an upgrade that failed. Raises BackupError."""
    with (
        tempfile.TemporaryDirectory(prefix="database-", dir=state.folder()) as folder,
        _opened(source) as stream,
    ):
        work = Path(folder)

        def take(name: str, content: archive.Hashing) -> None:
            if name in (SQLITE_MEMBER, POSTGRES_MEMBER):
                _store(content, work / name)

        archive.read_archive(stream, work, take)
        connection.close()
        if (work / POSTGRES_MEMBER).exists():
            postgres.load(connection.settings_dict, work / POSTGRES_MEMBER)
            return
        # One transaction: whoever is killed in the middle leaves a journal, and the next to open the file rolls back.
        with (
            closing(sqlite3.connect(work / SQLITE_MEMBER)) as copy,
            closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as live,
        ):
            copy.backup(live)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    try:
        with state.locked(state.SERVE_LOCK, data=data), state.locked(state.BACKUP_LOCK, data=data):
            yield
    except state.Busy as busy:
        if str(busy) == state.BACKUP_LOCK:
            raise AlreadyRunning(_("A backup is being made. Wait until it is done.")) from None
        message = _("A site is being served from %(folder)s. Stop it first.")
        raise AlreadyRunning(message % {"folder": data}) from None


@contextmanager
def _staging(data: Path) -> Iterator[tuple[Path, Path]]:
    """A folder that becomes the data, and one for what is read on the way; both gone afterwards."""
    for left in data.glob("restoring-*"):
        shutil.rmtree(left, ignore_errors=True)
    staged = data / f"restoring-{secrets.token_hex(4)}"
    work = data / f"{staged.name}-work"
    try:
        for place in (staged, work):
            place.mkdir(mode=0o700)
        yield staged, work
    finally:
        for place in (staged, work):
            if not swapping.is_interrupted(data):
                shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _opened(source: Path | IO[bytes]) -> Iterator[IO[bytes]]:
    if not isinstance(source, Path):
        yield source
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise BackupError(
            _("%(path)s cannot be read: %(reason)s") % {"path": source, "reason": error.strerror}
        ) from error
    with stream:
        yield stream


def _unpack(name: str, content: archive.Hashing, staged: Path, work: Path) -> None:
    if name == SQLITE_MEMBER:
        _store(content, staged / DATABASE)
    elif name == POSTGRES_MEMBER:
        _store(content, work / POSTGRES_MEMBER)
    elif name.startswith("data/"):
        path = name.removeprefix("data/")
        if path.startswith((DATABASE, f"{state.FOLDER}/")) or path == state.FOLDER:
            raise Damaged(_("It holds “%(name)s”, which no backup of Tricity does.") % {"name": name})
        _store(content, staged / path)
    elif name != "settings.json":
        raise Damaged(_("It holds “%(name)s”, which no backup of Tricity does.") % {"name": name})


def _store(content: archive.Hashing, path: Path) -> None:
    """Write a new file: what exists, a second member of the same name say, is an error."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Damaged(_("It holds “%(name)s” twice.") % {"name": path.name}) from None
    with os.fdopen(number, "wb") as out:
        while data := content.read(archive.CHUNK):
            out.write(data)


def _check_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as database:
            problem = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        problem = str(error)
    if problem != "ok":
        raise Damaged(_("Its database is damaged: %(reason)s") % {"reason": problem})


def _check_suitable(manifest: Mapping[str, Any], target: Mapping[str, Any] | None) -> None:
    if manifest.get("format") != FORMAT:
        raise Unsuitable(_("It was made by a newer version of Tricity. Install that version first."))
    is_postgres = manifest["database"]["member"] == POSTGRES_MEMBER
    if is_postgres and target is None:
        raise Unsuitable(_("It holds a PostgreSQL database. Set TRICITY_DATABASE_URL to an empty one."))
    if not is_postgres and target is not None:
        raise Unsuitable(_("It holds an SQLite database. Unset TRICITY_DATABASE_URL."))
    check_known(manifest)


@contextmanager
def _loaded(target: Mapping[str, Any] | None, dump: Path, data: Path, kept: Path | None) -> Iterator[None]:
    """With PostgreSQL, the database has the backup's content; after an error in the block, its own of before again."""
    if target is None:
        yield
        return
    before = state.folder(data) / f"before-{secrets.token_hex(4)}.pgdump"
    postgres.dump(target, before)
    try:
        postgres.load(target, dump)
        try:
            yield
        except BaseException:
            postgres.load(target, before)
            raise
        if kept is not None:
            kept.mkdir(exist_ok=True, mode=0o700)
            before.rename(kept / POSTGRES_MEMBER)
    finally:
        before.unlink(missing_ok=True)


def _finish(staged: Path, target: Mapping[str, Any] | None, *, index: bool, migrate: bool) -> None:
    """Migrate and index in a process of its own, for which `staged` is the site's folder."""
    steps = [name for name, wanted in (("migrate", migrate), ("index", index)) if wanted]
    if not steps:
        return
    environment = {
        **os.environ,
        "TRICITY_DATA": str(staged),
        "TRICITY_BACKUP_FOLDER": "",
        "TRICITY_DATABASE_URL": _url(target) if target else "",
        "TRICITY_LANGUAGE": get_language() or "en",
    }
    command = [sys.executable, "-m", "tricity.site.backup.finish", *steps]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    shutil.rmtree(staged / state.FOLDER, ignore_errors=True)
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or [str(done.returncode)]
        raise BackupError(_("It cannot be brought to this version: %(reason)s") % {"reason": reason[0]})


def _url(settings: Mapping[str, Any]) -> str:
    user = quote(str(settings.get("USER") or ""), safe="")
    password = quote(str(settings.get("PASSWORD") or ""), safe="")
    host, port = str(settings.get("HOST") or ""), str(settings.get("PORT") or "")
    place = quote(host, safe="") if host.startswith("/") else host
    return f"postgres://{user}:{password}@{place}{':' if port else ''}{port}/{quote(str(settings['NAME']), safe='')}"
