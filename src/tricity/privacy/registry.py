"""What the software keeps about people: every app names its own, so that people see, take and erase it in one place.

A test walks all models: a foreign key to an account, or a field that looks like an address, that no holding names
makes it fail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.utils.functional import Promise

from tricity.accounts.models import User

Words = str | Promise
Export = Callable[[User], Any]
Erase = Callable[[User, dt.datetime], None]
# Deletes what is older than the moment, and returns how many rows it were.
Expire = Callable[[dt.datetime], int]
Files = Callable[[User], Iterable[tuple[str, File]]]


def _no_files(_user: User) -> Iterable[tuple[str, File]]:
    return ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Data about people kept for one purpose.

    `fields` are the columns it covers (“app.Model.field”). `why`, `seen_by` and `at_deletion` are whole sentences for the
    person. `export` gives JSON values about one person; `files` pairs of name and open file. `erase` removes or
    pseudonymises it when the person leaves; it runs in the transaction of the deletion, while the names are still
    known. With `expire` its rows go after `days` (None: never, until the operator sets a rule); without it they
    stay while the account exists, or, if it `outlives` the account, as long as what they belong to.
    """

    name: str
    label: Words
    why: Words
    seen_by: Words
    at_deletion: Words
    fields: tuple[str, ...]
    export: Export
    erase: Erase
    outlives: bool = False
    days: int | None = None
    expire: Expire | None = None
    files: Files = _no_files


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add what an app keeps; registering a name again replaces it."""
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    """All holdings in the order they were registered: the account first, then app by app upwards."""
    return list(_holdings.values())


def holding(name: str) -> Holding | None:
    return _holdings.get(name)
