"""Bringing the database to the layout of this version, with a way back.

A backup is made and read back first; where a migration or the check after it fails, the database gets its content of
before again. `undo` goes back later, to the backup of the last upgrade.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.site import state
from tricity.site.backup import Restored, make, restore, verify
from tricity.site.backup.making import code_version, new_path
from tricity.site.backup.restoring import put_database_back
from tricity.site.backup.schedule import BEFORE_UPGRADE, prune
from tricity.site.health.database import damage
from tricity.web.errors import TricityError

NOTE = "upgrade"


class UpgradeFailed(TricityError):
    """The database is as it was before."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done; `backup` is empty for a database that was new."""

    migrations: tuple[str, ...]
    backup: str


def pending() -> list[str]:
    """Migrations this version has and the database has not seen, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def upgrade() -> Upgraded | None:
    """Bring the database up to date; None where it is. Raises UpgradeFailed, BackupError."""
    waiting = pending()
    if not waiting:
        return None
    if not MigrationExecutor(connection).loader.applied_migrations:
        call_command("migrate", verbosity=0, interactive=False)
        return Upgraded(tuple(waiting), "")
    try:
        with state.locked(state.SERVE_LOCK):
            return _with_backup(waiting)
    except state.Busy:
        message = _("The site is being served and its database is of an older version. Stop the site first.")
        raise UpgradeFailed(message) from None


def _with_backup(waiting: list[str]) -> Upgraded:
    backup = new_path(BEFORE_UPGRADE)
    make(backup)
    manifest = verify(backup)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        _check()
    except Exception as error:  # whatever a migration raises, the data must be as before
        put_database_back(backup)
        message = _(
            "The upgrade failed and was taken back; the database is as before. Backup: %(backup)s. Reason: %(reason)s"
        )
        reason = f"{type(error).__name__}: {error}"
        raise UpgradeFailed(message % {"backup": backup, "reason": reason}) from error
    note = {
        "at": timezone.now().isoformat(),
        "backup": str(backup),
        "migrations": waiting,
        "from": manifest.get("code") or manifest["tricity"],
        "to": code_version(),
    }
    state.write(NOTE, note)
    prune()
    return Upgraded(tuple(waiting), str(backup))


def _check() -> None:
    if left := pending():
        raise ValueError(f"not applied: {', '.join(left)}")
    if problems := damage():
        raise ValueError("; ".join(problems))


def undo() -> Restored:
    """Go back to the backup made before the last upgrade; what was written since is kept beside and named.

    The version of the code that knows the layout of then must be installed before the site is served again; its worker
    builds the search index. Raises UpgradeFailed, BackupError.
    """
    note = state.read(NOTE)
    backup = Path(str(note.get("backup", "")))
    if not note or not backup.is_file():
        raise UpgradeFailed(_("There is no upgrade that could be undone: its backup was not found."))
    connection.close()
    restored = restore(backup, Path(settings.DATA), force=True, index=False, migrate=False)
    state.write(NOTE, {})
    return restored


def previous_version() -> str:
    """The version of the code before the last upgrade, as far as it is known."""
    return str(state.read(NOTE).get("from", ""))
