"""Tables: which field a column belongs to, and rows of cells as the objects JSON Lines would hold."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.knowledge.imports.cells import is_empty
from tricity.knowledge.imports.fields import Field, RowKind, columns_of, fields_of
from tricity.knowledge.imports.kinds import kind_from_name, kind_of_columns, kind_of_row
from tricity.knowledge.imports.problems import Place, Problem, shown
from tricity.knowledge.imports.readers.base import RawRow

ALL_COLUMNS = {column.lower(): column for kind in RowKind for column in columns_of(kind)}


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of one table, by position; None where a heading is empty."""

    columns: Sequence[str | None]
    kind: RowKind | None

    def fields(self, kind: RowKind) -> list[Field]:
        present = set(self.columns)
        return [each for each in fields_of(kind) if present.intersection(each.columns)]


def read_heading(cells: Sequence[Any], place: Place) -> tuple[Heading, list[Problem]]:
    """The heading, and what is wrong with it: a column of an unknown name, or twice the same."""
    names = [None if is_empty(cell) else str(cell).strip() for cell in cells]
    known = [name and ALL_COLUMNS.get(name.lower(), name) for name in names]
    present = {name for name in known if name}
    kind = kind_of_columns(present) or kind_from_name(place.sheet) or kind_from_name(place.file)
    allowed = columns_of(kind) if kind else list(ALL_COLUMNS.values())
    problems = [_unknown_column(name, allowed, place) for name in known if name and name not in allowed]
    twice = sorted({name for name in present if known.count(name) > 1})
    problems += [Problem("repeated-column", place, name, {"found": shown(name)}) for name in twice]
    return Heading(known, kind), problems


def _unknown_column(name: str, allowed: Sequence[str], place: Place) -> Problem:
    near = difflib.get_close_matches(name.lower(), [each.lower() for each in allowed], n=1)
    if near:
        return Problem("unknown-field-near", place, shown(name), {"nearest": ALL_COLUMNS[near[0]]})
    return Problem("unknown-field", place, shown(name))


def read_cells(heading: Heading, cells: Sequence[Any], place: Place) -> RawRow:
    """One row of the table as an object; fields without a column are left out of it."""
    beyond = [cell for cell in cells[len(heading.columns) :] if not is_empty(cell)]
    unnamed = [
        cell
        for name, cell in zip(heading.columns, cells, strict=False)
        if name is None and not is_empty(cell)
    ]
    problems = tuple(
        Problem("unnamed-cell", place, values={"found": shown(cell)}) for cell in beyond + unnamed
    )
    padded = [*cells, *[None] * (len(heading.columns) - len(cells))]
    by_column: Mapping[str, Any] = {
        name: cell for name, cell in zip(heading.columns, padded, strict=False) if name is not None
    }
    kind = kind_of_row({key: cell for key, cell in by_column.items() if not is_empty(cell)}, heading.kind)
    if kind is None:
        return RawRow(place, problems=(*problems, Problem("unknown-kind", place)))
    data = {each.name: each.layout.read(each.name, by_column) for each in _whole_fields(heading, kind)}
    return RawRow(place, kind, data, problems)


def _whole_fields(heading: Heading, kind: RowKind) -> Iterator[Field]:
    """A field of one column needs it; one of several is read from those that are there."""
    yield from heading.fields(kind)
