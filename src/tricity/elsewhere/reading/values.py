"""What a file tells, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tricity.elsewhere.reading.headings import Field
from tricity.elsewhere.reading.problems import Fault
from tricity.elsewhere.reading.times import Order

# What a clock of the platform showed: with a date or without, with a zone (`tzinfo`) or without.
Shown = dt.datetime | dt.time


class Platform(StrEnum):
    ZOOM = "zoom"
    TENCENT = "tencent"
    TEAMS = "teams"
    WEBEX = "webex"
    OTHER = "other"


class Kind(StrEnum):
    ATTENDANCE = "attendance"
    QUESTIONS = "questions"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who brings a file says of it; whatever is empty is found by the file itself.

    `columns` says in which column (from 0) of the heading row what stands.
    """

    kind: Kind | None = None
    encoding: str = ""
    order: Order | None = None
    columns: Mapping[Field, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay in the meeting: who leaves and comes again has several. `names` are all the file gives, the fullest first.

    `seconds` is what the platform counted; None where it says nothing.
    """

    line: int
    names: tuple[str, ...]
    email: str = ""
    organization: str = ""
    joined: Shown | None = None
    left: Shown | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `asker` is empty for an anonymous one; `is_answered_aloud` without words written down."""

    line: int
    text: str
    asker: str = ""
    at: Shown | None = None
    answer: str = ""
    answered_at: Shown | None = None
    is_answered_aloud: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote into the chat; a private one is told by nobody to others."""

    line: int
    text: str
    sender: str
    at: Shown | None = None
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that could not be used, and why."""

    line: int
    fault: Fault
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a file tells. Of `presences`, `asked` and `lines` only those of its kind are filled.

    `headings` are the words of the heading row (none in a text), `columns` what stands where.
    """

    platform: Platform
    kind: Kind
    encoding: str
    order: Order
    headings: tuple[str, ...] = ()
    columns: Mapping[Field, int] = field(default_factory=dict)
    presences: tuple[Presence, ...] = ()
    asked: tuple[Asked, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.presences) + len(self.asked) + len(self.lines)
