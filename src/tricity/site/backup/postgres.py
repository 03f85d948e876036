"""The programs of PostgreSQL that dump and load a database; they are called, never reimplemented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from tricity.site.backup.errors import BackupError

# Everything of ours that lies in the schema, but what belongs to an extension; sequences of tables go with these.
OURS = """
SELECT 'DROP ' || kind || ' IF EXISTS ' || name || ' CASCADE;' FROM (
  SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind,
         format('public.%I', relname) AS name, c.oid
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
  UNION ALL
  SELECT 'FUNCTION', format('%s', p.oid::regprocedure), p.oid
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
) AS ours WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = ours.oid AND d.deptype = 'e')
ORDER BY array_position(ARRAY['VIEW', 'TABLE', 'FUNCTION', 'SEQUENCE'], kind)
"""


def parameters(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What psycopg connects with, from Django's settings of a database."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {ours: settings[theirs] for theirs, ours in names.items() if settings.get(theirs)}


def dump(settings: Mapping[str, Any], path: Path, *, moment: str = "") -> None:
    """Write the database in pg_dump's own format, as of the exported snapshot `moment`. Raises BackupError."""
    path.touch(mode=0o600)
    options = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={path}"]
    if moment:
        options.append(f"--snapshot={moment}")
    _run([_program("pg_dump", settings), *options], settings)


def load(settings: Mapping[str, Any], path: Path) -> None:
    """Put the dump in the place of everything in the database, in one transaction: all of it or nothing."""
    script = path.with_suffix(".sql")
    try:
        script.touch(mode=0o600)
        _run(
            [
                _program("pg_restore", settings),
                "--no-owner",
                "--no-privileges",
                f"--file={script}",
                str(path),
            ],
            settings,
        )
        _drop_schema_line(script)
        first = "".join(f"{line}\n" for line in _drops(settings))
        _run(
            [
                _program("psql", settings),
                "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
                *(["--command", first] if first else []),
                "--file", str(script),
            ],
            settings,
        )  # fmt: skip
    finally:
        script.unlink(missing_ok=True)


def tables(settings: Mapping[str, Any]) -> int:
    """How many tables there are."""
    with psycopg.connect(**parameters(settings)) as database:
        found = database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return int(found[0]) if found else 0


def _drops(settings: Mapping[str, Any]) -> list[str]:
    with psycopg.connect(**parameters(settings)) as database:
        return [str(line) for (line,) in database.execute(sql.SQL(OURS))]


def _drop_schema_line(script: Path) -> None:
    """A dump of one schema makes it, which only an owner may, and which there is already."""
    kept = script.with_suffix(".kept")
    with script.open(encoding="utf-8") as lines, kept.open("w", encoding="utf-8") as out:
        kept.chmod(0o600)
        in_head = True
        for line in lines:
            in_head = in_head and not line.startswith(("CREATE TABLE", "CREATE FUNCTION", "COPY "))
            if not (in_head and re.match(r"(CREATE|COMMENT ON) SCHEMA public\b", line)):
                out.write(line)
    kept.replace(script)


def _program(name: str, settings: Mapping[str, Any]) -> str:
    """Where the program is. Raises BackupError where it is missing or older than the server, which it then refuses."""
    path = shutil.which(name)
    if path is None:
        message = _(
            "The program %(name)s is missing. Install the PostgreSQL client (Debian: postgresql-client)."
        )
        raise BackupError(message % {"name": name})
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)", said.partition(")")[2] or said)
    with psycopg.connect(**parameters(settings)) as database:
        server = database.info.server_version // 10000
    if found and int(found.group(1)) < server:
        message = _(
            "%(name)s is of version %(client)s, the server of version %(server)s: install a newer one."
        )
        raise BackupError(message % {"name": name, "client": found.group(1), "server": server})
    return path


def _run(command: list[str], settings: Mapping[str, Any]) -> None:
    """Run a program on the database; the password goes through the environment, where no list of processes shows it."""
    known = parameters(settings)
    names = {
        "dbname": "PGDATABASE",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "host": "PGHOST",
        "port": "PGPORT",
    }
    environment = {**os.environ, **{names[name]: str(value) for name, value in known.items()}}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        reason = done.stderr.strip()[-600:]
        raise BackupError(
            _("%(name)s failed: %(reason)s") % {"name": Path(command[0]).name, "reason": reason}
        )
