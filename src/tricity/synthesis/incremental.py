"""One record more, on what the last full run has learnt: its topics, its matches, and what it changes of candidates.

How rare words are, which topics there are, which records lend to others and what warns of a topic stay as they were found
(`Footing`) until the next full run; on that footing an update gives what a run over all records would.
"""

import datetime as dt
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tricity.language import CollectionStatistics, Engine
from tricity.synthesis.analysis import AnalyzedRecord, analyze_record
from tricity.synthesis.columns import Vocabulary, in_columns
from tricity.synthesis.emergent import one_sided
from tricity.synthesis.finance import Rates, read_rates
from tricity.synthesis.match_reasons import Naming, Side
from tricity.synthesis.match_terms import complete, expired_needs
from tricity.synthesis.matches import (
    LEAST_SCORE,
    LONGEST_LIST,
    Pool,
    best_of,
    find_matches,
    matched,
    maturity,
)
from tricity.synthesis.matching_rows import RowRules
from tricity.synthesis.opportunities import Grouping, propose, propose_opportunities
from tricity.synthesis.postings import Postings
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.supporters import AnalyzedOrganization
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, Match, MatchKind, Opportunity, Overlaps, TopicAssignment
from tricity.synthesis.vectors import Rows

_Group = tuple[MatchKind, bool]  # and whether both are of one country
_Kept = dict[_Group, list[tuple[float, str]]]  # falling scores, negative, and ids


