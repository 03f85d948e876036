"""What a holding has about one person, as a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tricity.accounts.models import User
from tricity.privacy.registry import Holding
from tricity.privacy.words import Part, column_label, readable


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows of a holding, in words; `total` counts also rows that are not shown."""

    holding: Holding
    columns: list[str]
    rows: list[list[list[Part]]]
    total: int

    @property
    def pairs(self) -> list[tuple[str, list[Part]]]:
        """Column and value of the first row, where one row is better read downwards."""
        return list(zip(self.columns, self.rows[0], strict=True)) if self.rows else []


def sheet(holding: Holding, exported: Any, most: int | None = None) -> Sheet:
    """The exported values as rows: a single object is one row."""
    rows: list[Mapping[str, Any]] = [exported] if isinstance(exported, Mapping) else list(exported)
    names = list(rows[0]) if rows else []
    shown = rows if most is None else rows[-most:]
    cells = [[readable(name, row.get(name)) for name in names] for row in shown]
    return Sheet(holding, [column_label(name) for name in names], cells, len(rows))


def sheet_of(holding: Holding, user: User, most: int | None = None) -> Sheet:
    return sheet(holding, holding.export(user), most)
