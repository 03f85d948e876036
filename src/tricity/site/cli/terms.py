"""`tricity terms`: take the termbase out as TBX or SKOS, and bring files of terms in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _

FORMATS = ("tbx", "ttl", "jsonld")


def add_commands(commands: Any) -> None:
    terms = commands.add_parser(
        "terms",
        help=_("export or import the termbase"),
        description=_("Export or import the termbase: TBX (ISO 30042) or SKOS."),
    )
    actions = terms.add_subparsers(dest="action", metavar=_("ACTION"), required=True, title=_("actions"))
    export = actions.add_parser(
        "export",
        help=_("write all topics with their words"),
        description=_("Write all topics with their words."),
    )
    export.add_argument("--format", choices=FORMATS, default="tbx", help=_("file format (default: tbx)"))
    export.add_argument("--out", type=Path, help=_("file to write (default: standard output)"))
    export.set_defaults(run=run_export)
    imports = actions.add_parser(
        "import",
        help=_("read a TBX or SKOS file"),
        description=_(
            "Read a TBX (.tbx, .xml) or SKOS (.ttl, .jsonld, .rdf) file. Nothing is removed; "
            "nothing is written where an entry is refused, unless --skip-refused is given."
        ),
    )
    imports.add_argument("path", type=Path, metavar="PATH", help=_("file to import"))
    imports.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    imports.add_argument("--skip-refused", action="store_true", help=_("import the rest"))
    imports.add_argument(
        "--propose-as",
        metavar="USER",
        default="",
        help=_("propose the changes in the name of this person instead of writing them at once"),
    )
    imports.add_argument(
        "--under",
        metavar="TOPIC",
        default="",
        help=_("topic new ones stand below, where the file does not say"),
    )
    imports.add_argument("--json", action="store_true", help=_("print JSON"))
    imports.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    site.start()
    from tricity.terms.exports import export_topics

    if options.out is None:
        export_topics(options.format, sys.stdout.buffer)
        return 0
    partial = options.out.with_name(options.out.name + ".part")
    with partial.open("wb") as out:
        export_topics(options.format, out)
    partial.replace(options.out)
    return 0


def run_import(options: argparse.Namespace) -> int:
    if not options.path.is_file():
        say.note(_("No such file: %(paths)s") % {"paths": options.path})
        return 2
    site.start()
    site.migrate()
    from tricity.accounts.models import User
    from tricity.terms.actions import apply_import
    from tricity.terms.errors import BadFile
    from tricity.terms.exchange import make_plan, read_terms
    from tricity.terms.models import Concept

    by = User.objects.filter(username=options.propose_as).first() if options.propose_as else None
    if options.propose_as and by is None:
        say.note(_("No account is called “%(name)s”.") % {"name": options.propose_as})
        return 2
    if options.under and not Concept.objects.filter(slug=options.under).exists():
        say.note(_("There is no topic “%(topic)s”.") % {"topic": options.under})
        return 2
    try:
        read = read_terms(options.path.name, options.path.read_bytes())
    except BadFile as error:
        say.note(f"{options.path}: {error.message}")
        return 1
    plan = make_plan(read.entries, read.problems)
    is_written = not options.dry_run and (options.skip_refused or not plan.problems)
    if is_written:
        apply_import(
            read.entries,
            by=by,
            file_name=options.path.name,
            directly=by is None,
            reason=_("Read in from the file %(name)s.") % {"name": options.path.name},
            under=options.under,
        )
    _report(plan, is_written=is_written, as_json=options.json)
    return 1 if plan.problems else 0


def _report(plan: Any, *, is_written: bool, as_json: bool) -> None:
    counts = plan.counts()
    if as_json:
        problems = [{"place": each.place, "reason": each.reason} for each in plan.problems]
        changes = [
            {"topic": each.slug, "language": each.language, "outcome": each.outcome.value}
            for each in plan.effective
        ]
        say.result({"written": is_written, "counts": counts, "changes": changes, "problems": problems})
        return
    for each in plan.problems:
        say.note(f"{each.place}: {each.reason}")
    say.result(
        _(
            "new topics: %(new)d, new in a language: %(new_language)d, changed: %(changed)d, "
            "unchanged: %(unchanged)d, refused: %(refused)d"
        )
        % {name.replace("-", "_"): number for name, number in counts.items()}
    )
    if not is_written:
        say.note(_("Nothing was written."))
