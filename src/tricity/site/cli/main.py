from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tricity.site.cli import (
    accounts,
    backups,
    briefings,
    bundles,
    captions,
    content,
    doctor,
    documents,
    evaluation,
    files,
    harvest,
    portfolio,
    samples,
    server,
    terms,
)
from tricity.site.cli.speech import chosen_language, speak
from tricity.site.cli.speech import gettext as _

DONE, PROBLEM_IN_DATA, WRONG_USE = 0, 1, 2


def argparse_messages() -> list[str]:
    """The words argparse says itself, named here so that they are collected into the catalogues."""
    return [
        _("usage: "), _("options"), _("positional arguments"), _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"), _("the following arguments are required: %s"), _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"), _("expected one argument"), _("expected at least one argument"),
        _("argument %(argument_name)s: %(message)s"), _("invalid %(type)s value: %(value)r"),
    ]  # fmt: skip


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help, in the language spoken now."""
    parser = argparse.ArgumentParser(
        prog="tricity", description=_("Open cooperation platform for smart cities.")
    )
    parser.add_argument(
        "--language", metavar="CODE", help=_("language of what the command says: en, ja, ko, zh-hans")
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, title=_("commands"))
    for module in (
        server,
        backups,
        doctor,
        content,
        briefings,
        bundles,
        samples,
        documents,
        harvest,
        captions,
        terms,
        files,
        portfolio,
        evaluation,
        accounts,
    ):
        module.add_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: done, 1: a problem in the data, 2: wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(_language_option(given) or chosen_language())
    options = build_parser().parse_args(given)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        # The reader of our output (head, say) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _language_option(arguments: list[str]) -> str:
    """`--language` must be known before the help is composed."""
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            return chosen_language({"LANG": arguments[place + 1]})
        if argument.startswith("--language="):
            return chosen_language({"LANG": argument.partition("=")[2]})
    return ""
