"""`tricity bundle`: an event or records as a folder to carry behind a closed network."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tricity.bundles.checking import Checked, Fault, Problem, check
from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _

MOST_SAID = 50


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "bundle",
        help=_("make a folder of an event or of records that opens without network and site, or check one"),
        description=_(
            "Writes pages in four languages, transcripts, captions, files and small sound into a folder that opens "
            "from a disk, with only what everybody may read; or checks such a folder."
        ),
    )
    parser.add_argument("event", nargs="?", metavar="EVENT", help=_("code of the event"))
    parser.add_argument(
        "--records",
        nargs="?",
        const="",
        metavar="FILTER",
        help=_("public records in place of an event, all or those that fit: country=JP&topic=waste"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=_("folder to write; an earlier bundle there is replaced")
    )
    parser.add_argument(
        "--check",
        type=Path,
        metavar="DIR",
        help=_("only compare every file with the manifest and follow every link"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run_bundle)


def run_bundle(options: argparse.Namespace) -> int:
    wanted = [options.event is not None, options.records is not None, options.check is not None]
    if sum(wanted) != 1:
        say.note(_("Give one of these: EVENT, --records or --check."))
        return 2
    if options.check is not None:
        return _check(options)
    if options.out is None:
        say.note(_("--out needs DIR."))
        return 2
    return _make(options)


def _check(options: argparse.Namespace) -> int:
    if not options.check.is_dir():
        say.note(_("No such folder: %(path)s") % {"path": options.check})
        return 2
    with say.Bar(_("Checking"), quiet=options.json) as bar:
        found = check(options.check, bar)
    if options.json:
        say.result(_as_dict(found))
    else:
        for problem in found.problems[:MOST_SAID]:
            say.note(_sentence(problem))
        say.result(_summary(found))
    return 1 if found.problems else 0


def _as_dict(found: Checked) -> dict[str, Any]:
    problems = [
        {"fault": each.fault.value, "path": each.path, "line": each.line, "what": each.what}
        for each in found.problems
    ]
    counts = {name: getattr(found, name) for name in ("files", "bytes", "pages", "links")}
    return {"whole": not problems, **counts, "about": dict(found.about), "problems": problems}


def _summary(found: Checked) -> str:
    values = {
        "files": found.files,
        "pages": found.pages,
        "links": found.links,
        "problems": len(found.problems),
    }
    if found.problems:
        return (
            _("Not whole: %(problems)d problems in %(files)d files, %(pages)d pages, %(links)d links.")
            % values
        )
    return _("Whole: %(files)d files, %(pages)d pages, %(links)d links.") % values


def _sentence(problem: Problem) -> str:
    sentences = {
        Fault.NO_MANIFEST: _("There is no manifest.json of a bundle: name the folder that holds it."),
        Fault.MISSING: _("%(place)s is missing. Copy the bundle again."),
        Fault.CHANGED: _("%(place)s is not as it was made. Copy the bundle again."),
        Fault.UNKNOWN: _("%(place)s does not belong to the bundle. Remove it unless you put it there."),
        Fault.NAME: _("%(place)s has a name that not every system takes."),
        Fault.LINK: _("%(place)s leads to %(what)s, which is not there."),
        Fault.FRAGMENT: _("%(place)s leads to %(what)s, a place that is not on that page."),
        Fault.OUTSIDE: _("%(place)s leads out of the folder without saying so: %(what)s"),
        Fault.FORBIDDEN: _("%(place)s has %(what)s, which a page of a bundle must not have."),
        Fault.NO_LANGUAGE: _("%(place)s does not say in which language it is."),
        Fault.ID_TWICE: _("%(place)s has two places with the name %(what)s."),
        Fault.UNREACHED: _("%(place)s cannot be reached from the start page."),
    }
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return sentences[problem.fault] % {"place": place, "what": problem.what}


def _make(options: argparse.Namespace) -> int:
    site.start()
    from tricity.bundles.actions import make_event_bundle, make_records_bundle
    from tricity.bundles.selection import read_filters
    from tricity.events.queries import by_code
    from tricity.media import MediaError
    from tricity.web.errors import TricityError

    event = None if options.event is None else by_code(options.event)
    if options.event is not None and event is None:
        say.note(_("No event has the code %(code)s.") % {"code": options.event})
        return 2
    try:
        filters = read_filters(options.records or "")
    except TricityError as error:
        say.note(error.message)
        return 2
    try:
        with say.Bar(_("Bundle"), quiet=options.json) as bar:
            if event is not None:
                made = make_event_bundle(event, options.out, bar)
            else:
                made = make_records_bundle(filters, options.out, bar)
    except (TricityError, MediaError) as error:
        say.note(getattr(error, "message", str(error)))
        return 1
    if options.json:
        say.result(made.as_dict())
        return 0
    for title in made.left_out:
        say.note(_("Left out, because its file is not on the disk: %(title)s") % {"title": title})
    if not made.is_small:
        say.note(_("ffmpeg is not here: the sound was carried as the replay has it, larger than it need be."))
    line = _("%(out)s: %(files)d files, %(megabytes).1f MB, %(pages)d pages, made in %(seconds).1f s.")
    say.result(line % {**made.as_dict(), "megabytes": made.bytes / 1e6})
    return 0
