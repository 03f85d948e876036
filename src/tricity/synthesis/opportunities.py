"""Candidate joint projects: who needs it, who has done it, who offers it, who could support it."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import Final

from tricity.language import Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.emergent.identity import is_emergent
from tricity.synthesis.evidence import quotation_for
from tricity.synthesis.match_pairs import fits_of
from tricity.synthesis.records import Horizon, Kind, Priority, Record, Status
from tricity.synthesis.supporters import AnalyzedOrganization, supporters_of
from tricity.synthesis.values import (
    DIGITS,
    Match,
    Opportunity,
    Overlaps,
    RecordFacts,
    Sentence,
    TopicAssignment,
)

MOST_OPPORTUNITIES: Final = 24
LEAST_WEIGHT: Final = 0.4  # of a topic in a record, for the record to speak for a project on it
LEAST_SHARE: Final = 0.45  # of it beside the record's main topic
PER_COUNTRY: Final = 3  # records of one part that are named from one country
SAME: Final = (
    0.5  # a project that shares this much of its demand or of its records with a better one is dropped
)
LEAST_SCORE: Final = 0.28
HALF_SCORE: Final = 1.5  # the sum of evidence at which the score is one half
PLAN_SHARE: Final = 0.6  # what a plan or pilot counts as demand, beside a stated need
OFFER_SHARE: Final = 0.15  # of the evidence that an offer adds
NARROWER: Final = 0.7  # what a record counts for a topic that it is about a narrower one of
PRIORITY_SHARE: Final[Mapping[Priority | None, float]] = {
    Priority.HIGH: 1.0,
    Priority.MEDIUM: 0.85,
    None: 0.85,
    Priority.LOW: 0.7,
}


@dataclass(frozen=True, slots=True)
class _Member:
    record: Record
    topic: TopicAssignment
    strength: float


class _Group:
    """The records of one topic by their part in a joint project, strongest first; at most `most` of a part and country."""

    def __init__(self, concept_id: str, members: Iterable[_Member], most: int | None = PER_COUNTRY) -> None:
        self.concept_id = concept_id
        ranked = sorted(members, key=lambda each: (-round(each.strength, 9), each.record.id))
        self.needs = _few_a_country((each for each in ranked if each.record.kind is Kind.NEED), most)
        self.plans = _few_a_country((each for each in ranked if each.record.is_plan), most)
        self.experience = _few_a_country((each for each in ranked if each.record.is_running), most)
        self.offers = _few_a_country((each for each in ranked if each.record.kind is Kind.SOLUTION), most)
        self.record_ids = frozenset(each.record.id for each in ranked)
        self.members = [*self.needs, *self.plans, *self.experience, *self.offers]
        # An offer alone does not make a country take part.
        taking_part = [*self.needs, *self.plans, *self.experience]
        self.countries = tuple(sorted({each.record.country for each in taking_part}))
        self.score = self._score()

    @property
    def demand_ids(self) -> Set[str]:
        return {each.record.id for each in (*self.needs, *self.plans)}

    def _score(self) -> float:
        """Weigh demand that countries share and demand of one that experience of another answers."""
        demand, done = self._by_country((*self.needs, *self.plans)), self._by_country(self.experience)
        shared = math.fsum(math.sqrt(demand[a] * demand[b]) for a, b in combinations(self.countries, 2))
        answered = math.fsum(math.sqrt(demand[a] * done[b]) for a, b in permutations(self.countries, 2))
        evidence = (shared + answered / 2) * (1 + OFFER_SHARE * min(2, len(self.offers)))
        return round(evidence / (evidence + HALF_SCORE), DIGITS)

    def _by_country(self, members: Sequence[_Member]) -> Mapping[str, float]:
        sums: dict[str, float] = {}
        for country in self.countries:
            mine = [each.strength for each in members if each.record.country == country]
            # A second and third record of the same country add less: breadth counts, not volume.
            sums[country] = math.fsum(value / rank for rank, value in enumerate(mine, 1))
        return sums


def propose_opportunities(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    matches: Iterable[Match],
    overlaps: Overlaps,
    organizations: Sequence[AnalyzedOrganization] = (),
    thesaurus: Thesaurus | None = None,
) -> list[Opportunity]:
    """Return candidate joint projects of two countries or more, at most one a topic, best evidence first.

    A candidate has a need or plan in at least one country, and a need, plan or running work in another.
    """
    records = {each.id: each for each in analyzed}
    grouping = Grouping(records, topics, fits_of(matches), overlaps, thesaurus)
    groups = [group for key in sorted(grouping.concepts) if (group := grouping.group(key)) is not None]
    return propose(groups, records, overlaps, organizations, thesaurus)


def propose(
    groups: Iterable["_Group"],
    records: Mapping[str, AnalyzedRecord],
    overlaps: Overlaps,
    organizations: Sequence[AnalyzedOrganization],
    thesaurus: Thesaurus | None,
) -> list[Opportunity]:
    """Return the candidates of the groups that are worth one, best evidence first."""
    chosen: list[_Group] = []
    for group in sorted(groups, key=lambda each: (-each.score, each.concept_id)):
        if len(chosen) < MOST_OPPORTUNITIES and not any(_mostly_same(group, other) for other in chosen):
            chosen.append(group)
    warnings = {row.concept_id: row.warnings for row in overlaps.grid}
    return [
        _opportunity(group, records, organizations, thesaurus, warnings.get(group.concept_id, ()))
        for group in chosen
    ]


class Grouping:
    """Which records speak for a project on which topic; a record counts in part for what its topics are narrower of."""

    def __init__(
        self,
        records: Mapping[str, AnalyzedRecord],
        topics: Iterable[TopicAssignment],
        fits: Mapping[str, Mapping[str, float]],
        overlaps: Overlaps,
        thesaurus: Thesaurus | None,
    ) -> None:
        self._records, self._fits, self._thesaurus = records, fits, thesaurus
        self._about: dict[str, dict[str, TopicAssignment]] = defaultdict(dict)
        self._lent: dict[str, dict[str, TopicAssignment]] = defaultdict(dict)
        top = thesaurus.concepts.items() if thesaurus is not None else ()
        self._known = {row.concept_id for row in overlaps.grid} - {key for key, concept in top if concept.top}
        self.of_record: dict[str, set[str]] = defaultdict(set)
        for topic in topics:
            self.add(topic)

    @property
    def concepts(self) -> Set[str]:
        """The topics that a project may be on."""
        return (self._about.keys() | self._lent.keys()) & self._known

    def add(self, topic: TopicAssignment) -> None:
        """Count the record of the topic for it, if it is enough about it."""
        if topic.weight < LEAST_WEIGHT or topic.share < LEAST_SHARE or topic.record_id not in self._records:
            return
        self._about[topic.concept_id][topic.record_id] = topic
        self.of_record[topic.record_id].add(topic.concept_id)
        for broader in self._thesaurus.ancestors(topic.concept_id) if self._thesaurus is not None else ():
            self.of_record[topic.record_id].add(broader)
            best = self._lent[broader].get(topic.record_id)
            if best is None or best.rank > topic.rank:
                self._lent[broader][topic.record_id] = topic

    def group(self, key: str) -> "_Group | None":
        """Return the records of the topic by their part in a project, if they make one."""
        topics = (self._lent.get(key, {}) | self._about.get(key, {})).values()
        group = _Group(key, _members(key, topics, self._records, self._fits))
        is_one = len(group.countries) > 1 and group.demand_ids and group.score >= LEAST_SCORE
        return group if is_one else None


def _members(
    concept_id: str,
    topics: Collection[TopicAssignment],
    records: Mapping[str, AnalyzedRecord],
    fits: Mapping[str, Mapping[str, float]],
) -> list[_Member]:
    needs = {each.record_id for each in topics if records[each.record_id].record.kind is Kind.NEED}
    members = []
    for topic in topics:
        record = records[topic.record_id].record
        strength = topic.weight * topic.share * (1.0 if topic.concept_id == concept_id else NARROWER)
        if record.kind is Kind.NEED:
            strength *= PRIORITY_SHARE[record.priority]
        elif record.is_plan:
            strength *= PLAN_SHARE
        else:
            mine = fits.get(record.id, {})
            fit = max((score for need_id, score in mine.items() if need_id in needs), default=0.0)
            if needs and topic.rank > 1 and fit == 0.0:
                continue  # it mentions the topic, but answers none of the needs
            strength *= 0.5 + fit
        members.append(_Member(record, topic, strength))
    return members


def _few_a_country(ranked: Iterable[_Member], most: int | None) -> list[_Member]:
    taken: Counter[str] = Counter()
    kept = []
    for each in ranked:
        if most is None or taken[each.record.country] < most:
            taken[each.record.country] += 1
            kept.append(each)
    return kept


def _mostly_same(group: _Group, better: _Group) -> bool:
    if is_emergent(better.concept_id):
        # It is of these records that the better one was made: what else they have in common is no second project.
        return len(group.record_ids & better.record_ids) >= SAME * len(group.record_ids)
    pairs = (
        (group.demand_ids, better.demand_ids),
        ({each.record.id for each in group.members}, {each.record.id for each in better.members}),
    )
    return any(len(mine & theirs) >= max(SAME * len(mine), min(2, len(mine))) for mine, theirs in pairs)


def _opportunity(
    group: _Group,
    records: Mapping[str, AnalyzedRecord],
    organizations: Sequence[AnalyzedOrganization],
    thesaurus: Thesaurus | None,
    warnings: tuple[Sentence, ...],
) -> Opportunity:
    def ids(members: Sequence[_Member]) -> tuple[str, ...]:
        return tuple(each.record.id for each in members)

    concept = thesaurus.concepts.get(group.concept_id) if thesaurus is not None else None
    named = [each.record for each in group.members]
    key = f"{group.concept_id}.{'-'.join(group.countries).lower()}"
    return Opportunity(
        key=key,
        concept_id=group.concept_id,
        horizon=_horizon(group),
        countries=group.countries,
        needs=ids(group.needs),
        plans=ids(group.plans),
        experience=ids(group.experience),
        offers=ids(group.offers),
        supporters=supporters_of(group.concept_id, group.countries, organizations, named),
        evidence=tuple(quotation_for(records[each.record.id], each.topic) for each in group.members),
        score=group.score,
        reasons=_reasons(group),
        is_cross_border=concept is not None and concept.cross_border,
        id=key,
        warnings=warnings,
        facts=tuple(
            RecordFacts(each.id, each.country, each.city, each.priority)
            for each in sorted(named, key=lambda each: each.id)
        ),
    )


def _horizon(group: _Group) -> Horizon:
    """Return short when at least half of the stated needs are to be met soon and somebody runs it already."""
    stated = [each.record.horizon for each in group.needs if each.record.horizon is not None]
    soon = sum(1 for horizon in stated if horizon is Horizon.SHORT)
    ready = any(each.record.status in (Status.OPERATING, Status.COMPLETED) for each in group.experience)
    return Horizon.SHORT if ready and 2 * soon >= len(stated) else Horizon.LONG


def _reasons(group: _Group) -> tuple[Sentence, ...]:
    def where(members: Sequence[_Member]) -> tuple[str, ...]:
        return tuple(sorted({each.record.country for each in members}))

    parts = (
        ("needed_in", group.needs),
        ("planned_in", group.plans),
        ("running_in", group.experience),
        ("offered_from", group.offers),
    )
    return tuple(
        Sentence(key, {"countries": where(members), "records": len(members)})
        for key, members in parts
        if members
    )


def compose_opportunity(
    concept_id: str,
    topics: Iterable[TopicAssignment],
    records: Mapping[str, AnalyzedRecord],
    fits: Mapping[str, Mapping[str, float]],
    organizations: Sequence[AnalyzedOrganization] = (),
    thesaurus: Thesaurus | None = None,
    warnings: tuple[Sentence, ...] = (),
) -> Opportunity | None:
    """Return the candidate that given records make on a concept, whatever its score, with every one of them.

    `topics` has one assignment for each record. None where fewer than two countries take part, or nobody needs or
    plans it.
    """
    # As their main topic: a record that a person put here is not asked whether it answers a need.
    meant = [replace(each, rank=1) for each in topics]
    group = _Group(concept_id, _members(concept_id, meant, records, fits), most=None)
    if len(group.countries) < 2 or not group.demand_ids or not group.score:
        return None
    return _opportunity(group, records, organizations, thesaurus, warnings)
