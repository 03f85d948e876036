"""Initiatives matched with initiatives of other cities: who does the same, and could talk to each other."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.match_reasons import Side, match_reasons
from tricity.synthesis.match_terms import untold
from tricity.synthesis.matching_rows import matching_rows
from tricity.synthesis.peer_candidates import Pair, candidate_pairs
from tricity.synthesis.peer_values import PeerReason, Peers, PeerSide, ahead
from tricity.synthesis.records import Kind
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, MatchReason, TopicAssignment
from tricity.synthesis.vectors import Row

LEAST_SCORE: Final = 0.15
CLOSE_SCORE: Final = 0.3
MOST_ABROAD: Final = 6  # peers that one initiative names in other countries
MOST_AT_HOME: Final = 3  # and in its own
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
    ordered = sorted(
        (each for each in analyzed if each.record.kind is Kind.INITIATIVE), key=lambda each: each.id
    )
    if len(ordered) < 2:
        return []
    topics_of = by_record(topics)
    rows = matching_rows(ordered, topics_of, statistics, model)
    vectors = [row.vector for row in rows]
    records = [each.record for each in ordered]
    scores = _scores(vectors, candidate_pairs(records, vectors, abroad, at_home))
    home = [record.country for record in records]
    sides = [
        Side(each, topics_of.get(each.id, ()), row.words) for each, row in zip(ordered, rows, strict=True)
    ]
    kinship = model.kinship if model is not None else None
    found: list[Peers] = []
    for one, other in sorted(_named(scores, home, abroad, at_home)):
        reasons = match_reasons(sides[one], sides[other], kinship, statistics)
        if reasons:
            found.append(_peers(sides[one], sides[other], scores[one, other], reasons))
    return sorted(found, key=lambda each: (each.one.id, -each.score, each.other.id))


def _scores(rows: Sequence[Row], pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return the pairs that are alike enough, with the exact product of their rows, which has no order of its own."""
    found = {}
    for one, other in pairs:
        small, large = sorted((rows[one], rows[other]), key=len)
        product = math.fsum(weight * large[name] for name, weight in small.items() if name in large)
        score = round(min(product, 1.0), DIGITS)
        if score >= LEAST_SCORE:
            found[one, other] = score
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