@dataclass(frozen=True, slots=True)
class Footing:
    """What a full run has learnt and an update does not change; `limits` are matches kept abroad and at home."""

    model: TopicModel
    engine: Engine
    statistics: CollectionStatistics
    spoken: CollectionStatistics
    rules: RowRules
    overlaps: Overlaps
    organizations: Sequence[AnalyzedOrganization]
    rates: Rates
    on: dt.date | None
    limits: tuple[int, int]

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms by number."""
        return self.rules.counted.vocabulary


@dataclass(frozen=True, slots=True)
class Change:
    """What one record changes: its topics, the matches that are new and gone, and all candidates as they are then."""

    topics: tuple[TopicAssignment, ...]
    matches: tuple[Match, ...]
    gone: tuple[tuple[str, str], ...]  # need and other record
    opportunities: tuple[Opportunity, ...]


@dataclass(slots=True)
class _Known:
    """A record with what it is compared by."""

    record: AnalyzedRecord
    vector: Rows
    side: Side


@dataclass(slots=True)
class _Matching:
    """The matches of needs, and the records that came after the full run."""

    kept: dict[str, _Kept] = field(default_factory=dict)
    found: dict[str, dict[str, Match]] = field(default_factory=lambda: defaultdict(dict))
    fits: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    new: list[_Known] = field(default_factory=list)


def on_footing(
    footing: Footing, analyzed: Iterable[AnalyzedRecord], named: Iterable[TopicAssignment] | None = None
) -> tuple[list[TopicAssignment], list[Match], list[Opportunity]]:
    """Return topics, matches and candidates of all the records, by what an earlier run has learnt.

    `named` are topics that are known already, such as those of the full run; the other records are given theirs.
    """
    ordered = in_columns(sorted(analyzed, key=lambda each: each.id), footing.vocabulary)
    topics = _topics(footing, ordered, named or ())
    expired = _expired(footing, ordered)
    abroad, at_home = footing.limits
    matches = find_matches(
        ordered,
        topics,
        footing.statistics,
        footing.model,
        abroad=abroad,
        at_home=at_home,
        counted=count_terms(ordered, footing.vocabulary),
        rules=footing.rules,
    )
    records = {each.id: each.record for each in ordered}
    full = complete((each for each in matches if each.need_id not in expired), records, footing.rates)
    standing = [each for each in ordered if each.id not in expired]
    opportunities = propose_opportunities(
        standing,
        _speaking(footing, topics),
        full,
        footing.overlaps,
        footing.organizations,
        footing.model.thesaurus,
    )
    return topics, full, opportunities


def _topics(
    footing: Footing, ordered: Sequence[AnalyzedRecord], named: Iterable[TopicAssignment]
) -> list[TopicAssignment]:
    known = by_record(named)
    new = [each for each in ordered if each.id not in footing.rules.place_of]
    counted = count_terms(new, footing.vocabulary)
    found = by_record(footing.model.assign(new, footing.statistics, counted, footing.spoken))
    return [topic for each in ordered for topic in known.get(each.id) or found.get(each.id) or ()]


def _expired(footing: Footing, records: Iterable[AnalyzedRecord]) -> frozenset[str]:
    return expired_needs((each.record for each in records), footing.on) if footing.on else frozenset()


def _speaking(footing: Footing, topics: Iterable[TopicAssignment]) -> list[TopicAssignment]:
    doubtful = one_sided(footing.overlaps)
    return [each for each in topics if each.concept_id not in doubtful]


class Incremental:
    """All records with what was found of them, kept so that one more costs little."""

    def __init__(
        self, footing: Footing, analyzed: Iterable[AnalyzedRecord], topics: Iterable[TopicAssignment]
    ) -> None:
        """Take over the records of the full run, those that `footing.rules` were learnt from, with their topics."""
        self.footing = footing
        ordered = in_columns(sorted(analyzed, key=lambda each: each.id), footing.vocabulary)
        self._records = {each.id: each for each in ordered}
        self._topics = by_record(topics)
        rows = footing.rules.rows_of(ordered, self._topics, footing.rules.counted)
        self._naming = Naming(footing.vocabulary, footing.statistics)
        self._ordered, self._rows = ordered, rows
        self._needs = [place for place, each in enumerate(ordered) if each.record.kind is Kind.NEED]
        self._others = [place for place, each in enumerate(ordered) if maturity(each.record) > 0]
        self._pool = Pool([ordered[place].record for place in self._others], footing.limits)
        self._asked = Postings(rows.vectors.take(np.array(self._needs, np.int64)), rows.width, len(ordered))
        self._offered = Postings(
            rows.vectors.take(np.array(self._others, np.int64)), rows.width, LONGEST_LIST
        )
        self._matching = _Matching()
        self._sides: dict[str, Side] = {}
        self._expired = set(_expired(footing, ordered))
        self._begin()

    def _begin(self) -> None:
        needs = [self._ordered[place] for place in self._needs]
        asked = self._rows.vectors.take(np.array(self._needs, np.int64))
        every = best_of(self._pool, self._offered, [each.record for each in needs], asked)
        for need, chosen in zip(needs, every, strict=True):
            kept = self._matching.kept[need.id] = {}
            for kind, column, score in chosen:
                other = self._ordered[self._others[column]]
                group = kind, other.record.country == need.record.country
                kept.setdefault(group, []).append((-score, other.id))
                self._match(kind, need.id, other.id, score)
        standing = {key: each for key, each in self._records.items() if key not in self._expired}
        every_topic = (topic for topics in self._topics.values() for topic in topics)
        self._grouping = Grouping(
            standing,
            _speaking(self.footing, every_topic),
            self._matching.fits,
            self.footing.overlaps,
            self.footing.model.thesaurus,
        )
        self._standing = standing
        self._groups = {key: self._grouping.group(key) for key in sorted(self._grouping.concepts)}

    @property
    def topics(self) -> list[TopicAssignment]:
        """The topics of all records, in order of record and rank."""
        return [topic for key in sorted(self._topics) for topic in self._topics[key]]

    @property
    def matches(self) -> list[Match]:
        """All matches, by need, kind and falling score."""
        found = (match for mine in self._matching.found.values() for match in mine.values())
        return sorted(found, key=lambda each: (each.need_id, each.kind, -each.score, each.other_id))

    @property
    def opportunities(self) -> list[Opportunity]:
        """All candidates, best evidence first."""
        groups = [group for group in self._groups.values() if group is not None]
        footing = self.footing
        return propose(
            groups, self._standing, footing.overlaps, footing.organizations, footing.model.thesaurus
        )

    def update(self, record: Record) -> Change:
        """Take in a record that is new; return what it changes. Raises ValueError if its id is known."""
        return self.take(analyze_record(record, self.footing.engine))

    def take(self, analyzed: AnalyzedRecord) -> Change:
        """Do as `update` with a record that is analysed."""
        if analyzed.id in self._records:
            raise ValueError(f"expected a record that is new, not {analyzed.id!r}")
        footing = self.footing
        one = in_columns([analyzed], footing.vocabulary)
        counted = count_terms(one, footing.vocabulary)
        topics = footing.model.assign(one, footing.statistics, counted, footing.spoken)
        self._records[analyzed.id] = one[0]
        if topics:
            self._topics[analyzed.id] = topics
        row = footing.rules.rows_of(one, {analyzed.id: topics}, counted)
        span = row.words.span(0)
        side = Side(one[0], topics, (row.words.columns[span], row.words.values[span]), self._naming)
        self._sides[analyzed.id] = side
        new = _Known(one[0], row.vectors, side)
        before = set(self._expired)
        self._expired |= _expired(footing, one)
        if self._expired == before:
            self._standing[analyzed.id] = one[0]
        changed, gone = self._matched(new)
        self._matching.new.append(new)
        self._regroup(topics, {analyzed.id, *(each.other_id for each in changed), *(key for _, key in gone)})
        return Change(tuple(topics), tuple(changed), tuple(gone), tuple(self.opportunities))

    def _regroup(self, topics: Sequence[TopicAssignment], touched: Iterable[str]) -> None:
        for topic in _speaking(self.footing, topics):
            self._grouping.add(topic)
        concepts = {key for each in touched for key in self._grouping.of_record.get(each, ())}
        for key in sorted(concepts & self._grouping.concepts):
            self._groups[key] = self._grouping.group(key)

    def _matched(self, new: _Known) -> tuple[list[Match], list[tuple[str, str]]]:
        record = new.record.record
        if record.kind is Kind.NEED:
            return self._of_need(new), []
        return self._of_other(new) if maturity(record) > 0 else ([], [])

    def _of_need(self, new: _Known) -> list[Match]:
        need = new.record.record
        kept = self._matching.kept[need.id] = {}
        chosen = next(best_of(self._pool, self._offered, [need], new.vector))
        for kind, column, score in chosen:
            other = self._ordered[self._others[column]]
            kept.setdefault((kind, other.record.country == need.country), []).append((-score, other.id))
        for each in self._matching.new:
            self._enter(need, each.record.record, self._score(new.vector, each))
        entries = [(kind, -score, key) for (kind, _), some in kept.items() for score, key in some]
        found = [self._match(kind, need.id, key, score) for kind, score, key in entries]
        return [each for each in found if each is not None]

    def _of_other(self, new: _Known) -> tuple[list[Match], list[tuple[str, str]]]:
        changed: list[Match] = []
        gone: list[tuple[str, str]] = []
        for need, score in self._scores(new):
            for key in self._enter(need, new.record.record, score):
                if self._matching.found[need.id].pop(key, None) is not None:
                    self._matching.fits[key].pop(need.id, None)
                    gone.append((need.id, key))
            kind, same = _group(need, new.record.record)
            if any(key == new.record.id for _, key in self._matching.kept[need.id].get((kind, same), ())):
                match = self._match(kind, need.id, new.record.id, score)
                changed += [] if match is None else [match]
        return changed, gone

    def _scores(self, new: _Known) -> Iterator[tuple[Record, float]]:
        places, products = next(self._asked.found(new.vector))
        scores = np.round(np.minimum(products * maturity(new.record.record), 1.0), DIGITS)
        for place, score in zip(places.tolist(), scores.tolist(), strict=True):
            if score >= LEAST_SCORE:
                yield self._ordered[self._needs[place]].record, round(score, DIGITS)
        for each in self._matching.new:
            if each.record.record.kind is Kind.NEED:
                yield each.record.record, self._score(each.vector, new)

    def _score(self, need: Rows, other: _Known) -> float:
        width = len(self.footing.rules.names)
        product = float(need.matrix(width).dots(other.vector.matrix(width))[0])
        return float(
            round(float(np.round(min(product * maturity(other.record.record), 1.0), DIGITS)), DIGITS)
        )

    def _enter(self, need: Record, other: Record, score: float) -> list[str]:
        """Let the other record compete for the need's places; return who lost theirs."""
        own_city = need.city and other.city == need.city and other.country == need.country
        is_work = other.kind is not Kind.SOLUTION
        if score < LEAST_SCORE or maturity(other) == 0 or (is_work and own_city):
            return []
        group = _group(need, other)
        some = self._matching.kept[need.id].setdefault(group, [])
        limit = self.footing.limits[group[1]]
        if len(some) >= limit and (-score, other.id) > some[-1]:
            return []
        insort(some, (-score, other.id))
        lost = [key for _, key in some[limit:]]
        del some[limit:]
        return lost

    def _match(self, kind: MatchKind, need_id: str, other_id: str, score: float) -> Match | None:
        if need_id in self._expired:
            return None
        match = matched(kind, self._side(need_id), self._side(other_id), score, self.footing.model.kinship)
        if match is None:
            return None
        records = {key: self._records[key].record for key in (need_id, other_id)}
        full = complete([match], records, self.footing.rates)[0]
        self._matching.found[need_id][other_id] = full
        self._matching.fits[other_id][need_id] = full.score
        return full

    def _side(self, record_id: str) -> Side:
        known = self._sides.get(record_id)
        if known is None:
            place = self.footing.rules.place_of[record_id]
            words = self._rows.words
            span = words.span(place)
            weights = words.columns[span], words.values[span]
            known = self._sides[record_id] = Side(
                self._ordered[place], self._topics.get(record_id, ()), weights, self._naming
            )
        return known


def _group(need: Record, other: Record) -> _Group:
    kind = MatchKind.SOLUTION if other.kind is Kind.SOLUTION else MatchKind.EXPERIENCE
    return kind, need.country == other.country


def footing_of(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    overlaps: Overlaps,
    organizations: Sequence[AnalyzedOrganization],
    model: TopicModel,
    engine: Engine,
    *,
    limits: tuple[int, int],
    on: dt.date | None = None,
    rates: Rates | None = None,
) -> Footing:
    """Return what is learnt from the records of a full run, given what it found."""
    ordered = in_columns(sorted(analyzed, key=lambda each: each.id))
    counted = count_terms(ordered)
    statistics = counted.statistics()
    rules = RowRules(ordered, by_record(topics), statistics, model, counted)
    return Footing(
        model,
        engine,
        statistics,
        model.spoken(ordered),
        rules,
        overlaps,
        organizations,
        rates or read_rates(),
        on,
        limits,
    )
