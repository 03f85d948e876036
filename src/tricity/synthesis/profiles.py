"""The words a topic is recognised by where none of its labels stands in the text."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Analysis, CollectionStatistics, Concept, Engine, FeatureKind, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.term_rows import Counted
from tricity.synthesis.vectors import Rows, Space
from tricity.synthesis.weighting import KIND_WEIGHTS, TITLE_WEIGHT, unit

PREFERRED: Final = 1.0
ALTERNATIVE: Final = 0.7
DEFINITION: Final = 0.3
TOGETHER: Final = 1_000  # labels the segmenters are given at once


class Profiles:
    """The terms of every concept's labels and definitions, in all their languages."""

    def __init__(self, thesaurus: Thesaurus, engine: Engine, own: bool) -> None:
        kinds = set(KIND_WEIGHTS)
        if own:  # the engine has found the labels already: a concept is not to be counted twice
            kinds.discard(FeatureKind.CONCEPT)
        self._kinds = frozenset(kinds)
        self._left_out = FeatureKind.CONCEPT if own else None
        self.ids = sorted(thesaurus.concepts)
        raw = self._terms([thesaurus[concept_id] for concept_id in self.ids], engine, own)
        frequencies = Counter(term for row in raw for term in row)
        rarity = {term: math.log1p(len(raw) / count) for term, count in frequencies.items()}
        self.rows = [unit({term: weight * rarity[term] for term, weight in row.items()}) for row in raw]
        self.places = {concept_id: index for index, concept_id in enumerate(self.ids)}
        self._space = Space(self.rows)
        self._matrix = self._space.matrix(self.rows)

    def _terms(self, concepts: Sequence[Concept], engine: Engine, own: bool) -> list[dict[str, float]]:
        found: list[dict[str, float]] = [{} for _ in concepts]
        texts = (
            (terms, *text) for terms, concept in zip(found, concepts, strict=True) for text in _texts(concept)
        )
        while together := list(islice(texts, TOGETHER)):
            asked = [(text, language) for _, text, language, _ in together]
            analyses = engine.analyze_all(asked) if own else (engine.analyze_query(*each) for each in asked)
            for (terms, _, _, weight), analysis in zip(together, analyses, strict=True):
                for term, value in self._of(analysis).items():
                    terms[term] = max(terms.get(term, 0.0), weight * value)
        return found

    def _of(self, analysis: Analysis) -> dict[str, float]:
        sums: dict[str, float] = {}
        for feature in analysis.features:
            if feature.kind in self._kinds:
                sums[feature.term] = sums.get(feature.term, 0.0) + KIND_WEIGHTS[feature.kind] * feature.weight
        return sums

    def row(self, record: AnalyzedRecord, statistics: CollectionStatistics) -> dict[str, float]:
        """Return the record's terms that any profile knows; of length 1 before the unknown ones are dropped."""
        sums = {term: TITLE_WEIGHT * value for term, value in self._of(record.title).items()}
        for term, value in self._of(record.summary).items():
            sums[term] = sums.get(term, 0.0) + value
        return unit({term: math.log1p(value) * statistics.idf(term) for term, value in sums.items()})

    def rows_of(self, counted: Counted, rarity: NDArray[np.float64]) -> Rows:
        """Return the rows of many records, as `row` has them, by column of the profiles."""
        known = self._space.columns
        columns = counted.vocabulary.table("profiles", self, lambda term: known.get(term, -1))
        return counted.likeness(rarity, columns.astype(np.int64), self._left_out)

    def alike_to(self, rows: Rows) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Yield for each row the places in `ids` of the concepts it shares a term with, and the cosines."""
        for _, columns, cosines in rows.matrix(len(self._space.columns)).products(self._matrix):
            yield columns, cosines

    def row_of(self, concept_id: str) -> Mapping[str, float]:
        """Return the weighted terms of one concept."""
        return self.rows[self.places[concept_id]]

    def alike(self, most: int) -> dict[str, dict[str, float]]:
        """Return for each concept the cosines with at most `most` others worded most alike."""
        found = {}
        for index, columns, cosines in self._matrix.products(self._matrix):
            pairs = [(float(v), self.ids[c]) for c, v in zip(columns, cosines, strict=True) if c != index]
            pairs.sort(key=lambda pair: (-round(pair[0], 9), pair[1]))
            found[self.ids[index]] = {key: cosine for cosine, key in pairs[:most]}
        return found


def _texts(concept: Concept) -> Iterator[tuple[str, str, float]]:
    for language, labels in concept.labels.items():
        for index, label in enumerate(labels):
            yield label, language, ALTERNATIVE if index else PREFERRED
    for language, definition in concept.definition.items():
        yield definition, language, DEFINITION
