"""`tricity samples`: say what came with the sample, or remove it."""

from __future__ import annotations

import argparse
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    samples = commands.add_parser(
        "samples",
        help=_("show or remove the sample data"),
        description=_(
            "Show what came with the sample records, or remove it. What people made or changed stays."
        ),
    )
    samples.add_argument("--remove", action="store_true", help=_("remove it"))
    samples.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    samples.add_argument("--json", action="store_true", help=_("print JSON"))
    samples.set_defaults(run=run_samples)


def run_samples(options: argparse.Namespace) -> int:
    site.start()
    site.migrate()
    from tricity.site.sample.holding import survey
    from tricity.site.sample.removing import remove_sample
    from tricity.site.sample.telling import lines

    told = lines(survey())
    is_removed = options.remove and not options.dry_run
    if is_removed:
        remove_sample()
    if options.json:
        say.result({"removed": is_removed, "kinds": [_as_dict(line) for line in told]})
        return 0
    if not told:
        say.note(_("There is no sample data on this site."))
    for line in told:
        words = {"kind": line.label, "going": line.going, "kept": line.kept}
        if is_removed:
            say.result(_("%(kind)s: %(going)d removed, %(kept)d stay") % words)
        else:
            say.result(_("%(kind)s: %(going)d can be removed, %(kept)d would stay") % words)
        for each in line.stays:
            say.result(f"  {each.name.text}: {each.why}")
        if line.more:
            say.result(f"  … +{line.more}")
    return 0


def _as_dict(line: Any) -> dict[str, Any]:
    return {
        "kind": line.label,
        "going": line.going,
        "kept": line.kept,
        "stays": [{"name": each.name.text, "why": each.why} for each in line.stays],
    }
