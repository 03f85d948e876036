"""A record as one vector in which likeness of topics, of meaning and of wording add up to one score."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.kinship import rare
from tricity.synthesis.neighbours import nearest, smoothed
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import TopicAssignment
from tricity.synthesis.weighting import term_row

# Shares of the score. Each part is of length 1, so the dot product of two records is the weighted sum of cosines.
TOPICS: Final = 0.5
MEANING: Final = 0.25
WORDS: Final = 0.25
MOST_MEANINGS: Final = 25  # dimensions of meaning kept for one record
_Part = tuple[str, float, list[dict[str, float]]]  # name, share of the score, a row for each record


@dataclass(frozen=True, slots=True)
class MatchingRow:
    """`vector` is what scores; `words` are the record's weighted terms alone, for saying why."""

    vector: Mapping[str, float]
    words: Mapping[str, float]


def matching_rows(
    ordered: Sequence[AnalyzedRecord],
    topics_of: Mapping[str, Sequence[TopicAssignment]],
    statistics: CollectionStatistics,
    model: TopicModel | None,
) -> list[MatchingRow]:
    """Return the records' rows, in their order.

    Topics lend weight to their kin. Meaning is the likeness with every topic's profile (explicit semantic analysis,
    Gabrilovich and Markovitch, IJCAI 2007, over the thesaurus instead of an encyclopedia). Where the topics are not
    those of the engine's thesaurus, the latter's count for half. Half of a row is lent by the records nearest to it,
    which are sought by the engine's own topics: a short list of topics tells records apart less well.
    """
    words = [term_row(each, statistics) for each in ordered]
    shared: list[_Part] = [("", WORDS, words)]
    own = _topic_rows([topics_of.get(each.id, ()) for each in ordered], model)
    background = model.background if model is not None else None
    speaking = background or model
    if speaking is not None:
        shared.append(("meaning:", MEANING, _meaning_rows(ordered, speaking, statistics)))
    if background is None:
        rows = _joined([*shared, ("topic:", TOPICS, own)])
        near = nearest(rows)
    else:
        topics = by_record(background.assign(ordered, statistics))
        known = _topic_rows([topics.get(each.id, ()) for each in ordered], background)
        rows = _joined([*shared, ("known:", TOPICS / 2, known), ("topic:", TOPICS / 2, own)])
        near = nearest(_joined([*shared, ("known:", TOPICS, known)]))
    return [MatchingRow(row, said) for row, said in zip(smoothed(rows, near), words, strict=True)]


def _joined(parts: Sequence[_Part]) -> list[dict[str, float]]:
    """Return the parts' rows side by side, each dimension named for its part."""
    rows: list[dict[str, float]] = [{} for _ in parts[0][2]]
    for name, share, part in parts:
        for row, mine in zip(rows, part, strict=True):
            row |= {f"{name}{key}": math.sqrt(share) * value for key, value in mine.items()}
    return rows


def _topic_rows(
    topics: Iterable[Iterable[TopicAssignment]], model: TopicModel | None
) -> list[dict[str, float]]:
    weights = [{each.concept_id: each.weight for each in mine} for mine in topics]
    spread = weights if model is None else [model.kinship.spread(mine) for mine in weights]
    return rare(spread, len(weights))


def _meaning_rows(
    ordered: Sequence[AnalyzedRecord], model: TopicModel, statistics: CollectionStatistics
) -> list[dict[str, float]]:
    rows = [model.profiles.row(each, statistics) for each in ordered]
    found = []
    for cosines in model.profiles.similarities(rows):
        best = sorted(cosines.items(), key=lambda item: (-round(item[1], 9), item[0]))[:MOST_MEANINGS]
        found.append(dict(best))
    return rare(found, len(found))
