"""Plain ways to export, erase and expire rows of a table, for holdings that need nothing special.

Tables are named “app.Model”, and are looked up when they are used.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from tricity.accounts.models import User
from tricity.privacy.registry import Erase, Expire, Export

BLOTTED = "[…]"
HAN_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def rows(table: str, fields: str | tuple[str, ...], *columns: str) -> Export:
    """Export these columns of the rows where one of the fields names the person, oldest first."""
    names = (fields,) if isinstance(fields, str) else fields

    def export(user: User) -> list[dict[str, Any]]:
        return [
            {name: plain(value) for name, value in row.items()}
            for row in _of(table, names, user).order_by("pk").values(*columns)
        ]

    return export


def deletes(*pairs: tuple[str, str]) -> Erase:
    """Erase by deleting the rows whose field names the person: pairs of table and field."""

    def erase(user: User, _now: dt.datetime) -> None:
        for table, field in pairs:
            _of(table, (field,), user).delete()

    return erase


def stays(user: User, now: dt.datetime) -> None:
    """Erase nothing: the rows point to an account that has lost its name."""


def blots(table: str, field: str, *columns: str) -> Erase:
    """The rows stay, but where their text columns hold the person's own name or address, it is struck out."""

    def erase(user: User, _now: dt.datetime) -> None:
        words = own_words(user)
        if not words:
            return
        named = Q()
        for column in columns:
            for word in words:
                named |= Q(**{f"{column}__contains": word})
        for row in _of(table, (field,), user).filter(named).values("pk", *columns):
            changed = {column: blot(row[column], words) for column in columns}
            _table(table).filter(pk=row["pk"]).update(**changed)

    return erase


def all_of(*steps: Erase) -> Erase:
    """Erase in several steps."""

    def erase(user: User, now: dt.datetime) -> None:
        for step in steps:
            step(user, now)

    return erase


def older(table: str, column: str, **conditions: Any) -> Expire:
    """Expire rows whose moment in the column has passed."""

    def expire(before: dt.datetime) -> int:
        found = _table(table).filter(**{f"{column}__lt": before}, **conditions)
        return found.delete()[1].get(_label(table), 0)

    return expire


def own_words(user: User) -> list[str]:
    """By what a text names a person, longest first; too short ones would strike out other words."""
    candidates = {user.native_name, user.romanized_name, user.reading, user.email}
    return sorted((word for word in candidates if _is_telling(word)), key=lambda word: (-len(word), word))


def blot(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, BLOTTED)
    return text


def plain(value: Any) -> Any:
    """A column's value as JSON knows it."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _is_telling(word: str) -> bool:
    return len(word) >= (2 if HAN_KANA_HANGUL.search(word) else 4)


def _table(table: str) -> QuerySet[Any]:
    return apps.get_model(table)._base_manager.all()


def _label(table: str) -> str:
    return apps.get_model(table)._meta.label


def _of(table: str, fields: tuple[str, ...], user: User) -> QuerySet[Any]:
    named = Q()
    for field in fields:
        named |= Q(**{field: user})
    return _table(table).filter(named)
