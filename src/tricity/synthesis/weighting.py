"""Weighted terms of a record: what both topics and matches compare by."""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from tricity.language import Analysis, CollectionStatistics, FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord

TITLE_WEIGHT: Final = 3.0  # a title says what a record is about; a summary mentions much besides
KIND_WEIGHTS: Final[Mapping[FeatureKind, float]] = {
    FeatureKind.CONCEPT: 1.6,
    FeatureKind.HAN: 1.0,
    FeatureKind.WORD: 0.7,
    FeatureKind.LATIN: 0.9,
    FeatureKind.LOAN: 0.8,
    FeatureKind.GRAM: 0.35,
}
"""Names and numbers are left out: that two texts speak of the same city or year does not make them alike."""


def term_row(record: AnalyzedRecord, statistics: CollectionStatistics) -> dict[str, float]:
    """Return the record's terms weighted by kind, place, damped frequency and rarity; of length 1."""
    return weighted(((record.title, TITLE_WEIGHT), (record.summary, 1.0)), statistics)


def weighted(
    parts: Iterable[tuple[Analysis, float]], statistics: CollectionStatistics | None
) -> dict[str, float]:
    """Return the terms of weighted texts, of length 1; without statistics every term is equally rare."""
    sums: dict[str, float] = {}
    kinds: dict[str, float] = {}
    for analysis, part_weight in parts:
        for feature in analysis.features:
            kind_weight = KIND_WEIGHTS.get(feature.kind)
            if kind_weight is not None:
                term = feature.term
                sums[term] = sums.get(term, 0.0) + part_weight * feature.weight
                kinds[term] = kind_weight
    rarity = statistics.idf if statistics is not None else lambda term: 1.0
    return unit({term: kinds[term] * math.log1p(total) * rarity(term) for term, total in sums.items()})


def unit(row: Mapping[str, float]) -> dict[str, float]:
    """Return the row scaled to length 1, in order of term; a row of zeros becomes empty."""
    length = math.sqrt(math.fsum(weight * weight for weight in row.values()))
    return {term: row[term] / length for term in sorted(row)} if length else {}
