"""`tricity serve`, `demo`, `check`, `reindex`."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    serve = commands.add_parser(
        "serve", help=_("serve the site"), description=_("Serve the site: web pages and background work.")
    )
    demo = commands.add_parser(
        "demo",
        help=_("set up a demo site and serve it"),
        description=_(
            "Create a site with sample records, run the synthesis, and serve it. A second run starts at once."
        ),
    )
    for parser in (serve, demo):
        parser.add_argument("--host", help=_("address to listen on (default: TRICITY_HOST or 127.0.0.1)"))
        parser.add_argument(
            "--port", type=int, help=_("port to listen on (default: PORT, TRICITY_PORT or 8000)")
        )
    demo.add_argument("--no-serve", action="store_true", help=_("set everything up, then stop"))
    serve.set_defaults(run=run_serve)
    demo.set_defaults(run=run_demo)
    check = commands.add_parser(
        "check",
        help=_("say what is missing or wrong"),
        description=_("Check settings, database, search index and optional programs."),
    )
    check.add_argument("--json", action="store_true", help=_("print JSON"))
    check.set_defaults(run=run_check)
    reindex = commands.add_parser(
        "reindex",
        help=_("build the search index anew"),
        description=_(
            "Build the search index anew from the records, beside the one in use, which is searched until then."
        ),
    )
    reindex.add_argument(
        "--processes", type=int, metavar="N", help=_("how many read at once (default: all processors)")
    )
    reindex.set_defaults(run=run_reindex)


def run_serve(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site import setup
    from tricity.site.serve import serve

    site.migrate()
    setup.collect_static()
    setup.load_terms()
    setup.load_calendars()
    _say_setup_code(*_address(options))
    return serve(*_address(options))


def run_demo(options: argparse.Namespace) -> int:
    site.start(demo=True)
    from tricity.site import demo
    from tricity.site.serve import serve

    host, port = _address(options)
    is_new = demo.prepare(lambda title: say.Bar(title))
    if options.no_serve:
        return 0
    if is_new:
        # Setting up loaded 600 MB of dictionaries; begun afresh, the supervisor has none of them.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # our own command again
    say.note(demo.welcome(host, port))
    return serve(host, port)


def run_check(options: argparse.Namespace) -> int:
    site.start()
    from tricity.site.health import findings

    found = findings()
    if options.json:
        say.result([finding.as_dict() for finding in found])
    else:
        for finding in found:
            say.result(
                " ".join(filter(None, [finding.mark, f"{finding.name}:", finding.message, finding.advice]))
            )
    return 1 if any(finding.is_error for finding in found) else 0


def run_reindex(options: argparse.Namespace) -> int:
    site.start()
    from tricity.search import indexer
    from tricity.site.child import begin

    if options.processes is not None and options.processes < 1:
        say.note(_("--processes must be 1 or more."))
        return 2
    site.migrate()
    with say.Bar(_("Search index")) as progress:
        count = indexer.rebuild(progress=progress, begin=begin, processes=options.processes)
    say.result(str(count))
    return 0


def _address(options: argparse.Namespace) -> tuple[str, int]:
    from tricity.site.settings import VARIABLES

    port = options.port or int(os.environ.get("PORT") or VARIABLES["PORT"])
    return options.host or VARIABLES["HOST"], port


def _say_setup_code(host: str, port: int) -> None:
    """On an empty site: where to go and what to type there."""
    from tricity.site.first_run.opening import code_file, current_code, is_open

    if is_open():
        code = current_code()
        say.note(
            _(
                "This site is empty. Open %(address)s and set it up with this code: %(code)s (also in %(file)s)"
            )
            % {"address": f"http://{host}:{port}/setup/", "code": code, "file": code_file()}
        )
