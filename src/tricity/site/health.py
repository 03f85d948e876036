"""What an operator should know about this installation, in plain sentences."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.search.queries import index_is_ready

# Programs that some features use; nothing else breaks without them.
OPTIONAL_PROGRAMS = {"ffmpeg": gettext_lazy("replay"), "chromium": gettext_lazy("browser tests")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `level` is ok, warning or error; `message` says how to mend what is not ok."""

    name: str
    level: str
    message: str

    @property
    def is_error(self) -> bool:
        return self.level == "error"

    @property
    def mark(self) -> str:
        return {"ok": "✓", "warning": "!", "error": "✗"}[self.level]

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "level": self.level, "message": self.message}


def findings() -> list[Finding]:
    """Settings, database, index, disk and optional programs, in that order."""
    return [*_system_checks(), _database(), _index(), _disk(), *_programs()]


def _system_checks() -> list[Finding]:
    messages = [message for message in checks.run_checks() if not message.is_silenced()]
    if not messages:
        return [Finding(_("settings"), "ok", _("no problem found"))]
    return [
        Finding(
            str(message.id),
            "error" if message.level >= checks.ERROR else "warning",
            " ".join(filter(None, [message.msg, message.hint])),
        )
        for message in messages
    ]


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        return Finding(_("database"), "error", _("It cannot be reached: %(reason)s") % {"reason": error})
    if waiting:
        return Finding(
            _("database"),
            "error",
            _("Its layout is of an older version. “tricity serve” brings it up to date."),
        )
    return Finding(_("database"), "ok", connection.vendor)


def _index() -> Finding:
    if index_is_ready():
        return Finding(_("search index"), "ok", str(settings.INDEX_FOLDER))
    return Finding(
        _("search index"), "warning", _("There is none yet. It is built while “tricity serve” runs.")
    )


def _disk() -> Finding:
    free_gb = shutil.disk_usage(settings.DATA).free / 1e9
    if free_gb < 1:
        return Finding(
            _("disk"),
            "error",
            _("Less than 1 GB is free in %(folder)s. Make room.") % {"folder": settings.DATA},
        )
    return Finding(_("disk"), "ok", _("%(free).0f GB free") % {"free": free_gb})


def _programs() -> list[Finding]:
    return [
        Finding(name, "ok", path)
        if (path := shutil.which(name))
        else Finding(name, "warning", _("Not installed; needed for: %(use)s.") % {"use": use})
        for name, use in OPTIONAL_PROGRAMS.items()
    ]
