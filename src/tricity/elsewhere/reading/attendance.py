"""Who was there, and when: rows of a table as stays.

A file may hold several tables: Zoom's webinar report has one for hosts, panelists and attendees each; Teams numbers its
sections, and repeats in the third, stay by stay, the people of the second, so that only the third is read where there is one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.elsewhere.reading.headings import Field, guess
from tricity.elsewhere.reading.problems import Fault
from tricity.elsewhere.reading.tables import Row
from tricity.elsewhere.reading.times import Order, read_seconds, read_shown
from tricity.elsewhere.reading.values import LeftOut, Presence, Shown

_NUMBERED: Final = re.compile(r"(\d)\s*[.．、]\s*\S")
_IN_BRACKETS: Final = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]\s*$")
_LONGEST_NAME: Final = 400  # beyond it nobody is called so, and looking through it would take long
_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_ABSENT: Final = ("no", "n", "否", "未参会", "缺席", "いいえ", "欠席", "아니요", "아니오", "불참")
_LEFT: Final = ("left", "leave", "离开", "离开前", "退出", "退室", "나감", "퇴장")
_NOTHING: Final = ("", "-", "--", "—", "n/a", "/")
Columns = Mapping[Field, int]
Who = tuple[tuple[str, ...], str]  # names and address


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below one heading. `section` is the number Teams gives it, 0 elsewhere."""

    heading: Row
    columns: Columns
    rows: tuple[Row, ...]
    section: int = 0


def is_heading(columns: Columns) -> bool:
    has_person = Field.NAME in columns or (Field.EMAIL in columns and Field.JOINED in columns)
    says_when = {Field.JOINED, Field.LEFT, Field.DURATION, Field.ACTION, Field.EMAIL, Field.ORGANIZATION}
    return has_person and bool(says_when & columns.keys())


def tables(rows: Sequence[Row]) -> list[Table]:
    """Tables of people, in order."""
    found: list[tuple[Row, Columns, list[Row], int]] = []
    section = 0
    for row in rows:
        columns = guess(row.cells)
        numbered = _NUMBERED.match(row.cells[0]) if row.filled == 1 and row.cells[0] else None
        if is_heading(columns):
            found.append((row, columns, [], section))
        elif numbered:
            section = int(numbered[1])
        elif found and found[-1][3] == section and (row.filled > 1 or row.at(found[-1][1].get(Field.NAME))):
            found[-1][2].append(row)  # else the title of another section
    kept = [
        Table(heading, columns, tuple(below), number) for heading, columns, below, number in found if below
    ]
    stays = [each for each in kept if each.section >= 3 and Field.JOINED in each.columns]
    return stays or kept


def presences(table: Table, order: Order) -> tuple[list[Presence], list[LeftOut]]:
    """The stays of a table, in its order, and what was left out."""
    found: list[Presence] = []
    left_out: list[LeftOut] = []
    if Field.ACTION in table.columns and Field.AT in table.columns:
        return _of_actions(table, order), left_out
    for row in table.rows:
        read = _presence(row, table.columns, order)
        if isinstance(read, Presence):
            found.append(read)
        else:
            left_out.append(read)
    return found, left_out


def _presence(row: Row, columns: Columns, order: Order) -> Presence | LeftOut:
    def cell(field: Field) -> str:
        return row.at(columns.get(field))

    names, email = names_of(cell(Field.NAME)), _address(cell(Field.EMAIL))
    if not names and not email:
        return LeftOut(row.number, Fault.NO_NAME)
    if cell(Field.ATTENDED).lower() in _ABSENT:
        return LeftOut(row.number, Fault.ABSENT)
    shown: list[Shown | None] = []
    for field in (Field.JOINED, Field.LEFT):
        text = cell(field)
        moment = read_shown(text, order)
        if moment is None and text.lower() not in _NOTHING:
            return LeftOut(row.number, Fault.BAD_TIME, text[:60])
        shown.append(moment)
    joined, left = shown
    if _is_backwards(joined, left):
        return LeftOut(row.number, Fault.BACKWARDS, cell(Field.LEFT)[:60])
    text = cell(Field.DURATION)
    seconds = read_seconds(text)
    if seconds is None and text.lower() not in _NOTHING:
        return LeftOut(row.number, Fault.BAD_TIME, text[:60])
    return Presence(row.number, names, email, cell(Field.ORGANIZATION), joined, left, seconds)


def _is_backwards(joined: Shown | None, left: Shown | None) -> bool:
    if not isinstance(joined, dt.datetime) or not isinstance(left, dt.datetime):
        return False
    return (joined.tzinfo is None) == (left.tzinfo is None) and left < joined


def _of_actions(table: Table, order: Order) -> list[Presence]:
    """Teams before 2021: a row for each coming and each leaving."""
    came: dict[Who, tuple[Row, Shown]] = {}
    found: list[Presence] = []
    for row in table.rows:
        names = names_of(row.at(table.columns.get(Field.NAME)))
        who = (names, _address(row.at(table.columns.get(Field.EMAIL))))
        at = read_shown(row.at(table.columns[Field.AT]), order)
        if at is None or not any(who):
            continue
        if row.at(table.columns[Field.ACTION]).lower() in _LEFT:
            if who in came:
                first, joined = came.pop(who)
                found.append(Presence(first.number, *who, joined=joined, left=at))
        else:
            came.setdefault(who, (row, at))
    found += [Presence(row.number, *who, joined=at) for who, (row, at) in came.items()]
    return sorted(found, key=lambda each: each.line)


def names_of(text: str) -> tuple[str, ...]:
    """As written, then without what stands in brackets (Zoom: the original name; Tencent: the nickname of this meeting)."""
    name = text[:_LONGEST_NAME].strip().strip("#").strip()
    found = _IN_BRACKETS.match(name)
    parts = [name, *(part.strip() for part in found.groups())] if found else [name]
    return tuple(dict.fromkeys(part for part in parts if part))


def _address(text: str) -> str:
    found = _ADDRESS.search(text[:_LONGEST_NAME])
    return found[0].strip("<>;,").lower() if found else ""


def written_times(table: Table) -> Iterator[str]:
    for row in table.rows:
        for field in (Field.JOINED, Field.LEFT, Field.AT):
            yield row.at(table.columns.get(field))
