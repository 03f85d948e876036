"""Topics of another list than the engine's thesaurus, reached through the topics that the thesaurus gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tricity.language import Analysis, CollectionStatistics, Engine, FeatureKind, Thesaurus
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.values import TopicAssignment
from tricity.synthesis.vectors import Space
from tricity.synthesis.weighting import unit

NEARLY_BEST: Final = 0.8  # of the best-covered concept's weight, for another to count as meant by a label too


class Bridge:
    """Every label of the list as a row of thesaurus concepts: those it names, else those it covers best in part.

    Labels stay apart: a record on drones has all it needs for "drones, air mobility, delivery robots".
    """

    def __init__(self, topics: Thesaurus, engine: Engine, kinship: Kinship) -> None:
        self._kinship = kinship
        self._known = engine.thesaurus
        self._labels: list[tuple[str, dict[str, float]]] = []
        for concept_id in sorted(topics.concepts):
            for language, labels in topics[concept_id].labels.items():
                meant = [self._meant(engine.analyze_query(label, language)) for label in labels]
                self._labels += [(concept_id, weights) for weights in meant if weights]

        self._spread: dict[str, dict[str, float]] = {}
        for concept_id, weights in self._labels:
            known = self._spread.setdefault(concept_id, {})
            for key, value in kinship.spread(weights).items():
                known[key] = max(known.get(key, 0.0), value)

    def nearest(self, concept_id: str, topics: Iterable[TopicAssignment]) -> TopicAssignment | None:
        """Return which of a record's topics in the thesaurus speaks most for the listed topic, if any does."""
        meant = self._spread.get(concept_id, {})
        near = [
            (each.weight**2 * meant[each.concept_id], each) for each in topics if each.concept_id in meant
        ]
        return min(near, key=lambda pair: (-round(pair[0], 9), pair[1].concept_id))[1] if near else None

    def _meant(self, label: Analysis) -> dict[str, float]:
        found: dict[str, float] = {}
        for feature in label.features:
            if feature.kind is FeatureKind.CONCEPT:
                found[feature.key] = max(found.get(feature.key, 0.0), feature.weight)
        named = {key: weight for key, weight in found.items() if weight == 1.0}
        if named:
            return named
        best = max(found.values(), default=0.0)
        return {key: weight for key, weight in found.items() if weight >= NEARLY_BEST * best}

    def nearness(
        self, records: Sequence[Iterable[TopicAssignment]], statistics: CollectionStatistics
    ) -> Iterator[dict[str, float]]:
        """Yield for each record, given its topics in the thesaurus, the cosine with the nearest label of each topic."""
        labels = [self._row(weights, statistics) for _, weights in self._labels]
        space = Space(labels)
        # Squared, because weights are near each other while the main topic matters most.
        rows = [
            self._row({each.concept_id: each.weight**2 for each in topics}, statistics) for topics in records
        ]
        for _, columns, cosines in space.matrix(rows).products(space.matrix(labels)):
            best: dict[str, float] = {}
            for column, cosine in zip(columns, cosines, strict=True):
                key = self._labels[column][0]
                best[key] = max(best.get(key, 0.0), float(cosine))
            yield best

    def _row(self, weights: Mapping[str, float], statistics: CollectionStatistics) -> dict[str, float]:
        spread = self._kinship.spread(weights)
        return unit(
            {key: value * statistics.idf(f"{FeatureKind.CONCEPT}:{key}") for key, value in spread.items()}
        )
