"""Backups made while others write, and what comes out of them."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.migrated import prepare
from tests.site.processes import run, start, wait_for
from tricity.site.backup import archive, make, restore, swapping, verify
from tricity.site.backup.errors import BackupError, NotEmpty, Unsuitable
from tricity.site.backup.versions import check_known

SQLITE_SITE: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3"}
PREPARE = """
from tests import factories
from tricity.search.actions import touch
touch(factories.record(title="駐車場"))
"""
# A file, then the two rows that go with it; then another, until it is ended.
WRITE = """
import pathlib
from django.conf import settings
from django.db import transaction
from tricity.activity.actions import record
from tricity.jobs.models import Job
folder = pathlib.Path(settings.MEDIA_ROOT) / "events"
folder.mkdir(parents=True, exist_ok=True)
for number in range(100_000):
    (folder / f"{number}.txt").write_bytes(str(number).encode() * 5000)
    with transaction.atomic():
        job = Job.objects.create(name="written", arguments={"number": number})
        record("event.made", job)
"""
BACK_UP = """
from pathlib import Path
from tricity.site.backup import make
print(make(Path({path!r})).files)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a record; not to be changed."""
    folder = tmp_path_factory.mktemp("site")
    prepare(folder, PREPARE)
    return folder


@pytest.fixture(scope="module")
def backup(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backups") / "site.tar.gz"
    run(site, BACK_UP.format(path=str(path)))
    return path


def rows_of(path: Path) -> dict[str, list[Any]]:
    """Every row of every table, in the order of its first column."""
    with closing(sqlite3.connect(path)) as database:
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_backup_under_writes_is_the_site_of_one_moment(tmp_path: Path) -> None:
    data, path, target = tmp_path / "data", tmp_path / "b.tar.gz", tmp_path / "restored"
    prepare(data, PREPARE)
    writer = start(data, WRITE)
    try:
        wait_for(lambda: (data / "files/events/20.txt").exists())
        run(data, BACK_UP.format(path=str(path)))
        already = len(list((data / "files/events").iterdir()))
        wait_for(lambda: (data / f"files/events/{already + 20}.txt").exists())
    finally:
        writer.kill()
        writer.communicate()

    restore(path, target, database=SQLITE_SITE, index=False, migrate=False)

    live, then = rows_of(data / "tricity.sqlite3"), rows_of(target / "tricity.sqlite3")
    grown = {"jobs_job", "activity_entry", "sqlite_sequence"}
    assert then.keys() == live.keys()
    assert {name: rows for name, rows in then.items() if name not in grown} == {
        name: rows for name, rows in live.items() if name not in grown
    }
    written = len(then["jobs_job"])
    assert 0 < written < len(live["jobs_job"])
    assert then["jobs_job"] == live["jobs_job"][:written]
    entries = then["activity_entry"]
    assert entries == live["activity_entry"][: len(entries)]
    assert len(live["activity_entry"]) - len(entries) == len(live["jobs_job"]) - written
    kept, there = files_of(target / "files"), files_of(data / "files")
    assert {f"events/{number}.txt" for number in range(written)} <= kept.keys()
    # One file may have been in the middle of its writing; no row names it.
    whole = {name: there[name] for name in kept if int(Path(name).stem) < written}
    assert {name: kept[name] for name in whole} == whole
    assert (target / "secret-key").read_bytes() == (data / "secret-key").read_bytes()
    assert verify(path)["rows"] == {name: len(rows) for name, rows in then.items()}


def test_backup_is_for_its_owner_alone_and_leaves_nothing_behind(site: Path, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert list(backup.parent.iterdir()) == [backup]
    assert list((site / "state").glob("*.work")) == []
    with tarfile.open(backup) as members:
        names = members.getnames()
    assert names[0] == "database.sqlite3"
    assert names[-2:] == ["SHA256SUMS", "manifest.json"]
    assert "data/secret-key" in names
    assert not [name for name in names if name.startswith(("data/index", "data/state", "data/tricity"))]


def test_restored_site_is_found_in_by_words_of_another_language(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "restored"

    done = restore(backup, target, database=SQLITE_SITE)

    assert done.kept == ""
    assert not list(target.glob("restoring-*"))
    found = "from tricity.search.queries import find; print(find('parking', language='en').total)"
    assert run(target, found).splitlines()[-1] == "1"


def test_two_backups_at_once_are_refused(site: Path, tmp_path: Path) -> None:
    code = """
from pathlib import Path
from tricity.site import state
from tricity.site.backup import make
from tricity.site.backup.errors import AlreadyRunning
with state.locked(state.BACKUP_LOCK):
    try:
        make(Path({path!r}))
    except AlreadyRunning as error:
        print(error.message)
