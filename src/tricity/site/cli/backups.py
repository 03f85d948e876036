"""`tricity backup`, `restore`, `upgrade`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    backup = commands.add_parser(
        "backup",
        help=_("back the whole site up into one file, while it runs"),
        description=_(
            "Write database, files and keys into one file while the site runs, or check such a file."
        ),
    )
    backup.add_argument(
        "file",
        nargs="?",
        metavar=_("FILE"),
        help=_("file to write, or - for standard output (default: a new one in TRICITY_BACKUP_FOLDER)"),
    )
    backup.add_argument("--verify", action="store_true", help=_("only check that FILE is a whole backup"))
    backup.add_argument("--json", action="store_true", help=_("print JSON"))
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser(
        "restore",
        help=_("put a backup in place"),
        description=_("Check a backup, unpack it, bring it to this version and build its search index."),
    )
    restore.add_argument("file", metavar=_("FILE"), help=_("backup to read, or - for standard input"))
    restore.add_argument(
        "--into", type=Path, metavar="DIR", help=_("data folder to fill (default: TRICITY_DATA)")
    )
    restore.add_argument(
        "--force",
        action="store_true",
        help=_("replace the site that is there; its data is kept beside and named"),
    )
    restore.add_argument(
        "--no-index", action="store_true", help=_("leave the search index to “tricity serve”")
    )
    restore.add_argument("--json", action="store_true", help=_("print JSON"))
    restore.set_defaults(run=run_restore)
    upgrade = commands.add_parser(
        "upgrade",
        help=_("bring the database to this version, or back"),
        description=_(
            "Make a backup, bring the database to the layout of this version and check it; if that fails, everything is as before."
        ),
    )
    upgrade.add_argument(
        "--undo", action="store_true", help=_("go back to the backup made before the last upgrade")
    )
    upgrade.add_argument("--json", action="store_true", help=_("print JSON"))
    upgrade.set_defaults(run=run_upgrade)


def run_backup(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site.backup import make, verify
    from tricity.site.backup.making import new_path
    from tricity.site.backup.schedule import note_verified, remember
    from tricity.web.errors import TricityError

    to_stream = options.file == "-"
    if options.verify and not options.file:
        say.note(_("--verify needs FILE."))
        return 2
    try:
        if options.verify:
            manifest = verify(sys.stdin.buffer if to_stream else Path(options.file))
            note_verified(options.file)
            return _verified(manifest, options)
        target = (
            sys.stdout.buffer if to_stream else Path(options.file).resolve() if options.file else new_path()
        )
        with say.Bar(_("Backup"), quiet=options.json or to_stream) as bar:
            made = make(target, bar)
    except TricityError as error:
        say.note(error.message)
        return 1
    if to_stream:
        say.note(_("Backup written: %(files)d files, %(rows)d rows.") % made.as_dict())
        return 0
    remember(made, verified=False)
    say.result(made.as_dict() if options.json else made.path)
    return 0


def _verified(manifest: dict[str, Any], options: argparse.Namespace) -> int:
    facts = {name: manifest[name] for name in ("made_at", "tricity", "node", "files", "bytes")}
    facts["rows"] = sum(manifest["rows"].values())
    message = _("Whole: made %(made_at)s by Tricity %(tricity)s, %(files)d files, %(rows)d rows.")
    say.result(facts if options.json else message % facts)
    return 0


def run_restore(options: argparse.Namespace) -> int:
    was_there = True
    if options.into is not None:
        # Before the settings are read: they make the folder, and a key in it.
        was_there = options.into.exists()
        os.environ["TRICITY_DATA"] = str(options.into.resolve())
    site.start()
    from django.conf import settings

    from tricity.site.backup import restore, swapping
    from tricity.web.errors import TricityError

    source = sys.stdin.buffer if options.file == "-" else Path(options.file).resolve()
    try:
        with say.Bar(_("Restore"), quiet=options.json):
            done = restore(source, settings.DATA, force=options.force, index=not options.no_index)
    except TricityError as error:
        if not was_there:
            swapping.remove_traces(settings.DATA)
        say.note(error.message)
        return 1
    if options.json:
        say.result(done.as_dict())
        return 0
    message = _("Restored into %(data)s: the site as of %(made_at)s, %(files)d files, %(rows)d rows.")
    say.result(message % done.as_dict())
    if done.kept:
        say.result(_("What was there before lies in %(kept)s.") % {"kept": done.kept})
    return 0


def run_upgrade(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site import upgrade
    from tricity.web.errors import TricityError

    try:
        return _undo(options) if options.undo else _upgrade(options)
    except (TricityError, upgrade.UpgradeFailed) as error:
        say.note(error.message)
        return 1


def _upgrade(options: argparse.Namespace) -> int:
    from tricity.site.upgrade import upgrade

    with say.Bar(_("Upgrade"), quiet=options.json):
        done = upgrade()
    if options.json:
        say.result(
            {"migrations": list(done.migrations) if done else [], "backup": done.backup if done else ""}
        )
    elif done is None:
        say.result(_("The database is of this version already."))
    else:
        message = _("Done; changes made: %(number)d. Backup of before: %(path)s")
        say.result(message % {"number": len(done.migrations), "path": done.backup or "—"})
    return 0


def _undo(options: argparse.Namespace) -> int:
    from tricity.site import upgrade

    version = upgrade.previous_version()
    with say.Bar(_("Undoing the upgrade"), quiet=options.json):
        done = upgrade.undo()
    if options.json:
        say.result({**done.as_dict(), "version": version})
        return 0
    say.result(
        _("The data is as of %(made_at)s. What was written since is kept in %(kept)s.") % done.as_dict()
    )
    say.result(
        _("Now install the program of before (%(version)s), then start the site.") % {"version": version}
    )
    return 0
