"""What an earlier run left for the next one: its candidates, and what decisions rest on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tricity.synthesis.decisions.reading import decision_of
from tricity.synthesis.decisions.values import Decision, Deed
from tricity.synthesis.errors import BadRecord
from tricity.synthesis.identity import Known, known_from, opportunities_file, read_previous
from tricity.synthesis.reading import Row


@dataclass(frozen=True, slots=True)
class Before:
    """The run before. `grounds` are the candidates behind decisions as analysis alone proposed them last.

    `dismissed` has, by id and day, the records that a candidate named when it was dismissed.
    """

    candidates: tuple[Known, ...] = ()
    grounds: Mapping[str, Known] = field(default_factory=dict)
    dismissed: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def records_of(self, dismissal: Decision) -> tuple[str, ...]:
        """Return what the candidate named when it was dismissed, as far as it is known."""
        if dismissal.records:
            return dismissal.records
        remembered = self.dismissed.get((dismissal.id, dismissal.decided_on.isoformat()))
        if remembered:
            return remembered
        known = {each.id: each for each in self.candidates}.get(dismissal.id) or self.grounds.get(
            dismissal.id
        )
        return tuple(sorted(known.record_ids)) if known is not None else ()


def read_before(path: Path | str) -> Before:
    """Return what an opportunities.json, or the folder that has one, says. Raises BadRecord, OSError."""
    candidates = read_previous(path)
    file = opportunities_file(path)
    document = json.loads(file.read_text(encoding="utf-8"))
    try:
        grounds = [known_from(row) for row in document.get("grounds", ())]
        decisions = [decision_of(Row(str(file), 1, row)) for row in document.get("decisions", ())]
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise BadRecord(str(file), 1, "decisions", f"not the result of a run: {error!r}") from error
    return Before(
        tuple(candidates),
        {each.id: each for each in grounds},
        {
            (each.id, each.decided_on.isoformat()): each.records
            for each in decisions
            if each.deed is Deed.DISMISS
        },
    )
