"""Every `TRICITY_*` variable an operator may set: type, default and what it means.

The defaults run a working SQLite site on this machine. `docs/reference/settings.md` lists the same table;
a test fails when the two differ.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


def _engine(text: str) -> str:
    known = ("none", "openai", "libretranslate", "ctranslate2")
    if text.strip() not in known:
        raise ValueError(f"one of {', '.join(known)}")
    return text.strip()


def _mail_server(text: str) -> str:
    """The address as it is; how it is understood is for `environ`, whose schemes these are."""
    schemes = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "submission", "consolemail", "filemail", "memorymail")
    if text and urlsplit(text).scheme not in schemes:
        raise ValueError("an address such as smtp+tls://user:password@mail.example.org:587")
    return text


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
        "UPLOAD_LIMIT_MB",
        _number,
        "20",
        "Largest file that may be uploaded through the browser, in megabytes.",
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
        "EMAIL_URL",
        _mail_server,
        "",
        "Mail server (smtp+tls://user:password@host:587, or smtp, smtps, filemail:///folder); empty: no e-mail is sent.",
    ),
    Variable("EMAIL_FROM", str, "tricity@localhost", "Sender of the e-mail this site sends."),
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
