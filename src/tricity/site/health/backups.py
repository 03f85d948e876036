from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tricity.site.backup import schedule, swapping
from tricity.site.health.finding import Finding, Level

# One missed backup is no alarm.
PATIENCE = 2


def last_backup() -> Finding:
    name = _("backup")
    meaning = _("A backup is what brings everything back after a broken disk or a mistake.")
    note = schedule.last()
    if note.get("failed_at"):
        advice = _("See that the backup folder can be written and has room; then run “tricity backup”.")
        message = _("The last backup failed: %(reason)s") % {"reason": note.get("problem", "")}
        return Finding(name, Level.ERROR, message, meaning, advice)
    advice = _("Run “tricity backup”, and keep a copy on another machine.")
    if not note.get("made_at"):
        level = Level.OK if settings.DEMO else Level.WARNING
        return Finding(
            name, level, _("No backup has been made yet."), meaning, "" if settings.DEMO else advice
        )
    made_at = dt.datetime.fromisoformat(note["made_at"])
    shown = formats.date_format(timezone.localtime(made_at), "DATETIME_FORMAT")
    values = {"time": shown, "size": filesizeformat(note.get("bytes", 0))}
    if note.get("path") and not Path(note["path"]).exists():
        message = _("The last one, of %(time)s, is no longer where it was written.") % values
        return Finding(name, Level.WARNING, message, meaning, advice)
    checked = note.get("verified_at")
    message = (
        _("The last one is of %(time)s (%(size)s) and was read back without a fault.")
        if checked
        else _("The last one is of %(time)s (%(size)s); it was not read back.")
    ) % values
    limit = dt.timedelta(hours=max(settings.BACKUP_HOURS, 24) * PATIENCE)
    if timezone.now() - made_at > limit:
        return Finding(name, Level.WARNING, message, meaning, advice)
    return Finding(name, Level.OK, message, meaning)


def interrupted_restore() -> Finding | None:
    if not swapping.is_interrupted(Path(settings.DATA)):
        return None
    message = _("A restore was interrupted while it put the data in place.")
    advice = _("Run “tricity doctor --mend”: it finishes it.")
    return Finding(_("restore"), Level.ERROR, message, "", advice, "restore")
