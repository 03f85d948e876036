"""How values stand in the cells of a table (CSV, XLSX), and back again without loss.

A cell with several entries has one entry a line, its parts separated by a bar: `路口 | 142 | 个 | 2024`. A bar, a
backslash or a line end inside a part is written with a backslash before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from tricity.language import LANGUAGES, bcp47

Cell = str | int | float | bool
Cells = Mapping[str, Any]

TAGS: Final = tuple(bcp47(code) for code in LANGUAGES)
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,20}")
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class Layout(Protocol):
    """The columns a field has in a table. `read` gets only the columns that are there and returns the JSON value."""

    def columns(self, name: str) -> tuple[str, ...]: ...

    def write(self, name: str, value: Any) -> dict[str, Cell]: ...

    def read(self, name: str, cells: Cells) -> Any: ...


def read_text(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (int, float)):
        return str(int(cell)) if cell == int(cell) else str(cell)
    if isinstance(cell, (dt.datetime, dt.date)):
        return cell.date().isoformat() if isinstance(cell, dt.datetime) else cell.isoformat()
    return cell


def read_number(cell: Any) -> Any:
    """A number where the text is one; else the text, which the checks will refuse by name."""
    if not isinstance(cell, str):
        return cell
    bare = cell.strip().replace("\u2212", "-")
    if _INTEGER.fullmatch(bare):
        return int(bare)
    return float(bare) if _NUMBER.fullmatch(bare) else cell


def read_flag(cell: Any) -> Any:
    return _YES.get(cell.strip().lower(), cell) if isinstance(cell, str) else cell


def is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


@dataclass(frozen=True, slots=True)
class Single:
    """One value in one column."""

    parse: Callable[[Any], Any] = read_text

    def columns(self, name: str) -> tuple[str, ...]:
        return (name,)

    def write(self, name: str, value: Any) -> dict[str, Cell]:
        if value is None:
            return {}
        return {name: ("yes" if value else "no") if isinstance(value, bool) else value}

    def read(self, name: str, cells: Cells) -> Any:
        cell = cells[name]
        return None if is_empty(cell) else self.parse(cell)


@dataclass(frozen=True, slots=True)
class Lines:
    """A list: one entry a line; `parts` names what stands between the bars; without parts the line is the value.

    An entry of which only the first part is given may be kept as that part alone (`bare`): a source without a date.
    """

    parts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    bare: bool = False

    def columns(self, name: str) -> tuple[str, ...]:
        return (name,)

    def write(self, name: str, value: Any) -> dict[str, Cell]:
        return {name: join_lines(self._parts_of(entry) for entry in value)} if value else {}

    def _parts_of(self, entry: Any) -> list[Any]:
        return [entry.get(part) for part in self.parts] if isinstance(entry, dict) else [entry]

    def read(self, name: str, cells: Cells) -> Any:
        if is_empty(cells[name]):
            return []
        return [self._entry(parts) for parts in split_lines(str(read_text(cells[name])))]

    def _entry(self, parts: Sequence[str | None]) -> Any:
        if not self.parts or (self.bare and len(parts) == 1):
            return parts[0] if len(parts) == 1 else " | ".join(part or "" for part in parts)
        # More parts than there are names: an entry the checks refuse by its place.
        names = [*self.parts, *(f"part {extra + 1}" for extra in range(len(self.parts), len(parts)))]
        return {
            name: read_number(part) if name in self.numbers and part is not None else part
            for name, part in zip(names, parts, strict=False)
        }


@dataclass(frozen=True, slots=True)
class Columns:
    """An object in several columns: `budget_amount`, `budget_currency`; `suffixes` maps its names to their endings."""

    suffixes: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...] = ()

    def columns(self, name: str) -> tuple[str, ...]:
        return tuple(f"{name}{suffix}" for _part, suffix in self.suffixes)

    def write(self, name: str, value: Any) -> dict[str, Cell]:
        parts = {f"{name}{suffix}": (value or {}).get(part) for part, suffix in self.suffixes}
        return {column: part for column, part in parts.items() if part is not None}

    def read(self, name: str, cells: Cells) -> Any:
        found = {}
        for part, suffix in self.suffixes:
            cell = cells.get(f"{name}{suffix}")
            if not is_empty(cell):
                found[part] = read_number(cell) if part in self.numbers else read_text(cell)
        return found or None


@dataclass(frozen=True, slots=True)
class PerLanguage:
    """An object from languages to texts: one column for each language."""

    prefix: str

    def columns(self, name: str) -> tuple[str, ...]:
        return tuple(f"{self.prefix}_{tag}" for tag in TAGS)

    def write(self, name: str, value: Any) -> dict[str, Cell]:
        return {f"{self.prefix}_{tag}": text for tag, text in (value or {}).items()}

    def read(self, name: str, cells: Cells) -> Any:
        found = {tag: cells.get(f"{self.prefix}_{tag}") for tag in TAGS}
        return {tag: read_text(cell) for tag, cell in found.items() if not is_empty(cell)}


def join_lines(entries: Iterable[Sequence[Any]]) -> str:
    """Entries as lines; empty parts at the end of an entry are left out."""
    lines = []
    for entry in entries:
        parts = ["" if part is None else _escape(str(part)) for part in entry]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(parts).rstrip(" "))
    return "\n".join(lines)


def split_lines(text: str, *, keep_empty: bool = False) -> list[list[str | None]]:
    """The parts of each line, None for an empty one; empty lines are left out unless they count."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [[_unescape(part) for part in _split(line)] for line in lines if keep_empty or line.strip()]


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "\\r").replace("\n", "\\n")


def _split(line: str) -> list[str]:
    parts, start, position = [], 0, 0
    while position < len(line):
        if line[position] == "\\":
            position += 2
        elif line[position] == "|":
            parts.append(line[start:position])
            position += 1
            start = position
        else:
            position += 1
    return [*parts, line[start:]]


def _unescape(part: str) -> str | None:
    plain = _ESCAPED.sub(lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), part.strip())
    return plain or None
