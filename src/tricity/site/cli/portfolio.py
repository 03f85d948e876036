"""`tricity portfolio`: of the candidates of a run the set that meets most needs under limits; works on files."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tricity.site.cli import say
from tricity.site.cli.speech import chosen_language
from tricity.site.cli.speech import gettext as _

if TYPE_CHECKING:
    from tricity.synthesis.portfolio import Limits

SECONDS = 60
NUMBERS = ("most_projects", "most_per_city", "least_per_country", "most_apart", "least_short", "least_long")


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "portfolio",
        help=_("choose the joint projects that meet most needs, under limits"),
        description=_(
            "Choose from the candidates of opportunities.json the set that meets most needs and plans, each counted"
            " once, within limits; say what each project adds, or which limits clash."
        ),
    )
    parser.add_argument(
        "opportunities",
        type=Path,
        metavar="PATH",
        help=_("opportunities.json, or the folder that synthesize wrote it to"),
    )
    parser.add_argument("--limits", type=Path, metavar="FILE", help=_("JSON file of limits"))
    for name, wording in (
        ("most-projects", _("projects at most (default: 5)")),
        ("most-per-city", _("projects that one city takes part in, at most")),
        ("least-per-country", _("projects that each country takes part in, at least")),
        ("most-apart", _("by how many projects two countries may differ")),
        ("least-short", _("short-term projects, at least")),
        ("least-long", _("long-term projects, at least")),
    ):
        parser.add_argument(f"--{name}", type=int, metavar="N", help=wording)
    parser.add_argument("--pin", nargs="+", metavar="ID", help=_("candidates that must be in it"))
    parser.add_argument("--exclude", nargs="+", metavar="ID", help=_("candidates that must not be in it"))
    parser.add_argument(
        "--before",
        type=Path,
        metavar="FILE",
        help=_("JSON file of other limits: say what is different from what they choose"),
    )
    parser.add_argument(
        "--seconds", type=int, default=SECONDS, metavar="N", help=_("time for the solver (default: 60)")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run_portfolio)


def run_portfolio(options: argparse.Namespace) -> int:
    # What it takes to choose is loaded by this command alone.
    from tricity.site.cli import portfolio_words as words
    from tricity.synthesis import SynthesisError
    from tricity.synthesis import portfolio as core

    paths = [path for path in (options.opportunities, options.limits, options.before) if path]
    if missing := [str(path) for path in paths if not path.exists()]:
        say.note(_("No such file: %(paths)s") % {"paths": ", ".join(missing)})
        return 2
    effort = core.Effort(core.THOROUGH.nodes, float(max(1, options.seconds)))
    try:
        candidates = core.read_candidates(options.opportunities)
        found = core.choose(candidates, _limits(options), effort)
        before = core.choose(candidates, core.read_limits(options.before), effort) if options.before else None
    except core.BadLimits as error:
        say.note(words.mistake_in_words(error, _))
        return 2
    except (SynthesisError, OSError) as error:
        say.note(words.mishap(error))
        return 1
    changed = core.what_changed(before, found)
    if options.json:
        say.result(asdict(found) | ({"difference": asdict(changed)} if changed else {}))
    else:
        language = chosen_language({"LANG": options.language}) if options.language else chosen_language()
        names = words.Names(options.opportunities, candidates, language)
        say.result("\n".join(words.lines(found, before, changed, names)))
    return 1 if isinstance(found, core.Clash) else 0


def _limits(options: argparse.Namespace) -> Limits:
    """The limits of the file, with those of the command line in their place."""
    from tricity.synthesis.portfolio import Limits, read_limits

    limits = read_limits(options.limits) if options.limits else Limits()
    given = {name: getattr(options, name) for name in NUMBERS}
    given |= {
        "pinned": options.pin and tuple(options.pin),
        "excluded": options.exclude and tuple(options.exclude),
    }
    return replace(limits, **{name: value for name, value in given.items() if value is not None})
