"""The places that each need has for what answers it, while records come that compete for them."""

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.footing import Footing
from tricity.synthesis.matches import LEAST_SCORE, Pool, best_of, maturity
from tricity.synthesis.postings import Postings
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import DIGITS, MatchKind
from tricity.synthesis.vectors import Rows, below

Pair = tuple[str, str]  # a need and what answers it
_Group = tuple[MatchKind, bool]  # and whether both are of one country


@dataclass(frozen=True, slots=True)
class Placed:
    """A place taken; whether anything can be shown for it is not asked yet."""

    kind: MatchKind
    need_id: str
    other_id: str
    score: float


class Places:
    """The best answers of each need, by kind and by whether both are of one country."""

    def __init__(self, footing: Footing, ordered: Sequence[AnalyzedRecord], vectors: Rows) -> None:
        """Take over the records of the full run, with what they are compared by."""
        self._footing = footing
        needs = [place for place, each in enumerate(ordered) if each.record.kind is Kind.NEED]
        others = [place for place, each in enumerate(ordered) if maturity(each.record) > 0]
        self._needs = [ordered[place].record for place in needs]
        self._others = [ordered[place].record for place in others]
        self._asking = vectors.take(np.array(needs, np.int64))
        self._offering = vectors.take(np.array(others, np.int64))
        self._pool = Pool(self._others, footing.limits)
        self._asked = Postings(self._asking, footing.width, len(ordered))
        self._offered = Postings(self._offering, footing.width, len(ordered))
        self._kept: dict[str, dict[_Group, list[tuple[float, str]]]] = {}  # falling scores, negative, and ids
        self._later: list[tuple[Record, Rows]] = []

    def begin(self) -> Iterator[Placed]:
        """Give each need of the full run what it found, by its lists; yield all places."""
        lists = Postings(self._offering, self._footing.width, self._footing.longest)
        every = best_of(self._pool, lists, self._needs, self._asking)
        for need, chosen in zip(self._needs, every, strict=True):
            self._kept[need.id] = {}
            for kind, column, score in chosen:
                yield self._place(kind, need, self._others[column], score)

    def add(self, record: Record, vector: Rows) -> tuple[list[Placed], list[Pair]]:
        """Let a new record ask, or compete; return the places taken, and the pairs that lost theirs."""
        if record.kind is Kind.NEED:
            found: tuple[list[Placed], list[Pair]] = self._asks(record, vector), []
        else:
            found = self._answers(record, vector) if maturity(record) > 0 else ([], [])
        self._later.append((record, vector))
        return found

    def _place(self, kind: MatchKind, need: Record, other: Record, score: float) -> Placed:
        group = kind, other.country == need.country
        self._kept[need.id].setdefault(group, []).append((-score, other.id))
        return Placed(kind, need.id, other.id, score)

    def _asks(self, need: Record, vector: Rows) -> list[Placed]:
        self._kept[need.id] = {}
        for kind, column, score in next(best_of(self._pool, self._offered, [need], vector)):
            self._place(kind, need, self._others[column], score)
        later = [(other, row) for other, row in self._later if maturity(other) > 0]
        for (other, _), product in zip(later, self._products(vector, later), strict=True):
            self._enter(need, other, _score(product, other))
        return [
            Placed(kind, need.id, key, -score)
            for (kind, _), some in self._kept[need.id].items()
            for score, key in some
        ]

    def _answers(self, other: Record, vector: Rows) -> tuple[list[Placed], list[Pair]]:
        placed: list[Placed] = []
        lost: list[Pair] = []
        for need, score in self._scores(other, vector):
            out = self._enter(need, other, score)
            if out is not None:
                placed.append(Placed(kind_of(other), need.id, other.id, score))
                lost += [(need.id, key) for key in out]
        return placed, lost

    def _scores(self, other: Record, vector: Rows) -> Iterator[tuple[Record, float]]:
        places, products = next(self._asked.found(vector))
        scores = np.round(np.minimum(products * maturity(other), 1.0), DIGITS)
        likely = scores >= LEAST_SCORE
        for place, score in zip(places[likely].tolist(), scores[likely].tolist(), strict=True):
            yield self._needs[place], round(score, DIGITS)
        later = [(need, row) for need, row in self._later if need.kind is Kind.NEED]
        for (need, _), product in zip(later, self._products(vector, later), strict=True):
            yield need, _score(product, other)

    def _products(self, vector: Rows, later: Sequence[tuple[Record, Rows]]) -> list[float]:
        if not later:
            return []
        width = self._footing.width
        one = vector.take(np.zeros(len(later), np.int64)).matrix(width)
        found: list[float] = one.dots(below([row for _, row in later]).matrix(width)).tolist()
        return found

    def _enter(self, need: Record, other: Record, score: float) -> list[str] | None:
        """Let the other record compete for the need's places; return who lost theirs, None if it got none."""
        own_city = need.city and other.city == need.city and other.country == need.country
        if score < LEAST_SCORE or (own_city and other.kind is not Kind.SOLUTION):
            return None
        group = kind_of(other), need.country == other.country
        some = self._kept[need.id].setdefault(group, [])
        limit = self._footing.limits[group[1]]
        insort(some, (-score, other.id))
        lost = [key for _, key in some[limit:]]
        del some[limit:]
        return None if other.id in lost else lost


def _score(product: float, other: Record) -> float:
    return round(float(np.round(min(product * maturity(other), 1.0), DIGITS)), DIGITS)


def kind_of(other: Record) -> MatchKind:
    """Return which kind of match an answer makes."""
    return MatchKind.SOLUTION if other.kind is Kind.SOLUTION else MatchKind.EXPERIENCE
