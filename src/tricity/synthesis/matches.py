"""Needs matched with what other cities have done and with what providers offer."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import CollectionStatistics, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.match_reasons import match_reasons
from tricity.synthesis.records import Kind, Record, Status
from tricity.synthesis.values import DIGITS, Match, MatchKind, TopicAssignment
from tricity.synthesis.vectors import Space
from tricity.synthesis.weighting import term_row, unit

TOPIC_SHARE: Final = 0.65  # of the score; the rest is likeness of wording
BROADER_WEIGHT: Final = 0.4  # of a topic's parent: two kinds of waste work have something in common
LEAST_SCORE: Final = 0.12
PILOT: Final = 0.85  # what experience of a pilot counts, beside work that runs or has run
MOST_ABROAD: Final = 5  # matches kept for one need and kind, in other countries
MOST_AT_HOME: Final = 3  # and in its own

TopicsOf = Mapping[str, Sequence[TopicAssignment]]


def find_matches(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    thesaurus: Thesaurus | None = None,
    *,
    abroad: int = MOST_ABROAD,
    at_home: int = MOST_AT_HOME,
) -> list[Match]:
    """Return for each need the experience and the solutions that fit best, by need, kind and falling score.

    Experience is an initiative of another city that runs, has run or is being tried. At most `abroad` matches of each
    kind are from other countries and `at_home` from the need's own, the latter flagged. With a thesaurus, topics
    that share a broader one count as distantly alike.
    """
    ordered = sorted(analyzed, key=lambda each: each.id)
    topics_of = by_record(topics)
    rows = _rows(ordered, topics_of, statistics, thesaurus)
    needs = [index for index, each in enumerate(ordered) if each.record.kind is Kind.NEED]
    others = [index for index, each in enumerate(ordered) if _maturity(each.record) > 0]
    found: list[Match] = []
    pool = _Pool([ordered[index].record for index in others])
    space = Space([rows[index] for index in needs])
    right = space.matrix([rows[index] for index in others])
    for number, columns, scores in space.matrix([rows[index] for index in needs]).products(right):
        need = ordered[needs[number]]
        for kind, column, score in pool.best(need.record, columns, scores, abroad, at_home):
            other = ordered[others[column]]
            reasons = match_reasons(need, other, topics_of, rows[needs[number]], rows[others[column]])
            if reasons:
                same = need.record.country == other.record.country
                found.append(Match(kind, need.id, other.id, score, same, reasons))
    return sorted(found, key=lambda match: (match.need_id, match.kind, -match.score, match.other_id))


def by_record(topics: Iterable[TopicAssignment]) -> dict[str, list[TopicAssignment]]:
    """Return the assignments of each record, main topic first."""
    found: dict[str, list[TopicAssignment]] = defaultdict(list)
    for topic in topics:
        found[topic.record_id].append(topic)
    return {key: sorted(found[key], key=lambda topic: topic.rank) for key in sorted(found)}


def _maturity(record: Record) -> float:
    if record.kind is Kind.SOLUTION or record.is_running:
        return 1.0
    return PILOT if record.kind is Kind.INITIATIVE and record.status is Status.PILOT else 0.0


class _Pool:
    """What needs are matched with."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._countries = np.array([record.country for record in records], np.str_)
        self._cities = np.array([record.city or "" for record in records], np.str_)
        self._solution = np.array([record.kind is Kind.SOLUTION for record in records], np.bool_)
        self._maturity = np.array([_maturity(record) for record in records], np.float64)

    def best(
        self,
        need: Record,
        columns: NDArray[np.int64],
        products: NDArray[np.float64],
        abroad: int,
        at_home: int,
    ) -> Iterator[tuple[MatchKind, int, float]]:
        scores = np.round(np.minimum(products * self._maturity[columns], 1.0), DIGITS)
        likely = scores >= LEAST_SCORE
        columns, scores = columns[likely], scores[likely]
        home = self._countries[columns] == need.country
        own_city = home & (self._cities[columns] == (need.city or "")) & bool(need.city)
        solution = self._solution[columns]
        for kind, fits in (
            (MatchKind.EXPERIENCE, ~solution & ~own_city),
            (MatchKind.SOLUTION, solution),
        ):
            for limit, place in ((abroad, ~home), (at_home, home)):
                chosen = np.flatnonzero(fits & place)
                # Columns are in order of id, and a stable sort keeps it among equals.
                best = chosen[np.argsort(-scores[chosen], kind="stable")][:limit]
                for index in best:
                    yield kind, int(columns[index]), round(float(scores[index]), DIGITS)


def _rows(
    ordered: Sequence[AnalyzedRecord],
    topics_of: TopicsOf,
    statistics: CollectionStatistics,
    thesaurus: Thesaurus | None,
) -> list[dict[str, float]]:
    """Return topics and words as one vector, so that one product is the weighted sum of two cosines."""
    frequencies = Counter(topic.concept_id for each in ordered for topic in topics_of.get(each.id, ()))
    counted = CollectionStatistics(len(ordered), frequencies)
    rows = []
    for each in ordered:
        about = topic_row(topics_of.get(each.id, ()), counted, thesaurus)
        words = term_row(each, statistics)
        row = {f"topic:{key}": math.sqrt(TOPIC_SHARE) * value for key, value in about.items()}
        row |= {term: math.sqrt(1 - TOPIC_SHARE) * value for term, value in words.items()}
        rows.append(row)
    return rows


def topic_row(
    topics: Iterable[TopicAssignment], statistics: CollectionStatistics, thesaurus: Thesaurus | None
) -> dict[str, float]:
    """Return the record's topics, and weaker their broader ones, weighted by rarity; of length 1."""
    row: dict[str, float] = {}
    for topic in topics:
        value = topic.weight * statistics.idf(topic.concept_id)
        row[topic.concept_id] = max(row.get(topic.concept_id, 0.0), value)
        above = thesaurus.ancestors(topic.concept_id) if thesaurus is not None else {}
        for broader, distance in above.items():
            row[broader] = max(row.get(broader, 0.0), value * BROADER_WEIGHT**distance)
    return unit(row)
