"""A record as one vector in which likeness of topics, of meaning and of wording add up to one score."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from tricity.language import CollectionStatistics
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.kinship import rarity
from tricity.synthesis.neighbours import LONGEST_LIST, SOUGHT_BY, nearest_in, smoothed_rows
from tricity.synthesis.postings import Postings
from tricity.synthesis.profiles import Profiles
from tricity.synthesis.term_rows import Counted, count_terms
from tricity.synthesis.topics import TopicModel, by_record
from tricity.synthesis.values import TopicAssignment
from tricity.synthesis.vectors import Rows, below, beside

# Shares of the score. Each part is of length 1, so the dot product of two records is the weighted sum of cosines.
TOPICS: Final = 0.5
MEANING: Final = 0.25
WORDS: Final = 0.25
MOST_MEANINGS: Final = 25  # dimensions of meaning kept for one record
_BLOCK: Final = 4096
Topics = Mapping[str, Sequence[TopicAssignment]]


@dataclass(frozen=True, slots=True)
class MatchingRow:
    """`vector` is what scores; `words` are the record's weighted terms alone, for saying why."""

    vector: Mapping[str, float]
    words: Mapping[str, float]


class MatchingRows(Sequence[MatchingRow]):
    """The rows of many records: `vectors` over `width` columns, and `words`, whose columns are numbers of terms."""

    def __init__(self, vectors: Rows, words: Rows, rules: "RowRules") -> None:
        self.vectors, self.words, self.rules = vectors, words, rules

    @property
    def width(self) -> int:
        """How many columns the vectors have."""
        return len(self.rules.names)

    def __len__(self) -> int:
        return len(self.vectors)

    @overload
    def __getitem__(self, place: int) -> MatchingRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[MatchingRow]: ...
    def __getitem__(self, place: int | slice) -> MatchingRow | list[MatchingRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return MatchingRow(
            _named(self.vectors, place, self.rules.names),
            _named(self.words, place, self.rules.counted.vocabulary.terms),
        )


def _named(rows: Rows, place: int, names: Sequence[str]) -> dict[str, float]:
    span = rows.span(place)
    entries = zip(rows.columns[span].tolist(), rows.values[span].tolist(), strict=True)
    return {names[column]: value for column, value in entries}


def matching_rows(
    ordered: Sequence[AnalyzedRecord],
    topics_of: Topics,
    statistics: CollectionStatistics,
    model: TopicModel | None,
    counted: Counted | None = None,
) -> MatchingRows:
    """Return the records' rows, in their order.

    Topics lend weight to their kin. Meaning is the likeness with every topic's profile (explicit semantic analysis,
    Gabrilovich and Markovitch, IJCAI 2007, over the thesaurus instead of an encyclopedia). Where the topics are not
    those of the engine's thesaurus, the latter's count for half. Half of a row is lent by the records nearest to it,
    which are sought by the engine's own topics: a short list of topics tells records apart less well.
    """
    counted = counted or count_terms(ordered)
    return RowRules(ordered, topics_of, statistics, model, counted).own_rows()


class RowRules:
    """How rows are made of records, learnt from a collection: what is rare in it, and what it lends.

    Columns are named as dimensions are, and in the order of their names; terms met later come behind.
    """

    def __init__(
        self,
        ordered: Sequence[AnalyzedRecord],
        topics_of: Topics,
        statistics: CollectionStatistics,
        model: TopicModel | None,
        counted: Counted,
    ) -> None:
        self.model, self.statistics, self.counted = model, statistics, counted
        self.background = model.background if model is not None else None
        self._speaking = self.background or model
        self.words = counted.words(counted.rarity(statistics))
        self._ids = _concept_ids(topics_of, model)
        parts = self._parts(ordered, topics_of, counted)
        self._rarities = {name: rarities(part, self._width(name)) for name, part in parts.items()}
        terms = counted.vocabulary.terms
        every = [*terms, *(f"{name}{key}" for name in self._ids for key in self._ids[name])]
        order = sorted(range(len(every)), key=every.__getitem__)
        self.names = [every[place] for place in order]
        ranks = np.empty(len(every), np.int64)
        ranks[order] = np.arange(len(every))
        self._columns = {"": ranks[: len(terms)]}
        first = len(terms)
        for name, ids in self._ids.items():
            self._columns[name] = ranks[first : first + len(ids)]
            first += len(ids)
        self.rows, sought = self._joined(self.words, parts)
        self.short = sought.heaviest(SOUGHT_BY)
        self.known = Postings(self.short, len(self.names), LONGEST_LIST)
        self.place_of = {each.id: place for place, each in enumerate(ordered)}

    def own_rows(self) -> MatchingRows:
        """Return the rows of the collection itself, in its order."""
        near = list(nearest_in(self.known, self.short, range(len(self.rows))))
        return MatchingRows(smoothed_rows(self.rows, self.rows, near, len(self.names)), self.words, self)

    def rows_of(self, ordered: Sequence[AnalyzedRecord], topics_of: Topics, counted: Counted) -> MatchingRows:
        """Return the rows of records that the collection may not have, made as its own were: by what is rare in it, and lent
        by it alone. They may bring new terms.
        """
        new = counted.vocabulary.terms[len(self._columns[""]) :]
        added = np.arange(len(self.names), len(self.names) + len(new))
        self._columns[""] = np.concatenate([self._columns[""], added])
        self.names += new
        words = counted.words(counted.rarity(self.statistics))
        rows, sought = self._joined(words, self._parts(ordered, topics_of, counted))
        own = [self.place_of.get(each.id, -1) for each in ordered]
        near = list(nearest_in(self.known, sought.heaviest(SOUGHT_BY), own))
        return MatchingRows(smoothed_rows(rows, self.rows, near, len(self.names)), words, self)

    def _width(self, name: str) -> int:
        return len(self._ids[name])

    def _parts(
        self, ordered: Sequence[AnalyzedRecord], topics_of: Topics, counted: Counted
    ) -> dict[str, Rows]:
        """Return what records are about, before it is weighted by rarity."""
        found = {"topic:": self._topics("topic:", ordered, topics_of, self.model)}
        if self._speaking is not None:
            found["meaning:"] = _meaning(self._speaking.profiles, counted, self.statistics)
        if self.background is not None:
            known = by_record(self.background.assign(ordered, self.statistics, counted))
            found["known:"] = self._topics("known:", ordered, known, self.background)
        return found

    def _topics(
        self, name: str, ordered: Sequence[AnalyzedRecord], topics_of: Topics, model: TopicModel | None
    ) -> Rows:
        at = self._ids[name]
        rows = []
        for each in ordered:
            weights = {topic.concept_id: topic.weight for topic in topics_of.get(each.id, ())}
            spread = weights if model is None else model.kinship.spread(weights)
            rows.append({at[key]: weight for key, weight in spread.items() if key in at})
        return numbered(rows)

    def _joined(self, words: Rows, parts: Mapping[str, Rows]) -> tuple[Rows, Rows]:
        """Return whole rows, and those that neighbours are sought by."""
        weighted = {name: _rare(part, self._rarities[name]) for name, part in parts.items()}
        shared = [self._placed("", WORDS, words)]
        if "meaning:" in parts:
            shared.append(self._placed("meaning:", MEANING, weighted["meaning:"]))
        if "known:" not in parts:
            rows = beside([*shared, self._placed("topic:", TOPICS, weighted["topic:"])])
            return rows, rows
        known, topics = weighted["known:"], weighted["topic:"]
        halves = [self._placed("known:", TOPICS / 2, known), self._placed("topic:", TOPICS / 2, topics)]
        return beside([*shared, *halves]), beside([*shared, self._placed("known:", TOPICS, known)])

    def _placed(self, name: str, share: float, part: Rows) -> Rows:
        return part.scaled(math.sqrt(share), self._columns[name])


def _concept_ids(topics_of: Topics, model: TopicModel | None) -> dict[str, dict[str, int]]:
    """Return the number of each concept a row may name, by part."""
    assigned = {topic.concept_id for topics in topics_of.values() for topic in topics}
    own = set(model.thesaurus.concepts) if model is not None else set()
    speaking = (model.background or model) if model is not None else None
    known = speaking.profiles.ids if speaking is not None else []
    numbers = {key: number for number, key in enumerate(known)}
    return {
        "topic:": {key: number for number, key in enumerate(sorted(assigned | own))},
        "meaning:": numbers,
        "known:": numbers,
    }


def numbered(rows: Sequence[Mapping[int, float]]) -> Rows:
    """Return rows given by number of column."""
    starts, columns, values = [0], [], []
    for row in rows:
        for column in sorted(row):
            columns.append(column)
            values.append(row[column])
        starts.append(len(columns))
    return Rows(np.array(starts, np.int64), np.array(columns, np.int64), np.array(values, np.float64))


def _meaning(profiles: Profiles, counted: Counted, statistics: CollectionStatistics) -> Rows:
    rows = profiles.rows_of(counted, counted.rarity(statistics))
    found = []
    for first in range(0, len(rows), _BLOCK):
        alike = list(profiles.alike_to(rows.take(np.arange(first, min(first + _BLOCK, len(rows))))))
        starts = np.concatenate([[0], np.cumsum([len(columns) for columns, _ in alike])]).astype(np.int64)
        columns = np.concatenate([columns for columns, _ in alike])
        cosines = np.concatenate([cosines for _, cosines in alike])
        found.append(Rows(starts, columns, cosines).heaviest(MOST_MEANINGS))
    return below(found) if found else rows


def rarities(rows: Rows, width: int) -> NDArray[np.float64]:
    """Return the rarity of each column, as `kinship.rarities` has it."""
    order = np.argsort(rows.columns, kind="stable")
    ends = np.cumsum(np.bincount(rows.columns, minlength=width))
    weights = np.minimum(1.0, rows.values[order]).tolist()
    return np.array(
        [
            rarity(math.fsum(weights[first:end]), len(rows))
            for first, end in zip([0, *ends.tolist()], ends.tolist(), strict=False)
        ],
        np.float64,
    )


def _rare(rows: Rows, rarity_of: NDArray[np.float64]) -> Rows:
    return Rows(rows.starts, rows.columns, rows.values * rarity_of[rows.columns]).unit()
