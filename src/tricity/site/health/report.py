from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import DatabaseError
from django.utils.translation import gettext as _

from tricity.site.health import backups, contents, database, index, live, machine, parts, work
from tricity.site.health.finding import Finding, Level

logger = logging.getLogger(__name__)

Look = Callable[[], Finding | list[Finding] | None]


def findings() -> list[Finding]:
    """Settings, database, index, disk and optional programs, in that order."""
    return _looked([parts.settings_fit, database.layout, index.presence, machine.disk, parts.programs])


def vitals() -> list[Finding]:
    """What the health page shows: the database first, since the rest leans on it."""
    looks: list[Look] = [
        database.layout, work.worker, live.hub, work.failed_jobs, index.freshness, machine.disk, backups.last_backup,
        parts.mail, parts.engines, machine.certificate, machine.clock, parts.version,
    ]  # fmt: skip
    return _looked(looks)


def alarms() -> list[Finding]:
    """The few that are told where operators come anyway: one query."""
    return _looked([work.worker, work.failed_jobs, machine.disk, backups.last_backup, machine.certificate])


def diagnosis() -> list[Finding]:
    """Everything that can be looked at from here; takes minutes on a large site."""
    looks: list[Look] = [
        parts.settings_fit, parts.programs, parts.catalogues, machine.permissions, machine.disk, machine.port,
        machine.clock, machine.certificate, database.layout, database.integrity, work.worker, live.hub,
        work.failed_jobs,
        work.stuck_jobs, index.freshness, index.completeness, contents.missing_files, contents.orphaned_files,
        contents.demo_accounts, backups.interrupted_restore, backups.last_backup, parts.mail, parts.engines,
        parts.version,
    ]  # fmt: skip
    return _looked(looks)


def _looked(looks: Iterable[Look]) -> list[Finding]:
    found: list[Finding] = []
    for look in looks:
        seen = _carefully(look)
        found += seen if isinstance(seen, list) else [seen] if seen is not None else []
    return found


def _carefully(look: Look) -> Finding | list[Finding] | None:
    """Without a database most looks fail; that is said once, by the look at the database."""
    try:
        return look()
    except DatabaseError as error:
        logger.warning("could not look: %s", error)
        return None
    except OSError as error:
        return Finding(_("data folder"), Level.ERROR, _("It cannot be read: %(reason)s") % {"reason": error})
