"""All records anew, on what an earlier run has learnt: what updates one by one (`incremental`) must come to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import in_columns
from tricity.synthesis.footing import Amend, Footing
from tricity.synthesis.match_pairs import MatchPairs
from tricity.synthesis.match_reasons import Naming
from tricity.synthesis.match_terms import complete
from tricity.synthesis.matches import Chosen, Pool, best_of, maturity
from tricity.synthesis.matching_rows import MatchingRows
from tricity.synthesis.opportunities import propose_opportunities
from tricity.synthesis.pair_reasons import PairReasons
from tricity.synthesis.postings import Postings
from tricity.synthesis.records import Kind
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.topics import by_record
from tricity.synthesis.values import Match, Opportunity, TopicAssignment
from tricity.synthesis.wordings import Wordings


def on_footing(
    footing: Footing,
    analyzed: Iterable[AnalyzedRecord],
    named: Iterable[TopicAssignment] | None = None,
    amend: Amend | None = None,
) -> tuple[list[TopicAssignment], list[Match], list[Opportunity]]:
    """Return topics, matches and candidates of all the records, by what an earlier run has learnt.

    `named` are topics that are known already, such as those of the full run; the other records are given theirs,
    amended if anything is to be.
    """
    ordered = in_columns(sorted(analyzed, key=lambda each: each.id), footing.vocabulary)
    topics = _topics(footing, ordered, named or (), amend)
    expired = footing.expired(each.record for each in ordered)
    records = {each.id: each.record for each in ordered}
    matches = (each for each in _matches(footing, ordered, topics) if each.need_id not in expired)
    full = complete(matches, records, footing.rates)
    standing = [each for each in ordered if each.id not in expired]
    opportunities = propose_opportunities(
        standing,
        footing.speaking(topics),
        full,
        footing.overlaps,
        footing.organizations,
        footing.model.thesaurus,
    )
    return topics, full, opportunities


def _topics(
    footing: Footing,
    ordered: Sequence[AnalyzedRecord],
    named: Iterable[TopicAssignment],
    amend: Amend | None,
) -> list[TopicAssignment]:
    known = by_record(named)
    new = [each for each in ordered if each.id not in footing.rules.place_of]
    found = by_record(footing.topics_of(new, amend))
    return [topic for each in ordered for topic in known.get(each.id) or found.get(each.id) or ()]


def _matches(
    footing: Footing, ordered: Sequence[AnalyzedRecord], topics: Sequence[TopicAssignment]
) -> list[Match]:
    topics_of = by_record(topics)
    rows = footing.rules.rows_of(ordered, topics_of, count_terms(ordered, footing.vocabulary))
    chosen = [
        (need, other, score)
        for need, some in _Choosing(footing, ordered, rows).every()
        for _kind, other, score in some
    ]
    needs, others = (np.array([each[side] for each in chosen], np.int64) for side in (0, 1))
    scores = np.array([each[2] for each in chosen], np.float64)
    wordings = Wordings(ordered, rows.words, Naming(footing.vocabulary, footing.statistics))
    why = PairReasons(ordered, topics_of, wordings, footing.model.kinship)
    found = MatchPairs(why, needs, others, scores)
    return [each for each in found.made(0, len(found)) if each is not None]


class _Choosing:
    """For each need what is kept: needs and answers of the full run by its lists, everything else without any."""

    def __init__(self, footing: Footing, ordered: Sequence[AnalyzedRecord], rows: MatchingRows) -> None:
        self._footing, self._ordered, self._rows = footing, ordered, rows
        self._first = np.array([each.id in footing.rules.place_of for each in ordered], np.bool_)

    def every(self) -> Iterator[tuple[int, list[Chosen]]]:
        """Yield the place of each need, and what is kept for it: kind, place of the other, score."""
        needs = np.array([each.record.kind is Kind.NEED for each in self._ordered], np.bool_)
        others = np.array([maturity(each.record) > 0 for each in self._ordered], np.bool_)
        first, whole = self._first, len(self._ordered)
        old = np.flatnonzero(needs & first)
        by_lists = self._kept(old, np.flatnonzero(others & first), self._footing.longest)
        later = self._kept(old, np.flatnonzero(others & ~first), whole)
        for need, some, more in zip(old.tolist(), by_lists, later, strict=True):
            yield need, self._joined(need, [*some, *more])
        new = np.flatnonzero(needs & ~first)
        yield from zip(new.tolist(), self._kept(new, np.flatnonzero(others), whole), strict=True)

    def _kept(
        self, needs: NDArray[np.int64], others: NDArray[np.int64], longest: int
    ) -> Iterator[list[Chosen]]:
        vectors, width = self._rows.vectors, self._rows.width
        pool = Pool([self._ordered[each].record for each in others], self._footing.limits)
        known = Postings(vectors.take(others), width, longest)
        asking = [self._ordered[each].record for each in needs]
        for chosen in best_of(pool, known, asking, vectors.take(needs)):
            yield [(kind, int(others[column]), score) for kind, column, score in chosen]

    def _joined(self, need: int, chosen: Iterable[Chosen]) -> list[Chosen]:
        """Keep the best of both, as many as of one."""
        home = self._ordered[need].record.country
        groups: dict[tuple[str, bool], list[Chosen]] = defaultdict(list)
        for each in chosen:
            groups[each[0], self._ordered[each[1]].record.country == home].append(each)
        return [
            each
            for (_, same), some in groups.items()
            # Places are in order of id.
            for each in sorted(some, key=lambda one: (-one[2], one[1]))[: self._footing.limits[same]]
        ]