"""
    assert run(site, code.format(path=str(tmp_path / "b.tar.gz"))) == (
        "Another backup is being made. Wait until it is done."
    )
    assert list(tmp_path.iterdir()) == []


def test_site_that_is_there_is_kept_beside(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/mine.txt").write_text("mine")
    (tmp_path / "tricity.sqlite3").write_bytes(b"old")

    with pytest.raises(NotEmpty, match="--force"):
        restore(backup, tmp_path, database=SQLITE_SITE, index=False)
    assert files_of(tmp_path / "files") == {"mine.txt": b"mine"}
    done = restore(backup, tmp_path, database=SQLITE_SITE, force=True, index=False)

    kept = files_of(Path(done.kept))
    assert kept["files/mine.txt"] == b"mine"
    assert kept["tricity.sqlite3"] == b"old"
    assert not (tmp_path / "files/mine.txt").exists()
    assert rows_of(tmp_path / "tricity.sqlite3")["knowledge_record"]


def test_interrupted_exchange_is_finished_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged, kept = tmp_path / "restoring-1", tmp_path / "kept-1"
    staged.mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"old {name}")
        (staged / name).write_text(f"new {name}")
    rename, calls = Path.rename, []

    def stops_at_the_fifth(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stops_at_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        swapping.swap(tmp_path, staged, kept)
    assert swapping.is_interrupted(tmp_path)

    assert swapping.finish(tmp_path)

    assert [(tmp_path / name).read_text() for name in "abc"] == ["new a", "new b", "new c"]
    assert [(kept / name).read_text() for name in "abc"] == ["old a", "old b", "old c"]
    assert not swapping.is_interrupted(tmp_path)
    assert not staged.exists()


# --- Files that are no good ---------------------------------------------------------------------------------------


Members = Iterator[tuple[tarfile.TarInfo, bytes]]


def rewritten(backup: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], Members]) -> Path:
    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for info in old:
            content = old.extractfile(info)
            assert content is not None
            for other, data in change(info, content.read()):
                other.size = len(data)
                new.addfile(other, io.BytesIO(data))
    return target


def refused(path: Path, target: Path) -> str:
    """What the restore says; it must have left nothing."""
    with pytest.raises(BackupError) as caught:
        restore(path, target, database=SQLITE_SITE, index=False)
    assert not target.exists() or [entry.name for entry in target.iterdir()] == ["state"]
    return caught.value.message


def test_cut_off_file_is_refused(backup: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backup.read_bytes()[:-2000])

    assert "cannot be read to its end" in refused(cut, tmp_path / "t")


def test_changed_byte_is_refused_by_name(backup: Path, tmp_path: Path) -> None:
    def change(info: tarfile.TarInfo, data: bytes) -> Members:
        yield info, b"x" + data[1:] if info.name == "data/secret-key" else data

    changed = rewritten(backup, tmp_path / "c.tar.gz", change)

    assert refused(changed, tmp_path / "t") == "“data/secret-key” differs from what was backed up."


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "data/../../evil", "data/tricity.sqlite3", "other"])
def test_member_that_escapes_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    def change(info: tarfile.TarInfo, data: bytes) -> Members:
        yield tarfile.TarInfo(name), b"evil"
        yield info, data

    assert "which no backup of Tricity does" in refused(
        rewritten(backup, tmp_path / "e.tar.gz", change), tmp_path / "t"
    )
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_member_that_is_no_file_is_refused(backup: Path, tmp_path: Path, kind: bytes) -> None:
    def change(info: tarfile.TarInfo, data: bytes) -> Members:
        other = tarfile.TarInfo("data/files")
        other.type, other.linkname = kind, "/etc"
        yield other, b""
        yield info, data

    assert "which no backup of Tricity does" in refused(
        rewritten(backup, tmp_path / "l.tar.gz", change), tmp_path / "t"
    )


def test_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.gz").write_bytes(gzip.compress(b"no tar" * 1000))

    assert "cannot be read to its end" in refused(tmp_path / "picture.gz", tmp_path / "t")


def test_backup_of_a_newer_version_is_refused(backup: Path) -> None:
    manifest = verify(backup)
    check_known(manifest)
    newer = {"app": "knowledge", "name": "9999_from_the_future", "module": "tricity.knowledge.migrations"}

    with pytest.raises(Unsuitable, match=r"newer than this one \(unknown: knowledge.9999_from_the_future\)"):
        check_known({**manifest, "migrations": [*manifest["migrations"], newer]})


def test_older_database_is_brought_to_this_version(site: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    migrate = "from django.core.management import call_command; call_command('migrate', 'jobs', 'zero', verbosity=0)"
    prepare(old, f"{PREPARE}{migrate}")
    run(old, BACK_UP.format(path=str(tmp_path / "b.tar.gz")))
    assert "jobs_job" not in rows_of(old / "tricity.sqlite3")

    restore(tmp_path / "b.tar.gz", tmp_path / "new", database=SQLITE_SITE, index=False)

    assert "jobs_job" in rows_of(tmp_path / "new/tricity.sqlite3")


def test_safe_names() -> None:
    assert archive.is_safe("data/files/駐車場.pdf")
    assert not any(archive.is_safe(name) for name in ("", ".", "..", "/a", "a/../b", "a//b", "a\\b", "./a"))


def test_sums_are_as_sha256sum_writes_them() -> None:
    assert archive.sum_line("0" * 64, "a") == f"{'0' * 64}  a\n".encode()
    assert archive.sum_line("0" * 64, "a\nb") == f"\\{'0' * 64}  a\\nb\n".encode()


# --- PostgreSQL ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_postgres_under_writes_comes_back_row_for_row(tmp_path: Path, settings: Any) -> None:
    import psycopg

    from tests import factories
    from tricity.site.backup import postgres

    settings.DATA, settings.BACKUP_FOLDER = tmp_path / "data", tmp_path / "backups"
    settings.DATA.mkdir()
    (settings.DATA / "secret-key").write_text("key")
    factories.record(title="駐車場")
    live, stop = dict(connection.settings_dict), threading.Event()
    writing = threading.Thread(target=_write_pairs, args=(live, stop))
    writing.start()
    try:
        made = make(tmp_path / "b.tar.gz")
    finally:
        stop.set()
        writing.join()
    with psycopg.connect(**postgres.parameters(live), autocommit=True) as database:
        database.execute("DROP DATABASE IF EXISTS tricity_restored")
        database.execute("CREATE DATABASE tricity_restored")
    target = {**live, "NAME": "tricity_restored"}
    try:
        restore(tmp_path / "b.tar.gz", tmp_path / "new", database=target, index=False, migrate=False)
        then, now = _postgres_rows(target), _postgres_rows(live)
        with pytest.raises(NotEmpty):
            restore(tmp_path / "b.tar.gz", tmp_path / "new", database=target, index=False, migrate=False)
        again = restore(
            tmp_path / "b.tar.gz", tmp_path / "new", database=target, force=True, index=False, migrate=False
        )
        assert (Path(again.kept) / "database.pgdump").stat().st_size > 0
        assert _postgres_rows(target) == then
    finally:
        with psycopg.connect(**postgres.parameters(live), autocommit=True) as database:
            database.execute("DROP DATABASE tricity_restored WITH (FORCE)")

    grown = {"jobs_job", "search_outbox"}
    assert then.keys() == now.keys()
    assert {name: rows for name, rows in then.items() if name not in grown} == {
        name: rows for name, rows in now.items() if name not in grown
    }
    assert set(then["jobs_job"]) <= set(now["jobs_job"])
    assert len(then["jobs_job"]) == len([row for row in then["search_outbox"] if "written" in row])
    assert made.rows == sum(len(rows) for rows in then.values())
    assert (tmp_path / "new/secret-key").read_text() == "key"


def _write_pairs(database: dict[str, Any], stop: threading.Event) -> None:
    import psycopg

    from tricity.site.backup import postgres

    with psycopg.connect(**postgres.parameters(database)) as writer:
        while not stop.is_set():
            writer.execute(
                "INSERT INTO jobs_job (name, arguments, state, attempts, due_at, lease, error, created_at)"
                " VALUES ('written', '{}', 'done', 0, now(), '', '', now())"
            )
            writer.execute(
                "INSERT INTO search_outbox (subject_kind, subject_id, created_at) VALUES ('written', 1, now())"
            )
            writer.commit()


def _postgres_rows(database: dict[str, Any]) -> dict[str, list[str]]:
    import psycopg
    from psycopg import sql

    from tricity.site.backup import postgres

    with psycopg.connect(**postgres.parameters(database)) as reader:
        names = [
            name for (name,) in reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        query = sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1")
        return {
            name: [row for (row,) in reader.execute(query.format(sql.Identifier(name)))] for name in names
        }


def test_manifest_says_what_is_in_it(backup: Path) -> None:
    manifest = verify(backup)

    with tarfile.open(backup) as members:
        stated = members.extractfile("manifest.json")
        assert stated is not None
        assert json.loads(stated.read()) == manifest
    assert manifest["rows"]["knowledge_record"] == 1
    assert {"app": "jobs", "name": "0001_initial", "module": "tricity.jobs.migrations"} in manifest[
        "migrations"
    ]
