"""How alike two analysed texts are, for matching record with record."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tricity.language.features import KIND_WEIGHTS, Analysis


@dataclass(slots=True)
class CollectionStatistics:
    """In how many of `documents` texts each term occurs."""

    documents: int = 0
    frequencies: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, analyses: Iterable[Analysis]) -> "CollectionStatistics":
        """Count the analyses."""
        statistics = cls()
        for analysis in analyses:
            statistics.add(analysis)
        return statistics

    def add(self, analysis: Analysis) -> None:
        """Count one more text."""
        self.documents += 1
        self.frequencies.update({feature.term for feature in analysis.features})

    def idf(self, term: str) -> float:
        """Return ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25; always positive."""
        count = self.frequencies[term]
        return math.log(1 + (max(self.documents, count) - count + 0.5) / (count + 0.5))


def vector(analysis: Analysis, idf: CollectionStatistics) -> dict[str, float]:
    """Return the text's terms weighted by kind, certainty, damped frequency and rarity; of length 1."""
    sums: dict[str, float] = {}
    kinds: dict[str, float] = {}
    for feature in analysis.features:
        sums[feature.term] = sums.get(feature.term, 0.0) + feature.weight
        kinds[feature.term] = KIND_WEIGHTS[feature.kind]
    weights = {term: kinds[term] * math.log1p(total) * idf.idf(term) for term, total in sums.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def similarity(a: Analysis, b: Analysis, idf: CollectionStatistics) -> float:
    """Return the cosine of the two weighted vectors, 0 to 1, symmetric."""
    one, other = vector(a, idf), vector(b, idf)
    if len(other) < len(one):
        one, other = other, one
    return min(1.0, math.fsum(sorted(weight * other[term] for term, weight in one.items() if term in other)))
