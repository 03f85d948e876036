"""Consistent snapshots of the database, and what a manifest says of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from tricity.site.backup import postgres
from tricity.site.backup.errors import BackupError

SQLITE_MEMBER, POSTGRES_MEMBER = "database.sqlite3", "database.pgdump"
# Pages copied before the progress is told: some 16 MB.
STEP = 4096
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file with the database as it was at one moment; `rows` of each table, `migrations` applied (app, name)."""

    path: Path
    member: str
    rows: dict[str, int]
    migrations: list[tuple[str, str]]
    version: str


def snapshot(work: Path, progress: Progress | None = None) -> Snapshot:
    """Write the database as it is now into `work`, while others write. Raises BackupError."""
    if connection.vendor == "sqlite":
        return _sqlite(Path(connection.settings_dict["NAME"]), work / SQLITE_MEMBER, progress)
    return _postgres(work / POSTGRES_MEMBER)


def _sqlite(source: Path, path: Path, progress: Progress | None) -> Snapshot:
    path.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, timeout=20)) as live,
        closing(sqlite3.connect(path)) as copy,
    ):
        copy.execute("PRAGMA synchronous=OFF")
        # A read transaction of our own: what others commit meanwhile neither waits nor has the copy begin anew.
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=STEP, progress=_told(progress))
        copy.execute("PRAGMA journal_mode=DELETE")
    with closing(sqlite3.connect(path)) as copy:
        problem = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise BackupError(
                _("The database itself is damaged: %(reason)s. See “tricity doctor”.") % {"reason": problem}
            )
        return Snapshot(path, SQLITE_MEMBER, *sqlite_facts(copy), f"SQLite {sqlite3.sqlite_version}")


def _told(progress: Progress | None) -> Callable[[int, int, int], object] | None:
    return None if progress is None else lambda _status, left, total: progress(total - left, total)


def sqlite_facts(database: sqlite3.Connection) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Rows of each table and the migrations applied."""
    names = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    rows = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    if "django_migrations" not in rows:
        return rows, []
    return rows, database.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()


def _postgres(path: Path) -> Snapshot:
    with _one_moment() as (database, moment):
        postgres.dump(connection.settings_dict, path, moment=moment)
        rows, migrations = postgres_facts(database)
        version = database.execute("SHOW server_version").fetchone()
    return Snapshot(path, POSTGRES_MEMBER, rows, migrations, f"PostgreSQL {version[0] if version else ''}")


@contextmanager
def _one_moment() -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A connection that sees one moment of the database, and the name under which pg_dump sees the same."""
    with psycopg.connect(**postgres.parameters(connection.settings_dict)) as database:
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        database.read_only = True
        found = database.execute("SELECT pg_export_snapshot()").fetchone()
        yield database, str(found[0] if found else "")


def postgres_facts(database: psycopg.Connection[Any]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    names = [
        name
        for (name,) in database.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
    ]
    rows = {}
    for name in names:
        counted = database.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        rows[name] = int(counted[0]) if counted else 0
    if "django_migrations" not in rows:
        return rows, []
    return rows, database.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()


def described(migrations: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Migrations with the module they are found in, so that another version can say whether it knows them."""
    modules = {config.label: config.name for config in apps.get_app_configs()}
    return [
        {"app": app, "name": name, "module": f"{modules.get(app, app)}.migrations"}
        for app, name in migrations
    ]
