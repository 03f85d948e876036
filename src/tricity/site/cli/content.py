"""`tricity import` and `export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _
from tricity.site.cli.speech import ngettext

FORMATS = ("jsonl", "csv", "xlsx", "ttl", "jsonld")


def add_commands(commands: Any) -> None:
    imports = commands.add_parser(
        "import",
        help=_("import records, organizations and cities"),
        description=_("Import JSON Lines, CSV or XLSX files: first checked as a whole, then all or nothing."),
    )
    imports.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("files to import"))
    imports.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    imports.add_argument(
        "--source", default="file", help=_("name of the source the identifiers belong to (default: file)")
    )
    imports.add_argument("--json", action="store_true", help=_("print JSON"))
    imports.set_defaults(run=run_import)
    export = commands.add_parser(
        "export",
        help=_("export what is published"),
        description=_("Write published content to a file or to standard output."),
    )
    export.add_argument(
        "what", choices=["records", "organizations", "cities", "topics"], help=_("what to export")
    )
    export.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help=_("file format (default: jsonl; topics: ttl or jsonld)"),
    )
    export.add_argument("--out", type=Path, help=_("file to write (default: standard output)"))
    export.set_defaults(run=run_export)


def run_import(options: argparse.Namespace) -> int:
    site.start()
    site.migrate()
    from tricity.knowledge.imports import ImportFailed, import_files

    missing = [str(path) for path in options.paths if not path.is_file()]
    if missing:
        say.note(_("No such file: %(paths)s") % {"paths": ", ".join(missing)})
        return 2
    try:
        with say.Bar(_("Importing"), quiet=options.json) as bar:
            report = import_files(options.paths, source=options.source, dry_run=options.dry_run, progress=bar)
    except ImportFailed as error:
        report = error.report
    if options.json:
        say.result(report.as_dict())
    else:
        _print_report(report)
    return 1 if report.refused else 0


def _print_report(report: Any) -> None:
    for problem in report.problems:
        say.note(str(problem))
    say.result(
        _("created: %(created)d, changed: %(changed)d, unchanged: %(unchanged)d, refused: %(refused)d")
        % {
            "created": report.created,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "refused": report.refused,
        }
    )
    if report.refused:
        say.note(
            ngettext(
                "%d row was refused, so nothing was imported.",
                "%d rows were refused, so nothing was imported.",
                report.refused,
            )
            % report.refused
        )


def run_export(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site.exports import export

    if (options.what == "topics") != (options.format in ("ttl", "jsonld")):
        say.note(_("Topics are exported as ttl or jsonld; everything else as jsonl, csv or xlsx."))
        return 2
    if options.out is None:
        export(options.what, options.format, sys.stdout.buffer)
        return 0
    partial = options.out.with_name(options.out.name + ".part")
    with partial.open("wb") as out:
        export(options.what, options.format, out)
    partial.replace(options.out)
    return 0
