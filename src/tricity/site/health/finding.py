from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import pgettext_lazy


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


# The traffic light in words, for those who do not see its colour.
WORDS = {
    Level.OK: pgettext_lazy("state of health", "Good"),
    Level.WARNING: pgettext_lazy("state of health", "Needs attention"),
    Level.ERROR: pgettext_lazy("state of health", "Broken"),
}
MARKS = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, why it matters, and what to do where it is not well.

    `mend` names the repair `tricity doctor --mend` can make (`site.mending`), empty where a person must.
    """

    name: str
    level: Level
    message: str
    meaning: str = ""
    advice: str = ""
    mend: str = ""

    @property
    def is_ok(self) -> bool:
        return self.level == Level.OK

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR

    @property
    def mark(self) -> str:
        return MARKS[self.level]

    @property
    def word(self) -> str:
        return str(WORDS[self.level])

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "level": self.level.value,
            "message": self.message,
            "advice": self.advice,
            "can_be_mended": bool(self.mend),
        }


def worst(found: Iterable[Finding]) -> Level:
    """The level of the whole: that of its worst part."""
    levels = {finding.level for finding in found}
    return next((level for level in (Level.ERROR, Level.WARNING) if level in levels), Level.OK)


def by_urgency(finding: Finding) -> int:
    """A key to sort by: errors first, what is well last."""
    return [Level.ERROR, Level.WARNING, Level.OK].index(finding.level)
