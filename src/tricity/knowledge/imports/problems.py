"""What can be wrong with a row of an imported file: where it is, what it is, and how to mend it.

ImportFailed            nothing was written; `report` says why
└── (raised for refused rows, and when somebody changed the same objects meanwhile)
Wrong                   one value of one field cannot be accepted; turned into a `Problem` by the checks
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tricity.knowledge.imports.sentences import EXPECTED, MENDS, MESSAGES, WARNINGS


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: file as the person named it, line or row counted from 1 (0: the whole file), sheet of a workbook."""

    file: str
    line: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet and self.line:
            return _("%(file)s, sheet “%(sheet)s”, row %(line)d") % self._values()
        if self.line:
            return _("%(file)s, line %(line)d") % self._values()
        return self.file

    def _values(self) -> dict[str, Any]:
        return {"file": self.file, "sheet": self.sheet, "line": self.line}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or doubtful, in one place. Sentences are formed in the active language."""

    code: str
    place: Place
    field: str = ""
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % self._values()

    @property
    def mend(self) -> str:
        """What the person can do about it; empty where nothing needs to be done."""
        return str(MENDS.get(self.code, "")) % self._values()

    @property
    def where(self) -> str:
        if not self.field:
            return str(self.place)
        return _("%(place)s, field “%(field)s”") % {"place": self.place, "field": self.field}

    def __str__(self) -> str:
        sentence = _("%(where)s: %(message)s") % {"where": self.where, "message": self.message}
        return f"{sentence} {self.mend}".rstrip()

    def _values(self) -> dict[str, Any]:
        values = {**self.values, "field": self.field}
        if "expected" in values:
            values["expected"] = EXPECTED[values["expected"]]
        return values

    def as_dict(self) -> dict[str, Any]:
        """For the spool and for machines; `from_dict` reads it back."""
        place = {"file": self.place.file, "line": self.place.line, "sheet": self.place.sheet}
        return {"code": self.code, **place, "field": self.field, "values": dict(self.values)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Problem:
        return cls(
            data["code"], Place(data["file"], data["line"], data["sheet"]), data["field"], data["values"]
        )


class Wrong(Exception):
    """A value cannot be accepted: `code` of the problem, `path` within the field (`.1.role`), values of its sentence."""

    def __init__(self, code: str, path: str = "", **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.path = path
        self.values = values

    def within(self, step: str | int) -> Wrong:
        """The same error seen from the list or object that holds the value."""
        return Wrong(self.code, f".{step}{self.path}", **self.values)


def shown(value: Any) -> str:
    """A found value as it may stand in a sentence: one line, at most 60 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
