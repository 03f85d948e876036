"""Why a file, or one line of it, was not read. The sentences are made above, in the reader's language."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    # of a whole file
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NOT_TEXT = "not-text"
    BROKEN_TABLE = "broken-table"
    NOT_WORKBOOK = "not-workbook"
    LOCKED = "locked"
    OLD_WORKBOOK = "old-workbook"
    BOMB = "bomb"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    LONG_CELL = "long-cell"
    NO_HEADING = "no-heading"
    NO_ROWS = "no-rows"
    NO_CHAT = "no-chat"
    # of one line, which is left out
    NO_NAME = "no-name"
    NO_WORDS = "no-words"
    BAD_TIME = "bad-time"
    BACKWARDS = "backwards"
    ABSENT = "absent"


class Unreadable(Exception):
    """`line` counts from 1 (0: the whole file); `quoted` is what stands there, or the limit; `headings` the cells of the row
    that would be the heading, where a table was found.
    """

    def __init__(self, fault: Fault, line: int = 0, quoted: str = "", headings: tuple[str, ...] = ()) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.line = line
        self.quoted = quoted
        self.headings = headings
