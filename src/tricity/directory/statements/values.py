"""The values of a statement as plain JSON: kept in versions, compared, joined, put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from tricity.directory.statements.models import Statement

Values = dict[str, Any]


def fields_of(model: type[Statement]) -> tuple[str, ...]:
    """What an editor can change, texts first."""
    return (*model.TEXTS, *model.FACTS)


def values_of(row: Statement) -> Values:
    return {name: plain(getattr(row, name)) for name in fields_of(type(row))}


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates as ISO 8601, figures without trailing zeros, nothing as empty text."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return plain_figure(value) if isinstance(value, Decimal) else str(value)


def plain_figure(value: Decimal) -> str:
    """300 for 300.0000, never 3E+2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def put(row: Statement, values: Mapping[str, Any]) -> None:
    """Write plain values into the row, each as its column keeps it; names that are no columns are ignored."""
    for name in fields_of(type(row)):
        if name in values:
            column: Any = row._meta.get_field(name)
            value = values[name]
            textual = isinstance(column, models.CharField | models.TextField)
            setattr(row, name, value if textual else column.to_python(value or None))


@dataclass(frozen=True, slots=True)
class Merge:
    """`values` has what both sides changed apart from each other; of `conflicts`, the fields both changed, mine."""

    values: Values
    conflicts: tuple[str, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """Join two sets of values that were made from the same one, field by field."""
    values, conflicts = dict(mine), []
    for name in theirs:
        if mine.get(name) == base.get(name):
            values[name] = theirs[name]
        elif theirs[name] not in (base.get(name), mine.get(name)):
            conflicts.append(name)
    return Merge(values, tuple(conflicts))
