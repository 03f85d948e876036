"""Needs matched with what other cities have done and with what providers offer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.match_reasons import Side, match_reasons
from tricity.synthesis.matching_rows import matching_rows
from tricity.synthesis.records import Kind, Record, Status
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, Match, MatchKind, TopicAssignment
from tricity.synthesis.vectors import Space

LEAST_SCORE: Final = 0.03
CLOSE_SCORE: Final = 0.25
PILOT: Final = 0.85  # what experience of a pilot counts, beside work that runs or has run
MOST_ABROAD: Final = 10  # matches kept for one need and kind, in other countries
MOST_AT_HOME: Final = 5  # and in its own


def find_matches(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    model: TopicModel | None = None,
    *,
    abroad: int = MOST_ABROAD,
    at_home: int = MOST_AT_HOME,
) -> list[Match]:
    """Return for each need the experience and the solutions that fit best, by need, kind and falling score.

    Experience is an initiative of another city that runs, has run or is being tried. At most `abroad` matches of each
    kind are from other countries and `at_home` from the need's own, the latter flagged. With the model that assigned
    the topics, related topics count as distantly alike.
    """
    ordered = sorted(analyzed, key=lambda each: each.id)
    topics_of = by_record(topics)
    rows = matching_rows(ordered, topics_of, statistics, model)
    needs = [index for index, each in enumerate(ordered) if each.record.kind is Kind.NEED]
    others = [index for index, each in enumerate(ordered) if _maturity(each.record) > 0]
    pool = _Pool([ordered[index].record for index in others])
    asked = [rows[index].vector for index in needs]
    space = Space(asked)
    offered = space.matrix([rows[index].vector for index in others])
    found: list[Match] = []
    for number, columns, scores in space.matrix(asked).products(offered):
        need = ordered[needs[number]]
        for kind, column, score in pool.best(need.record, columns, scores, abroad, at_home):
            other = ordered[others[column]]
            reasons = match_reasons(
                Side(need, topics_of.get(need.id, ()), rows[needs[number]].words),
                Side(other, topics_of.get(other.id, ()), rows[others[column]].words),
                model.kinship if model is not None else None,
                statistics,
            )
            if reasons:
                same = need.record.country == other.record.country
                found.append(Match(kind, need.id, other.id, score, score >= CLOSE_SCORE, same, reasons))
    return sorted(found, key=lambda match: (match.need_id, match.kind, -match.score, match.other_id))


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
