"""`tricity doctor`."""

from __future__ import annotations

import argparse
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    doctor = commands.add_parser(
        "doctor",
        help=_("say what is wrong with this installation and how to mend it"),
        description=_(
            "Look at settings, files, database, search index and background work; says what is wrong and how to mend it."
            " Exit code 1 when something is broken."
        ),
    )
    doctor.add_argument("--json", action="store_true", help=_("print JSON"))
    doctor.add_argument(
        "--mend",
        action="store_true",
        help=_(
            "make the repairs that cannot do harm: permissions, failed work, search index, interrupted restore"
        ),
    )
    doctor.set_defaults(run=run_doctor)


def run_doctor(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site.health import diagnosis
    from tricity.site.mending import mend

    found, done = diagnosis(), []
    if options.mend and any(finding.mend for finding in found):
        done = mend(found)
        found = diagnosis()
    if options.json:
        say.result({"findings": [finding.as_dict() for finding in found], "mended": done})
    else:
        for sentence in done:
            say.result(f"+ {sentence}")
        for finding in found:
            say.result(f"{finding.mark} {finding.name}: {finding.message}")
            if finding.advice and not finding.is_ok:
                say.result(f"    → {finding.advice}")
    return 1 if any(finding.is_error for finding in found) else 0
