"""Initiatives matched with initiatives of other cities: who does the same, and could talk to each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.columns import in_columns
from tricity.synthesis.match_reasons import Side, match_reasons
from tricity.synthesis.match_terms import untold
from tricity.synthesis.matches import Sides
from tricity.synthesis.matching_rows import MatchingRows, matching_rows
from tricity.synthesis.peer_candidates import SOUGHT_BY, Pair, candidate_pairs
from tricity.synthesis.peer_values import PeerReason, Peers, PeerSide, ahead
from tricity.synthesis.records import Kind
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, MatchReason, TopicAssignment

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
    ordered = in_columns(
        sorted((each for each in analyzed if each.record.kind is Kind.INITIATIVE), key=lambda each: each.id)
    )
    if len(ordered) < 2:
        return []
    topics_of = by_record(topics)
    rows = matching_rows(ordered, topics_of, statistics, model)
    records = [each.record for each in ordered]
    scores = _scores(rows, candidate_pairs(records, rows.heaviest(SOUGHT_BY), abroad, at_home))
    home = [record.country for record in records]
    sides = Sides(ordered, topics_of, rows, statistics)
    kinship = model.kinship if model is not None else None
    found: list[Peers] = []
    for one, other in sorted(_named(scores, home, abroad, at_home)):
        reasons = match_reasons(sides.of(one), sides.of(other), kinship)
        if reasons:
            found.append(_peers(sides.of(one), sides.of(other), scores[one, other], reasons))
    return sorted(found, key=lambda each: (each.one.id, -each.score, each.other.id))


def _scores(rows: MatchingRows, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the pairs that are alike enough, with the product of their rows."""
    found = {}
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        ends = np.array(block, np.int64)
        one, other = (rows.vectors.take(ends[:, side]).matrix(rows.width) for side in (0, 1))
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


def _peers(one: Side, other: Side, score: float, reasons: Sequence[MatchReason]) -> Peers:
    mine, theirs = one.record.record, other.record.record
    return Peers(
        _side(one, other),
        _side(other, one),
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


def _side(this: Side, that: Side) -> PeerSide:
    record = this.record.record
    theirs = {topic.concept_id for topic in that.topics}
    only = [topic.concept_id for topic in this.topics if topic.concept_id not in theirs]
    return PeerSide(
        record.id,
        record.status,
        record.start_year,
        record.end_year,
        tuple(only[:MOST_ONLY]),
        untold(record.terms),
    )
