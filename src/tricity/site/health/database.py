from __future__ import annotations

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from tricity.site.health.finding import Finding, Level

MOST_NAMED = 5


def layout() -> Finding:
    """It answers, and its layout is of this version."""
    name, meaning = _("database"), _("Everything people wrote is in the database.")
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        message = _("It cannot be reached: %(reason)s") % {"reason": error}
        advice = _("See that the database server runs and that TRICITY_DATABASE_URL is right.")
        return Finding(name, Level.ERROR, message, meaning, advice)
    if waiting:
        message = _("Its layout is of an older version; changes waiting: %(number)d.") % {
            "number": len(waiting)
        }
        advice = _("Stop the site and run “tricity upgrade”; it makes a backup first.")
        return Finding(name, Level.ERROR, message, meaning, advice)
    message = _("%(kind)s answers, and its layout is of this version.") % {"kind": connection.display_name}
    return Finding(name, Level.OK, message, meaning)


def integrity() -> Finding:
    """Every page of SQLite is read; PostgreSQL keeps sums of its own."""
    name = _("soundness of the database")
    problems = damage()
    if problems:
        message = "; ".join(problems)
        advice = _("Stop the site, keep a copy of the data folder, and restore the last good backup.")
        return Finding(name, Level.ERROR, message, advice=advice)
    return Finding(name, Level.OK, _("no problem found"))


def damage() -> list[str]:
    """What is broken in the database itself: pages and indexes, and rows that point to rows that are not there."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST_NAMED})")
        broken = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        lost = cursor.fetchmany(MOST_NAMED)
    return broken + [
        _("row %(row)s of %(table)s points to a row of %(other)s that is not there")
        % {"row": row, "table": table, "other": other}
        for table, row, other, _number in lost
    ]
