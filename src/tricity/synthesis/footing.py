"""What a full run has learnt, kept for the records that come after it until the next one.

How rare words are, which topics there are, which records lend to others and what warns of a topic stay as they were found;
so do the posting lists in which needs and answers of the full run are sought (`postings`). Records that come later stand in
no such list: they are held against every record, and every record against them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tricity.language import CollectionStatistics, Engine
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import Vocabulary, in_columns
from tricity.synthesis.emergent import one_sided
from tricity.synthesis.finance import Rates, read_rates
from tricity.synthesis.match_terms import expired_needs
from tricity.synthesis.matches import LONGEST_LIST
from tricity.synthesis.matching_rows import RowRules
from tricity.synthesis.records import Record
from tricity.synthesis.supporters import AnalyzedOrganization
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import Overlaps, TopicAssignment

Amend = Callable[[Sequence[TopicAssignment]], Sequence[TopicAssignment]]
"""What is done to topics that were found before anything rests on them, as adding those that authors name."""


@dataclass(frozen=True, slots=True)
class Footing:
    """What stays as it is while records come.

    `limits` are matches kept abroad and at home, `longest` how many records of the full run are known for a dimension.
    """

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
    longest: int = LONGEST_LIST

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms by number."""
        return self.rules.counted.vocabulary

    @property
    def width(self) -> int:
        """How many columns rows have; more when records bring new terms."""
        return len(self.rules.names)

    def topics_of(
        self, ordered: Sequence[AnalyzedRecord], amend: Amend | None = None
    ) -> Sequence[TopicAssignment]:
        """Return the topics of records that came after the full run."""
        counted = count_terms(ordered, self.vocabulary)
        found = self.model.assign(ordered, self.statistics, counted, self.spoken)
        return found if amend is None else amend(found)

    def expired(self, records: Iterable[Record]) -> frozenset[str]:
        """Return the ids of the needs whose last day is past."""
        return expired_needs(records, self.on) if self.on else frozenset()

    def speaking(self, topics: Iterable[TopicAssignment]) -> list[TopicAssignment]:
        """Return the topics that candidates may be made of."""
        doubtful = one_sided(self.overlaps)
        return [each for each in topics if each.concept_id not in doubtful]


def footing_of(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    overlaps: Overlaps,
    organizations: Sequence[AnalyzedOrganization],
    model: TopicModel,
    engine: Engine,
    *,
    limits: tuple[int, int],
    longest: int = LONGEST_LIST,
    on: dt.date | None = None,
    rates: Rates | None = None,
) -> Footing:
    """Return what is learnt from the records of a full run, given what it found."""
    ordered = in_columns(sorted(analyzed, key=lambda each: each.id))
    counted = count_terms(ordered)
    statistics = counted.statistics()
    return Footing(
        model,
        engine,
        statistics,
        model.spoken(ordered),
        RowRules(ordered, by_record(topics), statistics, model, counted),
        overlaps,
        organizations,
        rates or read_rates(),
        on,
        limits,
        longest,
    )
