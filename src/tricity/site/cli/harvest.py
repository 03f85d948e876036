"""`tricity harvest`: one source read now, in this process, with the pauses it asks for."""

from __future__ import annotations

import argparse
import time
from typing import Any, Final

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _

LONGEST_WAIT_S: Final = 600.0


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "harvest",
        help=_("read a catalogue or feed and make drafts of its entries"),
        description=_(
            "Read a source that was set up on the site. Goes on where it stopped the last time; Ctrl-C stops it."
        ),
    )
    parser.add_argument(
        "source", metavar="SOURCE", nargs="?", help=_("code or name of the source; without it all are listed")
    )
    parser.add_argument(
        "--all", action="store_true", help=_("ask for everything, not only for what has changed")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run_harvest)


def run_harvest(options: argparse.Namespace) -> int:
    site.start()
    site.migrate()
    from django.db.models import Q

    from tricity.harvest.actions import begin_harvest, next_step
    from tricity.harvest.models import Run, Source
    from tricity.web.errors import TricityError

    if not options.source:
        return _list(options)
    sources = list(Source.objects.filter(Q(code=options.source.upper()) | Q(name=options.source))[:2])
    if len(sources) != 1:
        say.note(_("There is no single source by the name or code %(source)s.") % {"source": options.source})
        return 2
    try:
        run = begin_harvest(sources[0], by=None, is_whole=options.all)
    except TricityError as refused:
        say.note(refused.message)
        return 2
    with say.Bar(_("Harvesting"), quiet=options.json) as bar:
        while not (done := next_step(run)).is_last:
            fresh = Run.objects.get(pk=run.pk)
            bar(sum(getattr(fresh, name) for name in Run.COUNTS[:4]), int(fresh.cursor.get("total") or 0))
            if done.wait_s > LONGEST_WAIT_S:
                say.note(
                    _(
                        "The source wants to be asked again in %(seconds)d seconds. Run the command again then."
                    )
                    % {"seconds": done.wait_s}
                )
                break
            time.sleep(done.wait_s)
    return _report(Run.objects.get(pk=run.pk), options)


def _list(options: argparse.Namespace) -> int:
    from tricity.harvest.models import Source

    rows = list(Source.objects.order_by("name").values("code", "name", "form", "address", "is_enabled"))
    if options.json:
        say.result(rows)
    else:
        for row in rows:
            say.result(f"{row['code']}  {row['form']}  {row['name']}  {row['address']}")
    return 0


def _report(run: Any, options: argparse.Namespace) -> int:
    from tricity.harvest.sentences import sentences

    counts = {name: getattr(run, name) for name in run.COUNTS}
    told = [(each, *sentences(each.code, each.values, _)) for each in run.troubles.all()]
    if options.json:
        problems = [
            {"place": each.place, "code": each.code, "what": what, "mend": mend} for each, what, mend in told
        ]
        say.result({"run": run.code, "state": run.state, "pages": run.pages, **counts, "troubles": problems})
    else:
        for each, what, mend in told:
            say.note(f"{each.place}: {what} {mend}")
        say.result(
            _(
                "new: %(new)d, changed: %(changed)d, unchanged: %(unchanged)d, offered: %(offered)d,"
                " vanished: %(vanished)d, problems: %(problems)d"
            )
            % counts
        )
    return 1 if told or run.state == run.State.FAILED else 0
