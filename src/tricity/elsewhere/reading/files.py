"""A file as a whole: its encoding, its kind, its platform, its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.elsewhere.reading import attendance, chats, questions
from tricity.elsewhere.reading.encodings import decoded
from tricity.elsewhere.reading.headings import Field, guess
from tricity.elsewhere.reading.platforms import platform_of, platform_of_text
from tricity.elsewhere.reading.problems import Fault, Unreadable
from tricity.elsewhere.reading.tables import Row, rows_of_text, rows_of_workbook
from tricity.elsewhere.reading.times import Order, order_of
from tricity.elsewhere.reading.values import Asked, Choices, Kind, LeftOut, Line, Platform, Presence, Reading

LARGEST_BYTES: Final = 10 * 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
# For each kind the sets of columns one of which a table must have.
_NEEDED: Final[Mapping[Kind, tuple[frozenset[Field], ...]]] = {
    Kind.ATTENDANCE: (frozenset({Field.NAME}), frozenset({Field.EMAIL})),
    Kind.QUESTIONS: (
        frozenset({Field.QUESTION}),
        frozenset({Field.MESSAGE, Field.TYPE, Field.CONVERSATION}),
    ),
    Kind.CHAT: (frozenset({Field.MESSAGE}),),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """The rows of a file, as Reading has them."""

    presences: tuple[Presence, ...] = ()
    asked: tuple[Asked, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read(content: bytes, choices: Choices | None = None) -> Reading:
    """What the file tells. Raises Unreadable for the whole of it; lines that cannot be used are in `left_out`."""
    choices = choices or Choices()
    if len(content) > LARGEST_BYTES:
        raise Unreadable(Fault.TOO_LARGE, quoted=str(LARGEST_BYTES // 1024 // 1024))
    if not content.strip():
        raise Unreadable(Fault.EMPTY)
    if content.startswith((_ZIP, _OLE)):
        return _of_rows(rows_of_workbook(content), "xlsx", choices)
    text, encoding = decoded(content, choices.encoding)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if choices.kind in (None, Kind.QUESTIONS) and not choices.columns:
        found = questions.asked_in_text(plain)
        if found:
            return _reading(Kind.QUESTIONS, Platform.WEBEX, encoding, _Told(asked=tuple(found)))
    if choices.kind in (None, Kind.CHAT) and not choices.columns and chats.looks_like_chat(plain):
        lines, left_out = chats.lines_of_text(plain)
        platform = platform_of_text(plain)
        return _reading(Kind.CHAT, platform, encoding, _Told(lines=tuple(lines), left_out=tuple(left_out)))
    return _of_rows(rows_of_text(text), encoding, choices)


def _reading(
    kind: Kind,
    platform: Platform,
    encoding: str,
    told: _Told,
    order: Order = Order.MONTH_FIRST,
    headings: tuple[str, ...] = (),
    columns: Mapping[Field, int] | None = None,
) -> Reading:
    rows = (told.presences, told.asked, told.lines, told.left_out)
    return Reading(platform, kind, encoding, order, headings, columns or {}, *rows)


def _of_rows(rows: Sequence[Row], encoding: str, choices: Choices) -> Reading:
    if not rows:
        raise Unreadable(Fault.EMPTY)
    place = _heading(rows, choices)
    columns = dict(choices.columns) or guess(rows[place].cells)
    kind = choices.kind or _kind(columns)
    if not any(fields <= columns.keys() for fields in _NEEDED[kind]):
        cells = rows[place].cells
        raise Unreadable(Fault.NO_HEADING, rows[place].number, " | ".join(filter(None, cells))[:200], cells)
    order = choices.order or order_of(cell for row in rows for cell in row.cells) or Order.MONTH_FIRST
    read = {Kind.ATTENDANCE: _attendance, Kind.QUESTIONS: _questions, Kind.CHAT: _chat}[kind]
    told = read(rows, place, columns, order, is_chosen=bool(choices.columns))
    reading = _reading(kind, platform_of(rows), encoding, told, order, rows[place].cells, columns)
    if not reading.rows and not reading.left_out:
        raise Unreadable(Fault.NO_ROWS, rows[place].number)
    return reading


def _heading(rows: Sequence[Row], choices: Choices) -> int:
    """The place of the heading: the first row that is one of its kind, else the one with most known words."""
    of_questions = questions.heading_of(rows)
    people = attendance.tables(rows)
    if choices.kind in (None, Kind.QUESTIONS) and of_questions is not None:
        return of_questions
    if choices.kind in (None, Kind.ATTENDANCE) and people:
        return rows.index(people[0].heading)
    known = [len(guess(row.cells)) for row in rows[:100]]
    return known.index(max(known))


def _kind(columns: Mapping[Field, int]) -> Kind:
    if questions.is_heading(columns):
        return Kind.QUESTIONS
    if Field.MESSAGE in columns and not attendance.is_heading(columns):
        return Kind.CHAT
    return Kind.ATTENDANCE


def _attendance(
    rows: Sequence[Row], place: int, columns: Mapping[Field, int], order: Order, *, is_chosen: bool
) -> _Told:
    """All tables of people of the file; only the one the columns were chosen for, where they were."""
    chosen = [attendance.Table(rows[place], columns, tuple(rows[place + 1 :]))]
    tables = chosen if is_chosen else attendance.tables(rows) or chosen
    read = [attendance.presences(each, order) for each in tables]
    return _Told(
        presences=tuple(each for found, _left in read for each in found),
        left_out=tuple(each for _found, left in read for each in left),
    )


def _questions(
    rows: Sequence[Row], place: int, columns: Mapping[Field, int], order: Order, *, is_chosen: bool
) -> _Told:
    found, left_out = questions.asked(rows[place + 1 :], columns, order)
    return _Told(asked=tuple(found), left_out=tuple(left_out))


def _chat(
    rows: Sequence[Row], place: int, columns: Mapping[Field, int], order: Order, *, is_chosen: bool
) -> _Told:
    found, left_out = chats.lines_of_rows(rows[place + 1 :], columns, order)
    return _Told(lines=tuple(found), left_out=tuple(left_out))
