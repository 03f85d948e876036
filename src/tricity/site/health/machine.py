"""The machine: disk, clock, files of the account, the port, the certificate of the proxy."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.site import state
from tricity.site.health.finding import Finding, Level

# The database stops writing when the disk is full; below the first number people should be told at once.
LEAST_FREE_GB, LITTLE_FREE_GB = 1.0, 5.0
FEW_DAYS = 30
SAMPLES, SAMPLE_SECONDS = 30, 24 * 3600
DAY = 24 * 3600
CLOCK_SECONDS = 5.0
CERTIFICATE_DAYS = 21


def disk() -> Finding:
    free_gb, days = shutil.disk_usage(settings.DATA).free / 1e9, days_left()
    message = _("%(free).0f GB free") % {"free": free_gb}
    if days is not None:
        lasts = ngettext("%(days)d day at the present rate", "%(days)d days at the present rate", days)
        message = f"{message}; {lasts % {'days': days}}"
    meaning = _("When the disk is full nothing can be saved any more, and backups fail.")
    advice = _("Make room in %(folder)s or on its disk, or move it to a larger one.") % {
        "folder": settings.DATA
    }
    if free_gb < LEAST_FREE_GB:
        message = _("Less than 1 GB is free in %(folder)s. Make room.") % {"folder": settings.DATA}
        return Finding(_("disk"), Level.ERROR, message, meaning, advice)
    if free_gb < LITTLE_FREE_GB or (days is not None and days < FEW_DAYS):
        return Finding(_("disk"), Level.WARNING, message, meaning, advice)
    return Finding(_("disk"), Level.OK, message, meaning)


def note_free_space(now: float | None = None) -> None:
    """Keep one figure a day, from which the rate is told."""
    now = time.time() if now is None else now
    samples: list[Any] = state.read("disk").get("samples", [])
    if not samples or now - samples[-1][0] >= SAMPLE_SECONDS:
        samples = [*samples, [now, shutil.disk_usage(settings.DATA).free]][-SAMPLES:]
        state.write("disk", {"samples": samples})


def days_left() -> int | None:
    """Days until the disk is full if it goes on as in the last month; None while unknown, or where it does not shrink."""
    samples = state.read("disk").get("samples", [])
    if len(samples) < 2:
        return None
    (first_at, first), (last_at, last) = samples[0], samples[-1]
    used_a_day = (first - last) / max(last_at - first_at, 1) * DAY
    return int(last / used_a_day) if used_a_day > 0 else None


def clock() -> Finding:
    """The time of this machine beside that of the database server, and the zone the site shows."""
    now = timezone.now()
    shown = formats.date_format(timezone.localtime(now, timezone.get_default_timezone()), "DATETIME_FORMAT")
    message = _("It is %(time)s in the zone of the site, %(zone)s.") % {
        "time": shown,
        "zone": settings.TIME_ZONE,
    }
    meaning = _("Deadlines, events and the audit trail go by this clock.")
    apart = abs((_database_time() - now).total_seconds()) if connection.vendor == "postgresql" else 0.0
    if apart > CLOCK_SECONDS:
        message = _("The clocks of this machine and of the database are %(seconds)d seconds apart.")
        advice = _("Let both follow a time server (Debian: systemd-timesyncd or chrony).")
        return Finding(_("clock"), Level.WARNING, message % {"seconds": apart}, meaning, advice)
    return Finding(_("clock"), Level.OK, message, meaning)


def _database_time() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def permissions() -> list[Finding]:
    """Files that others on this machine can read, or that this account cannot write."""
    found = []
    if exposed := exposed_paths():
        message = _("Other accounts of this machine can read: %(names)s.")
        names = ", ".join(path.name for path in exposed)
        advice = _("“tricity doctor --mend” takes that right away.")
        found.append(
            Finding(_("private files"), Level.WARNING, message % {"names": names}, "", advice, "permissions")
        )
    foreign = [path for path in _own_places() if path.exists() and not os.access(path, os.W_OK)]
    if foreign:
        message = _("This account cannot write: %(names)s.") % {"names": ", ".join(map(str, foreign))}
        advice = _("Give the data folder to the account that runs the site: chown -R.")
        found.append(Finding(_("private files"), Level.ERROR, message, "", advice))
    return found or [Finding(_("private files"), Level.OK, _("no problem found"))]


def exposed_paths() -> list[Path]:
    """Private things that other accounts of this machine may open; none where they cannot enter the data folder."""
    data, backups = Path(settings.DATA), Path(settings.BACKUP_FOLDER)
    found: list[Path] = []
    if _others_enter(data):
        wanted = [
            data / "secret-key",
            data / "documents",
            data / state.FOLDER,
            *data.glob("tricity.sqlite3*"),
        ]
        found += [path for path in wanted if path.exists() and path.stat().st_mode & 0o007]
    if backups.exists() and _others_enter(backups):
        found += [path for path in backups.glob("tricity-*.tar.gz") if path.stat().st_mode & 0o007]
    return found


def _others_enter(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def _own_places() -> list[Path]:
    data = Path(settings.DATA)
    return [data, *(data / name for name in ("tricity.sqlite3", "files", "documents", "index", state.FOLDER))]


def port() -> Finding:
    """The port the site is to listen on: ours, free, or somebody else's."""
    host, number = settings.VARIABLES["HOST"], settings.VARIABLES["PORT"]
    place = f"{host}:{number}"
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.settimeout(1)
        is_taken = trial.connect_ex((host if host not in ("", "0.0.0.0") else "127.0.0.1", number)) == 0  # noqa: S104
    if is_taken and not state.is_served():
        message = _("Another program listens on %(place)s.") % {"place": place}
        return Finding(
            _("port"), Level.WARNING, message, "", _("End it, or choose another with TRICITY_PORT.")
        )
    return Finding(_("port"), Level.OK, place)


def certificate() -> Finding | None:
    """When the proxy's certificate ends; only where the operator said in which file it is."""
    path = settings.VARIABLES["CERTIFICATE"]
    if not path:
        return None
    name = _("certificate")
    meaning = _("When it ends, browsers refuse to open the site.")
    ends_at = _end_of(path)
    if ends_at is None:
        advice = _(
            "See that TRICITY_CERTIFICATE names a file this account may read, and that openssl is installed."
        )
        return Finding(name, Level.WARNING, _("%(path)s cannot be read.") % {"path": path}, meaning, advice)
    days = (ends_at - timezone.now()).days
    message = _("It ends on %(date)s.") % {"date": formats.date_format(ends_at, "DATE_FORMAT")}
    advice = _("Renew it, and let the proxy read it again.")
    level = Level.ERROR if days < 0 else Level.WARNING if days < CERTIFICATE_DAYS else Level.OK
    return Finding(name, level, message, meaning, "" if level == Level.OK else advice)


def _end_of(path: str) -> dt.datetime | None:
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    command = [openssl, "x509", "-enddate", "-noout", "-in", path]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    try:
        return dt.datetime.strptime(said.strip(), "notAfter=%b %d %H:%M:%S %Y GMT").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
