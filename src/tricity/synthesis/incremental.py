"""One record more, on what the last full run has learnt (`footing`): its topics, its matches, and the candidates it changes.

Until the next full run updates give what a run over all records would give on that footing (`on_footing`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tricity.synthesis.analysis import AnalyzedRecord, analyze_record
from tricity.synthesis.columns import in_columns
from tricity.synthesis.composing import Composer
from tricity.synthesis.footing import Amend, Footing
from tricity.synthesis.kept_sides import KeptSides
from tricity.synthesis.match_reasons import Side
from tricity.synthesis.match_terms import complete
from tricity.synthesis.matches import matched
from tricity.synthesis.opportunities import Grouping, propose
from tricity.synthesis.places import Pair, Placed, Places
from tricity.synthesis.records import Record
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.topics import by_record
from tricity.synthesis.values import Match, Opportunity, TopicAssignment


@dataclass(frozen=True, slots=True)
class Change:
    """What one record changes: its topics, and the matches that are new and gone."""

    topics: tuple[TopicAssignment, ...]
    matches: tuple[Match, ...]
    gone: tuple[Pair, ...]


class Incremental:
    """All records with what was found of them, kept so that one more costs little."""

    def __init__(
        self,
        footing: Footing,
        analyzed: Iterable[AnalyzedRecord],
        topics: Iterable[TopicAssignment],
        fits: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        """Take over the records of the full run, those that `footing.rules` were learnt from, with their topics.

        `fits` are the scores of the matches it found (`match_pairs.fits_of`); without them it is asked anew for which
        there is a reason.
        """
        self.footing = footing
        ordered = in_columns(sorted(analyzed, key=lambda each: each.id), footing.vocabulary)
        self._records = {each.id: each for each in ordered}
        self._topics = by_record(topics)
        rows = footing.rules.own_rows()
        self._sides = KeptSides(footing, rows.words)
        self._expired = set(footing.expired(each.record for each in ordered))
        self._standing = {key: each for key, each in self._records.items() if key not in self._expired}
        self._fits: dict[str, dict[str, float]] = defaultdict(dict)
        self._fits.update((other, dict(mine)) for other, mine in (fits or {}).items())
        self._places = Places(footing, ordered, rows.vectors)
        for placed in self._places.begin():
            if fits is None:
                self._matched(placed)
        self._grouping = Grouping(
            self._standing,
            footing.speaking(self.topics),
            self._fits,
            footing.overlaps,
            footing.model.thesaurus,
        )
        self._groups = {key: self._grouping.group(key) for key in sorted(self._grouping.concepts)}

    def __contains__(self, record_id: str) -> bool:
        """Whether the record is known."""
        return record_id in self._records

    def __len__(self) -> int:
        return len(self._records)

    def record(self, record_id: str) -> Record:
        """Return a record as it was taken in. Raises KeyError."""
        return self._records[record_id].record

    @property
    def topics(self) -> list[TopicAssignment]:
        """The topics of all records, in order of record and rank."""
        return [topic for key in sorted(self._topics) for topic in self._topics[key]]

    @property
    def matches(self) -> list[Match]:
        """All matches, by need, kind and falling score; their reasons are not kept but found anew."""
        scores = {
            (need_id, other_id): score
            for other_id, mine in self._fits.items()
            for need_id, score in mine.items()
        }
        found = [self._found(need, other, scores[need, other]) for need, other in scores]
        shown = [each for each in found if each is not None]
        return sorted(shown, key=lambda each: (each.need_id, each.kind, -each.score, each.other_id))

    @property
    def opportunities(self) -> list[Opportunity]:
        """All candidates, best evidence first."""
        groups = [group for group in self._groups.values() if group is not None]
        footing = self.footing
        return propose(
            groups, self._standing, footing.overlaps, footing.organizations, footing.model.thesaurus
        )

    @property
    def composer(self) -> Composer:
        """What makes candidates of given records, for what curators decided."""
        footing = self.footing
        return Composer.of(
            self._standing,
            self._topics,
            self._fits,
            footing.overlaps,
            footing.organizations,
            footing.model.thesaurus,
        )

    def turn(self, on: dt.date) -> bool:
        """Go on with another day; whether that may be: no need has expired since, and none is open again."""
        turned = replace(self.footing, on=on)
        if turned.expired(each.record for each in self._records.values()) != self._expired:
            return False
        self.footing = turned
        return True

    def update(self, record: Record, amend: Amend | None = None) -> Change:
        """Take in a record that is new; return what it changes. Raises ValueError if its id is known."""
        return self.take(analyze_record(record, self.footing.engine), amend)

    def take(self, analyzed: AnalyzedRecord, amend: Amend | None = None) -> Change:
        """Do as `update` with a record that is analysed."""
        if analyzed.id in self._records:
            raise ValueError(f"expected a record that is new, not {analyzed.id!r}")
        footing = self.footing
        one = in_columns([analyzed], footing.vocabulary)
        topics = list(footing.topics_of(one, amend))
        row = footing.rules.rows_of(one, {analyzed.id: topics}, count_terms(one, footing.vocabulary))
        self._records[analyzed.id] = one[0]
        self._sides.add(analyzed.id, row.words)
        if topics:
            self._topics[analyzed.id] = topics
        if expired := footing.expired([analyzed.record]):
            self._expired |= expired
        else:
            self._standing[analyzed.id] = one[0]
        placed, lost = self._places.add(analyzed.record, row.vectors)
        gone = [pair for pair in lost if self._fits[pair[1]].pop(pair[0], None) is not None]
        new = [match for each in placed if (match := self._matched(each)) is not None]
        self._regroup(analyzed.id, topics, gone)
        return Change(tuple(topics), tuple(new), tuple(gone))

    def _regroup(self, record_id: str, topics: Sequence[TopicAssignment], gone: Iterable[Pair]) -> None:
        """Make the groups anew that the record is in, or in which an answer has lost a need."""
        for topic in self.footing.speaking(topics):
            self._grouping.add(topic)
        of_record = self._grouping.of_record
        concepts = set(of_record.get(record_id, ()))
        for need, other in gone:
            # What a match adds to a record counts only beside the need itself.
            concepts |= of_record.get(need, set()) & of_record.get(other, set())
        for key in sorted(concepts & self._grouping.concepts):
            self._groups[key] = self._grouping.group(key)

    def _matched(self, placed: Placed) -> Match | None:
        """Return the match, and keep that there is one, if anything can be shown for it."""
        if placed.need_id in self._expired:
            return None
        match = self._found(placed.need_id, placed.other_id, placed.score)
        if match is not None:
            self._fits[placed.other_id][placed.need_id] = placed.score
        return match

    def _found(self, need_id: str, other_id: str, score: float) -> Match | None:
        match = matched(self._side(need_id), self._side(other_id), score, self.footing.model.kinship)
        if match is None:
            return None
        records = {key: self._records[key].record for key in (need_id, other_id)}
        return complete([match], records, self.footing.rates)[0]

    def _side(self, record_id: str) -> Side:
        return self._sides.of(self._records[record_id], self._topics.get(record_id, ()))
