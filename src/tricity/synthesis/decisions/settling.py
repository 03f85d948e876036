"""Decisions applied to what the analysis proposes: first splits, then merges, then what stays, what goes, and titles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tricity.synthesis.composing import Composer
from tricity.synthesis.decisions.memory import Before
from tricity.synthesis.decisions.ruling import Ruling, in_force
from tricity.synthesis.decisions.telling import Deeds, told
from tricity.synthesis.decisions.values import Decision, Deed, is_part, part_id
from tricity.synthesis.identity import LEAST_ALIKE, Changes, Known, Merged, Split, follow, likeness
from tricity.synthesis.values import Opportunity


@dataclass(frozen=True, slots=True)
class Settled:
    """Candidates after decisions, best evidence first, what changed, and what the next run must know.

    `decisions` are those in force; `grounds` the candidates behind them as the analysis alone proposed them last.
    """

    opportunities: tuple[Opportunity, ...]
    changes: Changes
    decisions: tuple[Decision, ...] = ()
    grounds: tuple[Known, ...] = ()


def settle(
    found: Sequence[Opportunity], composer: Composer, before: Before, decisions: Iterable[Decision] = ()
) -> Settled:
    """Return the candidates as curators decided, under the ids they had before. Raises BadRecord.

    The order of `found` must be that of `propose_opportunities`; that of the decisions is by day and line.
    """
    ruling = in_force(decisions)
    known = {each.id: each for each in before.candidates if not is_part(each.id)} | dict(before.grounds)
    proposed, changes = follow(known.values(), found)
    bench = _Bench(proposed, known, composer)
    for each in ruling.of(Deed.SPLIT):  # a candidate before its parts: ids are in order
        bench.split(each)
    bench.merge(ruling)
    for each in ruling.of(Deed.ACCEPT):
        bench.hold(each)
    dismissals = [
        replace(each, records=before.records_of(each) or bench.records(each.id))
        for each in ruling.of(Deed.DISMISS)
    ]
    bench.dismiss(dismissals)
    bench.rename(ruling)
    frozen = {each.id: each for each in dismissals}
    return Settled(
        bench.opportunities,
        told(before.candidates, bench.opportunities, changes, bench.deeds),
        Ruling({**ruling.fates, **frozen}, ruling.names).decisions,
        _grounds(ruling, proposed, known),
    )


class _Bench:
    """The candidates while decisions are applied to them."""

    def __init__(
        self, proposed: Sequence[Opportunity], known: Mapping[str, Known], composer: Composer
    ) -> None:
        self._result = {each.id: each for each in proposed}
        self._alone = frozenset(self._result)
        self._known, self._composer = known, composer
        self._kept: set[str] = set()  # by a person's word, whatever they are like
        self.deeds = Deeds()

    @property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """Best evidence first, as the analysis has them."""
        ordered = sorted(self._result.values(), key=lambda each: (-each.score, each.concept_id, each.id))
        return tuple(ordered)

    def records(self, candidate_id: str) -> tuple[str, ...]:
        source = self._source(candidate_id)
        return tuple(sorted(source.record_ids)) if source is not None else ()

    def split(self, decision: Decision) -> None:
        source = self._source(decision.id)
        if source is None:
            self.deeds.unused.add(decision.id)
            return
        parts = [set(part) for part in decision.parts]
        for later in sorted(source.record_ids - set().union(*parts)):
            if later in self._composer.records:
                parts[self._place(later, decision.parts)].add(later)
        self._result.pop(decision.id, None)
        names = [part_id(decision.id, number) for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            self._put(name, source.concept_id, part, alone=decision.id in self._alone)
        self.deeds.split.append(Split(decision.id, tuple(each for each in names if each in self._result)))

    def merge(self, ruling: Ruling) -> None:
        goals: dict[str, list[str]] = defaultdict(list)
        for each in ruling.of(Deed.MERGE):
            goals[ruling.goal(each.id)].append(each.id)
        for goal in sorted(goals):
            target = self._source(goal)
            sources = {each: self._source(each) for each in goals[goal]}
            known = {name: source for name, source in sources.items() if source is not None}
            self.deeds.unused |= sources.keys() if target is None else sources.keys() - known.keys()
            if target is None or not known:
                continue
            records = target.record_ids.union(*(each.record_ids for each in known.values()))
            for name in known:
                self._result.pop(name, None)
                self.deeds.merged.append(Merged(name, goal))
            self._put(goal, target.concept_id, records, alone=bool({goal, *known} & self._alone))

    def hold(self, decision: Decision) -> None:
        self._kept.add(decision.id)
        if decision.id in self._result:
            return
        source = self._source(decision.id)
        if source is None:
            self.deeds.unused.add(decision.id)
        else:
            self._put(decision.id, source.concept_id, source.record_ids, alone=False)

    def dismiss(self, dismissals: Sequence[Decision]) -> None:
        for each in dismissals:
            records = frozenset(each.records)
            same = [
                found.id
                for found in self._result.values()
                if likeness(found.record_ids, records) >= LEAST_ALIKE
                and (found.id == each.id or found.id not in self._kept)
            ]
            for found_id in same:
                del self._result[found_id]
            if same:
                self.deeds.dismissed.add(each.id)
            elif each.id in self._result:
                self.deeds.returned.add(each.id)
            else:
                self.deeds.unused.add(each.id)

    def rename(self, ruling: Ruling) -> None:
        set_aside = {each.id for each in self.deeds.merged} | {each.id for each in self.deeds.split}
        set_aside |= self.deeds.dismissed
        for each in ruling.names.values():
            if each.id in self._result:
                self._result[each.id] = replace(self._result[each.id], titles=each.titles)
            elif each.id not in set_aside:
                self.deeds.unused.add(each.id)

    def _source(self, candidate_id: str) -> Opportunity | Known | None:
        """The candidate as it is now, else as it was last."""
        return self._result.get(candidate_id) or self._known.get(candidate_id)

    def _put(self, name: str, concept_id: str, records: Iterable[str], *, alone: bool) -> None:
        """Keep a candidate of these records; `alone` says whether the analysis proposes what it comes from."""
        self._kept.add(name)
        made = self._composer.compose(concept_id, records)
        if made is None:
            self._result.pop(name, None)
            self.deeds.lapsed.add(name)
            return
        self._result[name] = replace(made, id=name)
        if not alone:
            self.deeds.held.add(name)

    def _place(self, later: str, parts: Sequence[Sequence[str]]) -> int:
        """The part that shares most of the record's topics; of equals one with its city, else the first."""
        city = self._composer.records[later].record.city

        def order(number: int) -> tuple[float, bool, int]:
            others = [
                self._composer.records[each] for each in parts[number] if each in self._composer.records
            ]
            has_city = city is not None and any(each.record.city == city for each in others)
            return (-self._composer.likeness(later, (each.id for each in others)), not has_city, number)

        return min(range(len(parts)), key=order)


def _grounds(
    ruling: Ruling, proposed: Iterable[Opportunity], known: Mapping[str, Known]
) -> tuple[Known, ...]:
    now = {each.id: Known.of(each) for each in proposed}
    named = {name for each in ruling.decisions for name in (each.id, each.into) if name}
    last = {each: now.get(each) or known.get(each) for each in named}
    return tuple(found for each in sorted(last) if (found := last[each]) is not None)
