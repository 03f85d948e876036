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
    invite = actions.add_parser(
        "invite",
        help=_("print a link with which a person makes an account"),
        description=_("Print a link with which a person makes an account. It works once."),
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
    _add_invitation(invite)
    show.add_argument("--json", action="store_true", help=_("print JSON"))
    user.set_defaults(run=run_user)


def _add_invitation(invite: argparse.ArgumentParser) -> None:
    invite.add_argument("name", help=_("name as you call the person, family name first"))
    invite.add_argument("--for", dest="body", default="", help=_("code or name of the organization or city"))
    invite.add_argument(
        "--as",
        dest="membership",
        choices=["member", "editor", "administrator"],
        default="editor",
        help=_("what the person may do for it (default: editor)"),
    )
    invite.add_argument(
        "--reads",
        default="en",
        metavar="CODE",
        choices=["en", "ja", "ko", "zh-hans"],
        help=_("language the person reads: en, ja, ko, zh-hans"),
    )
    invite.add_argument(
        "--site", default="", metavar="URL", help=_("address of this site (default: of this machine)")
    )


def run_user(options: argparse.Namespace) -> int:
    site.start()
    site.migrate()
    from django.core.exceptions import ValidationError

    from tricity.accounts import administration
    from tricity.web.errors import TricityError

    try:
        if options.action == "list":
            return _list(options, administration.everybody())
        if options.action == "invite":
            return _invite(options)
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
    from tricity.directory.actions import join

    join(administration.find(options.username), _body(options.body), role=options.membership)


def _invite(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation

    from tricity.members.actions import invite
    from tricity.members.actions.inviting import Guest

    body = _body(options.body) if options.body else None
    guest = Guest(options.name, options.reads)
    invitation, secret = invite(guest, body, by=None, role=options.membership)
    with translation.override(options.reads):
        path = reverse("members:join", args=[secret])
    start = options.site.rstrip("/") or f"http://{settings.VARIABLES['HOST']}:{settings.VARIABLES['PORT']}"
    say.result(start + path)
    say.note(_("It works once, until %(day)s.") % {"day": invitation.expires_at.date().isoformat()})
    return 0


def _body(name: str) -> Any:
    """The organization of that code or name, or the administration of the city so called. Raises BadInput."""
    from tricity.directory.actions import administration_of
    from tricity.directory.queries import body_called, city_called
    from tricity.web.errors import BadInput

    body = body_called(name)
    if body is None and (city := city_called(name)) is not None:
        body = administration_of(city)
    if body is None:
        raise BadInput(
            _("No single organization or city is called “%(name)s”. Use its code.") % {"name": name}
        )
    return body


def _password() -> str:
    return os.environ.get("TRICITY_PASSWORD") or getpass.getpass(_("Password: "))


def _list(options: argparse.Namespace, rows: list[dict[str, Any]]) -> int:
    if options.json:
        say.result(rows)
    else:
        for row in rows:
            say.result(f"{row['username']}\t{row['name']}\t{row['language']}\t{', '.join(row['roles'])}")
    return 0
