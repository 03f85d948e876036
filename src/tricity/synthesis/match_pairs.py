"""Needs beside what fits them best, as numbers: why they fit is worked out for some at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.lines import Laid
from tricity.synthesis.pair_reasons import PairReasons
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import Match, MatchKind, MatchReason

CLOSE_SCORE: Final = 0.25


class MatchPairs:
    """Pairs by need, kind and falling score; a match is made of each when it is asked for."""

    def __init__(
        self,
        why: PairReasons,
        needs: NDArray[np.int64],
        others: NDArray[np.int64],
        scores: NDArray[np.float64],
    ) -> None:
        """Take pairs in any order; records are named by their places."""
        self._why = why
        is_solution = np.array([each.kind is Kind.SOLUTION for each in why.records], np.bool_)
        # By kind as by its name: "experience" is before "solution".
        order = np.lexsort((others, -scores, is_solution[others], needs))
        self._needs, self._others, self._scores = needs[order], others[order], scores[order]

    def __len__(self) -> int:
        return len(self._needs)

    def made(self, first: int, last: int) -> Iterator[Match | None]:
        """Yield the matches of these pairs; None where nothing can be shown for one."""
        span, records = slice(first, last), self._why.records
        found = self._why.of(self._needs[span], self._others[span])
        for (need, other, reasons), score in zip(found, self._scores[span], strict=True):
            yield match_of(records[need], records[other], float(score), reasons) if reasons else None

    def scores(self, kept: NDArray[np.int64]) -> Iterator[tuple[str, str, float]]:
        """Yield need, other record and score of the pairs of these numbers."""
        records = self._why.records
        columns = (each[kept].tolist() for each in (self._needs, self._others, self._scores))
        for need, other, score in zip(*columns, strict=True):
            yield records[need].id, records[other].id, score


def match_of(need: Record, other: Record, score: float, reasons: tuple[MatchReason, ...]) -> Match:
    """Return the match of two records."""
    kind = MatchKind.SOLUTION if other.kind is Kind.SOLUTION else MatchKind.EXPERIENCE
    same_country = need.country == other.country
    return Match(kind, need.id, other.id, score, score >= CLOSE_SCORE, same_country, reasons)


@runtime_checkable
class Scored(Protocol):
    """Pairs whose scores are known without making matches of them."""

    def scores(self, kept: NDArray[np.int64]) -> Iterator[tuple[str, str, float]]:
        """Yield need, other record and score of the pairs of these numbers."""
        ...


def fits_of(matches: Iterable[Match]) -> dict[str, dict[str, float]]:
    """Return the scores of the matches, by the other record and then by need."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    if isinstance(matches, Laid) and isinstance(matches.pairs, Scored):
        triples = matches.pairs.scores(matches.kept)
    else:
        triples = ((each.need_id, each.other_id, each.score) for each in matches)
    for need, other, score in triples:
        found[other][need] = score
    return found
