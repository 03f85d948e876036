"""Needs matched with what other cities have done and with what providers offer."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.asides import Asides, give_back
from tricity.synthesis.columns import in_columns
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.match_pairs import MatchPairs, match_of
from tricity.synthesis.match_reasons import Naming, Side, match_reasons
from tricity.synthesis.matching_rows import matching_rows
from tricity.synthesis.pair_reasons import PairReasons
from tricity.synthesis.postings import Postings
from tricity.synthesis.records import Kind, Record, Status
from tricity.synthesis.term_rows import Counted
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import DIGITS, Match, MatchKind, TopicAssignment
from tricity.synthesis.vectors import Rows
from tricity.synthesis.wordings import Wordings

LEAST_SCORE: Final = 0.03
PILOT: Final = 0.85  # what experience of a pilot counts, beside work that runs or has run
MOST_ABROAD: Final = 10  # matches kept for one need and kind, in other countries
MOST_AT_HOME: Final = 5  # and in its own
LONGEST_LIST: Final = 2500  # records known for a dimension; those where it weighs less are found by others
_LIKELY: Final = 2  # times what is kept is scored anew, where lists were cut
_MORE: Final = 10  # and so many more
_LOOKED_AT: Final = 2000  # of those that share something with a need, the most alike, where lists were cut
_BLOCK: Final = 256

Chosen = tuple[MatchKind, int, float]  # and the column of the other record, and the score


def find_matches(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    model: TopicModel | None = None,
    *,
    abroad: int = MOST_ABROAD,
    at_home: int = MOST_AT_HOME,
    counted: Counted | None = None,
) -> list[Match]:
    """Return for each need the experience and the solutions that fit best, by need, kind and falling score.

    Experience is an initiative of another city that runs, has run or is being tried. At most `abroad` matches of each
    kind are from other countries and `at_home` from the need's own, the latter flagged. With the model that assigned
    the topics, related topics count as distantly alike. `counted` are the records' terms, where they are counted.
    """
    found = match_pairs(analyzed, topics, statistics, model, limits=(abroad, at_home), counted=counted)
    return [each for each in found.made(0, len(found)) if each is not None]


def match_pairs(
    analyzed: Iterable[AnalyzedRecord],
    topics: Iterable[TopicAssignment],
    statistics: CollectionStatistics,
    model: TopicModel | None = None,
    *,
    limits: tuple[int, int] = (MOST_ABROAD, MOST_AT_HOME),
    counted: Counted | None = None,
    left_out: Collection[str] = (),
    asides: Asides | None = None,
) -> MatchPairs:
    """Return what `find_matches` does before it is said why; `limits` are `abroad` and `at_home`.

    Needs that are `left_out` are matched with nothing. `asides` may choose for some of the needs.
    """
    ordered = in_columns(
        sorted(analyzed, key=lambda each: each.id), counted.vocabulary if counted is not None else None
    )
    topics_of = by_record(topics)
    rows = matching_rows(ordered, topics_of, statistics, model, counted)
    naming, vectors, words = Naming(rows.rules.counted.vocabulary, statistics), rows.vectors, rows.words
    width = rows.width
    del rows, counted  # what is learnt from a collection takes as much again, and is no longer needed
    give_back()
    records = [each.record for each in ordered]
    chosen = _best_pairs(records, vectors, width, limits, left_out, asides or Asides())
    kinship = model.kinship if model is not None else None
    return MatchPairs(PairReasons(ordered, topics_of, Wordings(ordered, words, naming), kinship), *chosen)


def _best_pairs(
    records: Sequence[Record],
    vectors: Rows,
    width: int,
    limits: tuple[int, int],
    left_out: Collection[str],
    asides: Asides,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return needs and others by place, and scores; each process chooses for its share of the needs."""
    asking = [each.kind is Kind.NEED and each.id not in left_out for each in records]
    needs = np.flatnonzero(np.array(asking, np.bool_))
    others = np.flatnonzero(np.array([maturity(each) > 0 for each in records], np.bool_))
    pool = Pool([records[place] for place in others.tolist()], limits)
    known = Postings(vectors.take(others), width, LONGEST_LIST)

    def chosen(some: NDArray[np.int64]) -> list[tuple[int, int, float]]:
        every = best_of(pool, known, [records[place] for place in some.tolist()], vectors.take(some))
        return [
            (need, column, score)
            for need, kept in zip(some.tolist(), every, strict=True)
            for _, column, score in kept
        ]

    *beside, own = np.array_split(needs, asides.most)
    begun = [asides.begin(partial(chosen, some)) for some in beside]
    pairs = [*chosen(own), *(pair for each in begun for pair in each())]
    named, columns = (np.array([each[part] for each in pairs], np.int64) for part in (0, 1))
    return named, others[columns], np.array([score for *_, score in pairs], np.float64)


