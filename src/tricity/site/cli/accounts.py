"""`tricity user`: make an account, set a password, give a role."""

from __future__ import annotations

import argparse
import getpass
import os
from typing import Any

from tricity.site.cli import say, site
from tricity.site.cli.speech import gettext as _


def add_commands(commands: Any) -> None:
    user = commands.add_parser(
        "user", help=_("make or change an account"), description=_("Make or change an account.")
    )
    actions = user.add_subparsers(dest="action", metavar=_("ACTION"), required=True, title=_("actions"))
    add = actions.add_parser(
        "add",
        help=_("make an account"),
        description=_("Make an account. The password is asked for, or read from TRICITY_PASSWORD."),
    )
    password = actions.add_parser(
        "password", help=_("set a new password"), description=_("Set a new password.")
    )
    grant = actions.add_parser("grant", help=_("give a role"), description=_("Give a role."))
    factors = actions.add_parser(
        "forget-factors",
        help=_("remove lost passkeys, authenticator app and recovery codes"),
        description=_(
            "Remove every passkey, the authenticator app and the recovery codes of an account; the password stays."
        ),
    )
    join = actions.add_parser(
        "join",
        help=_("let a person act for an organization or a city"),
        description=_("Let a person act for an organization or a city."),
    )
    show = actions.add_parser("list", help=_("list the accounts"), description=_("List the accounts."))
    for parser in (add, password, grant, factors, join):
        parser.add_argument("username", help=_("user name"))
    add.add_argument("--name", default="", help=_("name as the person writes it, family name first"))
    add.add_argument(
        "--reads", default="en", metavar="CODE", help=_("language the person reads: en, ja, ko, zh-hans")
    )
    for parser in (add, grant):
        parser.add_argument(
            "--role",
            choices=["curator", "organizer", "translator", "operator"],
            required=parser is grant,
            help=_("role"),
        )
        parser.add_argument(
            "--country", default="", metavar="CC", help=_("country of a curator: CN, JP, KR; empty: all")
        )
    join.add_argument("body", metavar=_("BODY"), help=_("code or name of the organization or city"))
    join.add_argument(
        "--as",
        dest="membership",
        choices=["member", "editor", "administrator"],
        default="editor",
        help=_("what the person may do for it (default: editor)"),
    )
    show.add_argument("--json", action="store_true", help=_("print JSON"))
    user.set_defaults(run=run_user)


def run_user(options: argparse.Namespace) -> int:
    site.start()
    site.migrate()
    from django.core.exceptions import ValidationError

    from tricity.accounts import administration
    from tricity.web.errors import TricityError

    try:
        if options.action == "list":
            return _list(options, administration.everybody())
        if options.action == "add":
            administration.add(options.username, _password(), name=options.name, language=options.reads)
        elif options.action == "password":
            administration.set_password(options.username, _password())
        elif options.action == "forget-factors":
            administration.forget_factors(options.username)
        elif options.action == "join":
            _join(options)
        if options.action == "grant" or getattr(options, "role", None):
            administration.grant(options.username, options.role, country=options.country)
    except ValidationError as error:
        say.note(" ".join(error.messages))
        return 1
    except TricityError as error:
        say.note(error.message)
        return 1
    say.result(_("Done: %(username)s") % {"username": options.username})
    return 0


def _join(options: argparse.Namespace) -> None:
    from tricity.accounts import administration
    from tricity.directory.actions import administration_of, join
    from tricity.directory.queries import body_called, city_called
    from tricity.web.errors import BadInput

    user = administration.find(options.username)
    body = body_called(options.body)
    if body is None and (city := city_called(options.body)) is not None:
        body = administration_of(city)
    if body is None:
        raise BadInput(
            _("No single organization or city is called “%(name)s”. Use its code.") % {"name": options.body}
        )
    join(user, body, role=options.membership)


def _password() -> str:
    return os.environ.get("TRICITY_PASSWORD") or getpass.getpass(_("Password: "))


def _list(options: argparse.Namespace, rows: list[dict[str, Any]]) -> int:
    if options.json:
        say.result(rows)
    else:
        for row in rows:
            say.result(f"{row['username']}\t{row['name']}\t{row['language']}\t{', '.join(row['roles'])}")
    return 0
