"""Which decisions are in force, and that they do not contradict each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tricity.synthesis.decisions.values import Decision, Deed
from tricity.synthesis.errors import BadRecord

_GIVES_NOTHING_TO: Final = {
    Deed.DISMISS: "is dismissed",
    Deed.SPLIT: "is split; name one of its parts",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decisions in force by candidate: what becomes of it (`fates`), and what it is called (`names`)."""

    fates: Mapping[str, Decision]
    names: Mapping[str, Decision]

    def of(self, deed: Deed) -> list[Decision]:
        """Return the fates of one kind, in order of id."""
        return [self.fates[each] for each in sorted(self.fates) if self.fates[each].deed is deed]

    def goal(self, candidate_id: str) -> str:
        """Return where a candidate goes in the end: itself, or what it is merged into, over as many merges as there are."""
        fate = self.fates.get(candidate_id)
        while fate is not None and fate.deed is Deed.MERGE:
            candidate_id = fate.into
            fate = self.fates.get(candidate_id)
        return candidate_id

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All that are in force, in order of id, what becomes of a candidate before what it is called."""
        ids = sorted(self.fates.keys() | self.names.keys())
        return tuple(part[each] for each in ids for part in (self.fates, self.names) if each in part)


def in_force(decisions: Iterable[Decision]) -> Ruling:
    """Return the latest decision of each candidate: by day, then by line. Raises BadRecord where two contradict.

    A title is a matter of its own: it takes nothing from what was decided else.
    """
    fates: dict[str, Decision] = {}
    names: dict[str, Decision] = {}
    for each in sorted(decisions, key=lambda each: (each.decided_on, each.file, each.line)):
        (names if each.deed is Deed.RENAME else fates)[each.id] = each
    ruling = Ruling(fates, names)
    for each in ruling.of(Deed.MERGE):
        _require_a_goal(each, fates)
    return ruling


def _require_a_goal(merge: Decision, fates: Mapping[str, Decision]) -> None:
    passed = [merge.id]
    fate: Decision | None = merge
    while fate is not None and fate.deed is Deed.MERGE:
        if fate.into in passed:
            way = " → ".join([*passed, fate.into])
            raise _contradiction(merge, f"{merge.id!r} and {fate.into!r} are merged in a circle: {way}")
        passed.append(fate.into)
        fate = fates.get(fate.into)
    if fate is not None and fate.deed in _GIVES_NOTHING_TO:
        where = f" ({fate.file}:{fate.line})" if fate.file else ""
        what = _GIVES_NOTHING_TO[fate.deed]
        raise _contradiction(merge, f"{merge.id!r} is merged into {fate.id!r}, which {what}{where}")


def _contradiction(merge: Decision, problem: str) -> BadRecord:
    return BadRecord(merge.file, merge.line, "into", f"{problem}; take one of the two decisions back")
