"""How long one interpreter works before somebody else takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tricity.events.models import Interpretation, InterpretationLimit


@dataclass(frozen=True, slots=True)
class Limit:
    relief_minutes: int
    daily_minutes: int


# Where the operator has set nothing. Simultaneous interpreters of all three countries ask for relief after about half
# an hour; what a day holds is a convention of teams, so it is data.
USUAL: Final[Mapping[str, Limit]] = {
    Interpretation.SIMULTANEOUS.value: Limit(30, 240),
    Interpretation.CONSECUTIVE.value: Limit(60, 360),
}


def limits() -> dict[str, Limit]:
    """Kind of interpretation → what holds here; one query."""
    stored = {
        each.kind: Limit(each.relief_minutes, each.daily_minutes)
        for each in InterpretationLimit.objects.all()
    }
    return {kind: stored.get(kind, usual) for kind, usual in USUAL.items()}
