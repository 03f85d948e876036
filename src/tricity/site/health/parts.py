"""Settings, programs, engines, catalogues: the parts an installation is made of."""

from __future__ import annotations

import importlib.metadata
import shutil
import sqlite3
from pathlib import Path

import django
from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity import publishing
from tricity.language import LanguageError
from tricity.language.neural import look_over
from tricity.site.backup.making import code_version
from tricity.site.health.finding import Finding, Level

# Programs that some features use; nothing else breaks without them.
OPTIONAL_PROGRAMS = {"ffmpeg": gettext_lazy("replay"), "chromium": gettext_lazy("browser tests")}
POSTGRES_PROGRAMS = ("pg_dump", "pg_restore", "psql")


def settings_fit() -> list[Finding]:
    messages = [message for message in checks.run_checks() if not message.is_silenced()]
    if not messages:
        return [Finding(_("settings"), Level.OK, _("no problem found"))]
    return [
        Finding(
            str(message.id),
            Level.ERROR if message.level >= checks.ERROR else Level.WARNING,
            str(message.msg),
            advice=str(message.hint or ""),
        )
        for message in messages
    ]


def programs() -> list[Finding]:
    wanted = {**OPTIONAL_PROGRAMS}
    if connection.vendor == "postgresql":
        wanted |= dict.fromkeys(POSTGRES_PROGRAMS, gettext_lazy("backup and restore"))
    return [
        Finding(name, Level.OK, path)
        if (path := shutil.which(name))
        else Finding(name, Level.WARNING, _("Not installed; needed for: %(use)s.") % {"use": use})
        for name, use in wanted.items()
    ]


def papers() -> Finding:
    """What makes PDF files, and the fonts that show each language in its own characters."""
    name, lacking = _("papers as PDF"), publishing.missing()
    if not lacking:
        return Finding(name, Level.OK, _("no problem found"))
    message = _("Not installed: %(packages)s.") % {"packages": ", ".join(lacking)}
    advice = _("Debian: apt-get install %(packages)s. Without them papers come as pages, DOCX and HWPX.") % {
        "packages": " ".join(lacking)
    }
    if "weasyprint" in lacking:
        advice = _(
            "Install Tricity again with all it needs. Without WeasyPrint papers come as pages, DOCX and HWPX."
        )
    return Finding(name, Level.WARNING, message, advice=advice)


def catalogues() -> Finding:
    """The words of the interface in every language, compiled and not older than their source."""
    name, folder = _("languages of the interface"), Path(settings.LOCALE_PATHS[0])
    missing = [place.name for place in sorted(folder.iterdir()) if place.is_dir() and not _is_compiled(place)]
    if missing:
        message = _("Not compiled, or older than their source: %(names)s.") % {"names": ", ".join(missing)}
        return Finding(
            name, Level.WARNING, message, advice=_("Run “make messages”, or install the package again.")
        )
    return Finding(name, Level.OK, ", ".join(code for code, _name in settings.LANGUAGES))


def _is_compiled(place: Path) -> bool:
    source, compiled = (place / "LC_MESSAGES" / f"django.{ending}" for ending in ("po", "mo"))
    return not source.exists() or (
        compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime - 1
    )


def mail() -> Finding:
    meaning = _("E-mail is optional: people sign in, are invited and recover their accounts without it.")
    address = str(settings.VARIABLES.get("EMAIL_URL", ""))
    if not address:
        return Finding(_("outgoing mail"), Level.OK, _("No mail server is set; no e-mail is sent."), meaning)
    host = getattr(settings, "EMAIL_HOST", "")
    return Finding(
        _("outgoing mail"), Level.OK, _("Mail goes through %(host)s.") % {"host": host or "—"}, meaning
    )


def engines() -> list[Finding]:
    return [_translation_engine(), _encoder()]


def _translation_engine() -> Finding:
    meaning = _(
        "An engine proposes renderings, which people then correct. Everything else works without one."
    )
    name, engine = _("translation engine"), settings.TRANSLATION_ENGINE
    if engine == "none":
        return Finding(name, Level.OK, _("Nothing is set."), meaning)
    if engine == "ctranslate2":
        if Path(settings.TRANSLATION_MODEL).is_dir():
            return Finding(name, Level.OK, f"{engine}: {settings.TRANSLATION_MODEL}", meaning)
        message = _("The folder of its weights, %(folder)s, is missing.") % {
            "folder": settings.TRANSLATION_MODEL
        }
        return Finding(name, Level.WARNING, message, meaning, _("Correct TRICITY_TRANSLATION_MODEL."))
    if not settings.TRANSLATION_URL:
        message = _("%(engine)s has no address.") % {"engine": engine}
        return Finding(name, Level.WARNING, message, meaning, _("Set TRICITY_TRANSLATION_URL."))
    return Finding(name, Level.OK, f"{engine}: {settings.TRANSLATION_URL}", meaning)


def _encoder() -> Finding:
    meaning = _("A neural encoder may help the search find texts of the same meaning. It works without one.")
    name = _("encoder of the search")
    if settings.ENCODER is None:
        return Finding(name, Level.OK, _("Nothing is set."), meaning)
    try:
        look_over(settings.ENCODER)
    except LanguageError as error:
        advice = _("Put model.onnx and tokenizer.json into the folder, or unset TRICITY_ENCODER.")
        return Finding(name, Level.WARNING, str(error), meaning, advice)
    return Finding(name, Level.OK, str(settings.ENCODER), meaning)


def version() -> Finding:
    code = code_version()
    known = f"Tricity {importlib.metadata.version('tricity')}{f' ({code})' if code else ''}"
    message = f"{known}, Django {django.get_version()}, {_database_version()}"
    return Finding(
        _("versions"), Level.OK, message, _("Name these when you ask for help or report a mistake.")
    )


def _database_version() -> str:
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    number = connection.pg_version // 10000  # type: ignore[attr-defined]  # of PostgreSQL alone
    return f"{connection.display_name} {number}"
