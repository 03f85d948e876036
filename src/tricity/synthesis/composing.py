"""Candidates made of given records, for what curators decided: any records, whatever their score."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import fsum

from tricity.language import Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.match_pairs import fits_of
from tricity.synthesis.opportunities import LEAST_SHARE, LEAST_WEIGHT, compose_opportunity
from tricity.synthesis.supporters import AnalyzedOrganization
from tricity.synthesis.values import Match, Opportunity, Overlaps, TopicAssignment


class Composer:
    """Takes what `propose_opportunities` takes; nothing is worked out before it is asked for."""

    def __init__(
        self,
        analyzed: Iterable[AnalyzedRecord],
        topics: Sequence[TopicAssignment],
        matches: Sequence[Match],
        overlaps: Overlaps,
        organizations: Sequence[AnalyzedOrganization] = (),
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self.records: Mapping[str, AnalyzedRecord] = {each.id: each for each in analyzed}
        self._topics, self._matches, self._overlaps = topics, matches, overlaps
        self._organizations, self._thesaurus = organizations, thesaurus

    @classmethod
    def of(
        cls,
        records: Mapping[str, AnalyzedRecord],
        topics: Mapping[str, Sequence[TopicAssignment]],
        fits: Mapping[str, Mapping[str, float]],
        overlaps: Overlaps,
        organizations: Sequence[AnalyzedOrganization],
        thesaurus: Thesaurus | None,
    ) -> "Composer":
        """Return one over what is at hand by record already; `fits` are scores of matches by the other and by need."""
        made = cls((), (), (), overlaps, organizations, thesaurus)
        made.records, made._of_record, made._fits = records, topics, fits
        return made

    def compose(self, concept_id: str, record_ids: Iterable[str]) -> Opportunity | None:
        """Return the candidate of those records that exist still.

        None where fewer than two countries take part, or nobody needs or plans it.
        """
        row = self._overlaps.row(concept_id)
        existing = sorted(set(record_ids) & self.records.keys())
        return compose_opportunity(
            concept_id,
            [self._topic(concept_id, each) for each in existing],
            self.records,
            self._fits,
            self._organizations,
            self._thesaurus,
            row.warnings if row is not None else (),
        )

    def likeness(self, record_id: str, others: Iterable[str]) -> float:
        """Return how much of its topics the record shares with each of the others, on average."""
        mine = {topic.concept_id: topic.weight for topic in self._of_record.get(record_id, ())}
        shares = [
            fsum(
                min(mine.get(topic.concept_id, 0.0), topic.weight) for topic in self._of_record.get(other, ())
            )
            for other in sorted(others)
        ]
        return round(fsum(shares) / len(shares), 9) if shares else 0.0

    def _topic(self, concept_id: str, record_id: str) -> TopicAssignment:
        """The record's topic here: this one, else a narrower one, else its main one; else as little as one must be."""
        topics = self._of_record.get(record_id, ())
        narrower = [each for each in topics if concept_id in self._ancestors(each.concept_id)]
        same = [each for each in topics if each.concept_id == concept_id]
        for choice in (same, narrower, topics):
            if choice:
                return min(choice, key=lambda each: (each.rank, each.concept_id))
        return TopicAssignment(record_id, concept_id, LEAST_WEIGHT, 1, LEAST_SHARE)

    def _ancestors(self, concept_id: str) -> Iterable[str]:
        known = self._thesaurus is not None and concept_id in self._thesaurus.concepts
        return self._thesaurus.ancestors(concept_id) if known and self._thesaurus is not None else ()

    @cached_property
    def _of_record(self) -> Mapping[str, Sequence[TopicAssignment]]:
        found: dict[str, list[TopicAssignment]] = defaultdict(list)
        for topic in self._topics:
            found[topic.record_id].append(topic)
        return found

    @cached_property
    def _fits(self) -> Mapping[str, Mapping[str, float]]:
        return fits_of(self._matches)
