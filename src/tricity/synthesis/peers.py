"""Initiatives matched with initiatives of other cities: who does the same, and could talk to each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.asides import give_back
from tricity.synthesis.columns import in_columns
from tricity.synthesis.match_reasons import Naming
from tricity.synthesis.match_terms import untold
from tricity.synthesis.matching_rows import matching_rows
from tricity.synthesis.pair_reasons import PairReasons
from tricity.synthesis.peer_candidates import Pair, candidate_pairs
from tricity.synthesis.peer_values import PeerReason, Peers, PeerSide, ahead
from tricity.synthesis.records import Kind
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, MatchReason, TopicAssignment
from tricity.synthesis.vectors import Rows
from tricity.synthesis.wordings import Wordings

LEAST_SCORE: Final = 0.15
CLOSE_SCORE: Final = 0.3
MOST_ABROAD: Final = 6  # peers that one initiative names in other countries
MOST_AT_HOME: Final = 3  # and in its own
_BLOCK: Final = 20_000  # pairs multiplied at a time, to bound memory
MOST_ONLY: Final = 3  # topics named that the other has not


def find_peers(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    model: TopicModel | None = None,
    *,
    abroad: int = MOST_ABROAD,
    at_home: int = MOST_AT_HOME,
) -> list[Peers]:
    """Return the pairs of initiatives of different cities that are most alike, by the first's id and falling score.

    Each initiative names at most `abroad` peers in other countries and `at_home` in its own; a pair stays where either
    names the other, so it is the same from both sides. Initiatives are read among initiatives: what is rare, and who
    lends to whom, is worked out without needs and solutions. A pair without a reason in words of both is left out.
    """
    found = peer_pairs(analyzed, topics, statistics, model, limits=(abroad, at_home))
    return [each for each in found.made(0, len(found)) if each is not None]


def peer_pairs(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    model: TopicModel | None = None,
    *,
    limits: tuple[int, int] = (MOST_ABROAD, MOST_AT_HOME),
) -> "PeerPairs":
    """Return what `find_peers` does before it is said why; `limits` are `abroad` and `at_home`."""
    ordered = in_columns(
        sorted((each for each in analyzed if each.record.kind is Kind.INITIATIVE), key=lambda each: each.id)
    )
    topics_of = by_record(topics)
    rows = matching_rows(ordered, topics_of, statistics, model)
    naming, vectors, words = Naming(rows.rules.counted.vocabulary, statistics), rows.vectors, rows.words
    width = rows.width
    del rows  # what it has learnt from the collection takes as much again, and is no longer needed
    give_back()
    records = [each.record for each in ordered]
    scores = _scores(vectors, width, candidate_pairs(records, vectors, width, *limits))
    named = _named(scores, [record.country for record in records], *limits)
    kinship = model.kinship if model is not None else None
    why = PairReasons(ordered, topics_of, Wordings(ordered, words, naming), kinship)
    return PeerPairs(why, sorted((one, -scores[one, other], other) for one, other in named))


class PeerPairs:
    """Initiatives side by side, by the first's id and falling score; why they are alike is said when it is asked for."""

    def __init__(self, why: PairReasons, pairs: Sequence[tuple[int, float, int]]) -> None:
        """Pairs are the place of one, the score, negative, and the place of the other, in order."""
        self._why = why
        self._ones, self._others = (np.array([each[side] for each in pairs], np.int64) for side in (0, 2))
        self._scores = -np.array([score for _, score, _ in pairs], np.float64)

    def __len__(self) -> int:
        return len(self._ones)

    def made(self, first: int, last: int) -> Iterator[Peers | None]:
        """Yield the two of each of these pairs; None where nothing can be shown for them."""
        span = slice(first, last)
        found = self._why.of(self._ones[span], self._others[span])
        for (one, other, reasons), score in zip(found, self._scores[span], strict=True):
            yield self._peers(one, other, float(score), reasons) if reasons else None

    def _peers(self, one: int, other: int, score: float, reasons: Sequence[MatchReason]) -> Peers:
        mine, theirs = self._why.records[one], self._why.records[other]
        return Peers(
            self._side(one, other),
            self._side(other, one),
            score,
            score >= CLOSE_SCORE,
            mine.country == theirs.country,
            ahead(mine.status, theirs.status),
            tuple(
                PeerReason(
                    each.kind, each.key, each.need, each.other, each.score, each.concept_id, each.related_id
                )
                for each in reasons
            ),
        )

    def _side(self, this: int, that: int) -> PeerSide:
        record = self._why.records[this]
        theirs = {topic.concept_id for topic in self._why.topics[that]}
        only = [topic.concept_id for topic in self._why.topics[this] if topic.concept_id not in theirs]
        return PeerSide(
            record.id,
            record.status,
            record.start_year,
            record.end_year,
            tuple(only[:MOST_ONLY]),
            untold(record.terms),
        )


def _scores(vectors: Rows, width: int, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the pairs that are alike enough, with the product of their rows."""
    found = {}
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        ends = np.array(block, np.int64)
        one, other = (vectors.take(ends[:, side]).matrix(width) for side in (0, 1))
        scores = np.round(np.minimum(one.dots(other), 1.0), DIGITS)
        for pair, score in zip(block, scores.tolist(), strict=True):
            if score >= LEAST_SCORE:
                found[pair] = round(score, DIGITS)
    return found


def _named(scores: Mapping[Pair, float], countries: Sequence[str], abroad: int, at_home: int) -> set[Pair]:
    """Return the pairs in which either counts the other among its nearest, abroad or at home."""
    of: dict[tuple[int, bool], list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scores.items():
        same = countries[one] == countries[other]
        of[one, same].append((-score, other))
        of[other, same].append((-score, one))
    return {
        (min(place, other), max(place, other))
        for (place, same), others in of.items()
        for _score, other in sorted(others)[: at_home if same else abroad]
    }
