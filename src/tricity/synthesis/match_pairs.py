"""Needs beside what fits them best, as numbers: why they fit is worked out for some at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.lines import Laid
from tricity.synthesis.match_reasons import reasons_of
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import Match, MatchKind, MatchReason, TopicAssignment
from tricity.synthesis.wordings import Wordings

CLOSE_SCORE: Final = 0.25
_BLOCK: Final = 2000  # pairs whose words are compared at a time


class MatchPairs:
    """Pairs by need, kind and falling score; a match is made of each when it is asked for."""

    def __init__(
        self,
        ordered: Sequence[AnalyzedRecord],
        topics_of: Mapping[str, Sequence[TopicAssignment]],
        wordings: Wordings,
        kinship: Kinship | None,
        needs: NDArray[np.int64],
        others: NDArray[np.int64],
        scores: NDArray[np.float64],
    ) -> None:
        """Take pairs in any order; records are named by their places."""
        self._records, self._wordings, self._kinship = [each.record for each in ordered], wordings, kinship
        self._topics = [topics_of.get(each.id, ()) for each in ordered]
        is_solution = np.array([each.kind is Kind.SOLUTION for each in self._records], np.bool_)
        # By kind as by its name: "experience" is before "solution".
        order = np.lexsort((others, -scores, is_solution[others], needs))
        self._needs, self._others, self._scores = needs[order], others[order], scores[order]

    def __len__(self) -> int:
        return len(self._needs)

    def made(self, first: int, last: int) -> Iterator[Match | None]:
        """Yield the matches of these pairs; None where nothing can be shown for one."""
        for start in range(first, last, _BLOCK):
            span = slice(start, min(start + _BLOCK, last))
            needs, others = self._needs[span], self._others[span]
            columns = needs.tolist(), others.tolist(), self._scores[span].tolist()
            shared = self._wordings.shared(needs, others)
            for need, other, score, words in zip(*columns, shared, strict=True):
                named = self._wordings.named(need, other, words)
                reasons = reasons_of(self._topics[need], self._topics[other], self._kinship, named)
                records = self._records[need], self._records[other]
                yield match_of(*records, score, reasons) if reasons else None

    def scores(self, kept: NDArray[np.int64]) -> Iterator[tuple[str, str, float]]:
        """Yield need, other record and score of the pairs of these numbers."""
        columns = (each[kept].tolist() for each in (self._needs, self._others, self._scores))
        for need, other, score in zip(*columns, strict=True):
            yield self._records[need].id, self._records[other].id, score


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