def maturity(record: Record) -> float:
    """Return what a record counts as an answer to a need; 0 if it is none."""
    if record.kind is Kind.SOLUTION or record.is_running:
        return 1.0
    return PILOT if record.kind is Kind.INITIATIVE and record.status is Status.PILOT else 0.0


def matched(need: Side, other: Side, score: float, kinship: Kinship | None) -> Match | None:
    """Return the match, if anything can be shown for it."""
    reasons = match_reasons(need, other, kinship)
    return match_of(need.record.record, other.record.record, score, reasons) if reasons else None


class Pool:
    """What needs are matched with; `limits` are how many are kept from other countries and from the need's own."""

    def __init__(self, records: Sequence[Record], limits: tuple[int, int]) -> None:
        self._limits = limits
        self._countries = np.array([record.country for record in records], np.str_)
        self._cities = np.array([record.city or "" for record in records], np.str_)
        self._solution = np.array([record.kind is Kind.SOLUTION for record in records], np.bool_)
        self._maturity = np.array([maturity(record) for record in records], np.float64)

    def best(self, need: Record, columns: NDArray[np.int64], products: NDArray[np.float64]) -> list[Chosen]:
        """Return what is kept for the need, given the columns it shares something with."""
        kept = []
        columns, scores, groups = self._groups(need, columns, products, LEAST_SCORE)
        for kind, limit, chosen in groups:
            best = _first(scores[chosen], columns[chosen], limit)
            kept += [(kind, int(columns[each]), round(float(scores[each]), DIGITS)) for each in chosen[best]]
        return kept

    def likely(
        self, need: Record, columns: NDArray[np.int64], products: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return more than is kept, where the products are too small."""
        if len(products) > 2 * _LOOKED_AT:
            near = products >= np.partition(products, -_LOOKED_AT)[-_LOOKED_AT]
            columns, products = columns[near], products[near]
        columns, scores, groups = self._groups(need, columns, products, 0.0)
        kept = [
            columns[chosen[_first(scores[chosen], columns[chosen], _LIKELY * limit + _MORE)]]
            for _, limit, chosen in groups
        ]
        return np.sort(np.concatenate(kept))

    def _groups(
        self, need: Record, columns: NDArray[np.int64], products: NDArray[np.float64], least: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], list[tuple[MatchKind, int, NDArray[np.int64]]]]:
        scores = np.minimum(products * self._maturity[columns], 1.0).round(DIGITS)
        likely = scores >= least
        columns, scores = columns[likely], scores[likely]
        home = self._countries[columns] == need.country
        own_city = home & (self._cities[columns] == (need.city or "")) & bool(need.city)
        solution = self._solution[columns]
        abroad, at_home = self._limits
        groups = [
            (kind, limit, np.flatnonzero(fits & place))
            for kind, fits in (
                (MatchKind.EXPERIENCE, ~solution & ~own_city),
                (MatchKind.SOLUTION, solution),
            )
            for limit, place in ((abroad, ~home), (at_home, home))
        ]
        return columns, scores, groups


def _first(scores: NDArray[np.float64], columns: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the places of the highest scores, of equals those of the first columns: these are in order of id."""
    likely = np.arange(len(scores))
    if len(scores) > 4 * limit > 0:
        likely = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
    return likely[np.lexsort((columns[likely], -scores[likely]))][:limit]


def best_of(pool: Pool, known: Postings, needs: Sequence[Record], asked: Rows) -> Iterator[list[Chosen]]:
    """Yield for each need what is kept for it of those known, by kind, whether abroad, and falling score."""
    if known.is_whole:
        for need, (columns, products) in zip(needs, known.found(asked), strict=True):
            yield pool.best(need, columns, products)
        return
    likely: list[NDArray[np.int64]] = []
    for place, (need, found) in enumerate(zip(needs, known.found(asked), strict=True)):
        likely.append(pool.likely(need, *found))
        if len(likely) == _BLOCK or place == len(needs) - 1:
            first = place + 1 - len(likely)
            for each, scored in zip(needs[first:], known.scored(asked, first, likely), strict=False):
                yield pool.best(each, *scored)
            likely = []
