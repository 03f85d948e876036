"""What a plan says, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.knowledge.imports.plan import Plan
from tricity.knowledge.imports.problems import Problem, Severity
from tricity.knowledge.imports.spool import Action, PlannedRow

MOST_NAMED = 2000


@dataclass(frozen=True, slots=True)
class Report:
    """Counts, and the rows with something to say: what is wrong or doubtful, at most 2 000 of them."""

    created: int
    changed: int
    unchanged: int
    refused: int
    by_kind: Mapping[str, Mapping[str, int]]
    rows: Sequence[PlannedRow]

    @classmethod
    def of(cls, plan: Plan) -> Report:
        by_kind: dict[str, Counter[str]] = {}
        for (kind, action), number in sorted(plan.counts.items()):
            by_kind.setdefault(kind, Counter())[action.value] = number
        telling: list[PlannedRow] = []
        for row in plan.rows():
            if row.problems and len(telling) < MOST_NAMED:
                telling.append(row)
        counts = {action: plan.count(action) for action in Action}
        return cls(
            counts[Action.CREATE],
            counts[Action.CHANGE],
            counts[Action.KEEP],
            counts[Action.REFUSE],
            by_kind,
            telling,
        )

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    def as_dict(self) -> dict[str, Any]:
        """For machines; sentences in the active language."""
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "by_kind": {kind: dict(counts) for kind, counts in self.by_kind.items()},
            "problems": [
                {
                    "file": problem.place.file,
                    "sheet": problem.place.sheet,
                    "line": problem.place.line,
                    "field": problem.field,
                    "code": problem.code,
                    "severity": problem.severity.value,
                    "message": problem.message,
                    "mend": problem.mend,
                }
                for problem in self.problems
            ],
        }

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)
