"""Every `TRICITY_*` variable an operator may set: type, default and what it means.

The defaults run a working SQLite site on this machine. `docs/reference/settings.md` lists the same table;
a test fails when the two differ.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class InvalidVariable(ValueError):
    """A `TRICITY_*` variable holds a value that cannot be read; the message says which and what is expected."""


def _flag(text: str) -> bool:
    values = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    try:
        return values[text.strip().lower()]
    except KeyError:
        raise ValueError("yes or no") from None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError("a whole number") from None


def _amount(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError("an amount such as 12.50") from None
    if not found.is_finite() or found < 0:
        raise ValueError("an amount such as 12.50")
    return found


def _engine(text: str) -> str:
    known = ("none", "openai", "libretranslate", "ctranslate2")
    if text.strip() not in known:
        raise ValueError(f"one of {', '.join(known)}")
    return text.strip()


def _roles(text: str) -> list[str]:
    known = ("curator", "organizer", "translator", "operator", "everyone")
    roles = _words(text)
    if not set(roles) <= set(known):
        raise ValueError(f"some of {', '.join(known)}, separated by commas")
    return roles


def _link(text: str) -> str:
    known = ("by-hand", "username", "create")
    if text.strip() not in known:
        raise ValueError(f"one of {', '.join(known)}")
    return text.strip()


def _mail_server(text: str) -> str:
    """The address as it is; how it is understood is for `environ`, whose schemes these are."""
    schemes = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "submission", "consolemail", "filemail", "memorymail")
    if text and urlsplit(text).scheme not in schemes:
        raise ValueError("an address such as smtp+tls://user:password@mail.example.org:587")
    return text


def _keep(text: str) -> tuple[int, int]:
    days, _comma, weeks = text.partition(",")
    if not (days.strip().isdigit() and weeks.strip().isdigit() and int(days) > 0):
        raise ValueError("two whole numbers, such as 7,4: days (1 or more) and weeks")
    return int(days), int(weeks)


def _country(text: str) -> str:
    code = text.strip().upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError("a country code of two letters, such as CN, JP or KR")
    return code


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


@dataclass(frozen=True, slots=True)
class Variable:
    """One setting: its name without the prefix, how its text is read, its default, and a sentence of help."""

    name: str
    read: Callable[[str], Any]
    default: str
    help: str

    @property
    def environment_name(self) -> str:
        return f"TRICITY_{self.name}"


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "DATA",
        Path,
        "data",
        "Folder that holds everything this site stores: database, index, uploaded files.",
    ),
    Variable(
        "DATABASE_URL",
        str,
        "",
        "PostgreSQL address (postgres://user:password@host/name); empty: SQLite in the data folder.",
    ),
    Variable(
        "SECRET_KEY", str, "", "Key that signs sessions; empty: one is made once and kept in the data folder."
    ),
    Variable(
        "HOSTS", _words, "localhost,127.0.0.1,[::1]", "Host names this site answers to, separated by commas."
    ),
    Variable("HOST", str, "127.0.0.1", "Address the server listens on."),
    Variable("PORT", _number, "8000", "Port the server listens on."),
    Variable(
        "WEB_PROCESSES",
        _number,
        "2",
        "Processes that answer requests, each of some 200 MB: one for every processor up to four is enough.",
    ),
    Variable(
        "HTTPS",
        _flag,
        "no",
        "The public address uses HTTPS: cookies become secure and browsers are told to insist.",
    ),
    Variable("DEBUG", _flag, "no", "Show details of errors in the browser; never on a public site."),
    Variable("DEMO", _flag, "no", "Show the demo accounts on the sign-in page; set by `tricity demo`."),
    Variable(
        "NODE",
        str,
        "local",
        "Code of this installation; part of the global address of everything published here.",
    ),
    Variable(
        "NODE_URI",
        str,
        "urn:tricity:local",
        "Start of the global address of everything published here, without a closing slash.",
    ),
    Variable(
        "NODE_COUNTRY",
        _country,
        "",
        "Country this installation keeps its data in, as two letters (CN, JP, KR, …); shown wherever personal data is asked.",
    ),
    Variable(
        "DELETION_DAYS",
        _number,
        "7",
        "Days between a person's wish to have the account deleted and the deletion; 0: at once.",
    ),
    Variable("SITE_NAME", str, "Tricity", "Name shown in the header and in page titles."),
    Variable("TIME_ZONE", str, "UTC", "Zone shown to people who have not chosen one."),
    Variable("LOG_LEVEL", str, "INFO", "How much the server logs: DEBUG, INFO, WARNING or ERROR."),
    Variable(
        "ENCODER",
        str,
        "",
        "Folder of a neural encoder (ONNX) whose vectors search uses beside the words; empty: the vectors of the lexicon.",
    ),
    Variable(
        "RATES",
        str,
        "",
        "File of exchange rates (TSV: year, currency, per_usd, source, read_on) that replaces those shipped.",
    ),
    Variable(
        "SYNTHESIS_MEMORY_RECORDS",
        _number,
        "100000",
        "Most records with which the worker remembers the last full synthesis, to take in new ones at once; 0: it does not.",
    ),
    Variable(
        "RAY_ADDRESS",
        str,
        "",
        "Ray cluster (host:port) on which `tricity synthesize --engine ray` reads records; empty: one on this machine for each run.",
    ),
    Variable(
        "UPLOAD_LIMIT_MB",
        _number,
        "20",
        "Largest file that may be uploaded through the browser, in megabytes.",
    ),
    Variable(
        "LIVE_PER_ADDRESS",
        _number,
        "1000",
        "Live streams one address may have open at a time, such as a hall behind one connection; 0: no limit.",
    ),
    Variable(
        "RECORDING_LIMIT_GB",
        _number,
        "8",
        "Largest recording of an event that may be uploaded, in gigabytes.",
    ),
    Variable(
        "BUNDLE_LIMIT_MB",
        _number,
        "2048",
        "Largest bundle of an event that is packed for download, in megabytes; the command line has no limit.",
    ),
    Variable(
        "TRANSLATION_ENGINE",
        _engine,
        "none",
        "Engine that proposes renderings: none, openai (any server with that interface), libretranslate or ctranslate2.",
    ),
    Variable("TRANSLATION_URL", str, "", "Address of the engine; of openai with its path, such as …/v1."),
    Variable(
        "TRANSLATION_MODEL", str, "", "Name of the model (openai), or folder of its weights (ctranslate2)."
    ),
    Variable("TRANSLATION_KEY", str, "", "Key the engine wants; empty: none."),
    Variable(
        "TRANSLATION_TIMEOUT_SECONDS", _number, "60", "How long the engine may take for one page, in seconds."
    ),
    Variable(
        "TRANSLATION_DAILY_CHARACTERS",
        _number,
        "200000",
        "Characters of originals the whole site may send to the engine on one day (UTC).",
    ),
    Variable(
        "TRANSLATION_DAILY_REQUESTS",
        _number,
        "100",
        "How often one person may ask the engine on one day (UTC).",
    ),
    Variable(
        "HARVEST_HOSTS",
        _words,
        "",
        "Hosts (name or name:port) catalogues may be read from although their address is private, separated by commas.",
    ),
    Variable(
        "TRANSLATION_PRICE",
        _amount,
        "0",
        "What the engine costs for a million characters of originals; 0: nothing.",
    ),
    Variable(
        "TRANSLATION_DAILY_COST",
        _amount,
        "0",
        "What the whole site may spend on the engine on one day (UTC), at that price; 0: no such limit.",
    ),
    Variable("TRANSLATION_CURRENCY", str, "USD", "Currency of both (ISO 4217)."),
    Variable(
        "HOLD_FIRST_POSTS",
        _flag,
        "no",
        "A person's first post in a discussion waits for a moderator before others see it.",
    ),
    Variable(
        "REVIEW_DAYS",
        _number,
        "14",
        "Days the reviewing bodies of a country have for a record; after that a secretariat may publish it, so marked.",
    ),
    Variable(
        "REVIEW_REMINDER_DAYS",
        _number,
        "7",
        "Days after which reviewers are reminded of a record that waits, and reminded again.",
    ),
    Variable(
        "REQUIRE_SECOND_FACTOR",
        _roles,
        "",
        "Who must have a passkey or an authenticator app: curator, organizer, translator, operator, separated by commas,"
        " or everyone.",
    ),
    Variable(
        "OIDC_ISSUER",
        str,
        "",
        "Issuer address of an OpenID Connect provider for single sign-on; empty: none.",
    ),
    Variable("OIDC_CLIENT_ID", str, "", "Client id this site has at the provider."),
    Variable("OIDC_CLIENT_SECRET", str, "", "Secret that belongs to the client id."),
    Variable("OIDC_LABEL", str, "Single sign-on", "Name of the provider on the sign-in page."),
    Variable(
        "OIDC_LINK",
        _link,
        "by-hand",
        "Whom single sign-on lets in: by-hand (people who linked their account), username (also the account whose user name"
        " the provider states) or create (unknown people get a new account).",
    ),
    Variable(
        "EMAIL_URL",
        _mail_server,
        "",
        "Mail server (smtp+tls://user:password@host:587, or smtp, smtps, filemail:////folder); empty: no e-mail is sent.",
    ),
    Variable("EMAIL_FROM", str, "tricity@localhost", "Sender of the e-mail this site sends."),
    Variable(
        "ACCOUNT_REQUEST_DAYS",
        _number,
        "30",
        "Days after which a request for an account that was decided, or an invitation that is over, is deleted.",
    ),
    Variable(
        "CERTIFICATE",
        str,
        "",
        "File of the proxy's certificate (PEM), so that the health page can say when it ends; empty: it does not.",
    ),
    Variable(
        "BACKUP_FOLDER",
        str,
        "",
        "Folder the backups go to, best on another disk; empty: backups in the data folder.",
    ),
    Variable(
        "BACKUP_HOURS",
        _number,
        "24",
        "Hours between two backups made by the running site; 0: it makes none.",
    ),
    Variable(
        "BACKUP_KEEP",
        _keep,
        "7,4",
        "How many of those are kept: the last one of so many days, and of so many weeks.",
    ),
    Variable(
        "PUBLIC_URL",
        str,
        "",
        "Address readers know this site by, such as https://tricity.example.org: links in e-mail start with it.",
    ),
)


def read_variables(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The value of every variable; raises InvalidVariable naming the first that cannot be read."""
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environment.get(variable.environment_name, variable.default)
        try:
            values[variable.name] = variable.read(text)
        except ValueError as error:
            raise InvalidVariable(f"{variable.environment_name}={text!r}: expected {error}.") from None
    return values


def variables_set(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Names, without the prefix, of the variables that were set to something."""
    return frozenset(variable.name for variable in VARIABLES if environment.get(variable.environment_name))
