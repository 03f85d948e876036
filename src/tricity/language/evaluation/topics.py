"""Topics asked in one language, records of every language: nDCG@10, as TREC judges it, with intervals.

Linear gain (2, 1, 0); the ideal ranking is of the records judged in the language asked about. The cross-language
mean is over the cells whose query language is not the records'.
"""

import json
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tricity.language.codes import parse_code
from tricity.language.engine import Engine
from tricity.language.index import IndexDocument, SearchIndex
from tricity.language.search_files import record_body, record_title
from tricity.language.text_vectors import TextVectors
from tricity.language.trec import Record

DEPTH: Final = 10
_SAMPLES: Final = 1000
Cells = Mapping[tuple[str, str], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class TopicScores:
    """nDCG@10 by (query language, record language) and topic; `merged` of one list over all, by query language."""

    cells: Cells
    merged: Mapping[str, Mapping[str, float]]

    def cross(self) -> Cells:
        """The cells of two different languages."""
        return {cell: topics for cell, topics in self.cells.items() if cell[0] != cell[1]}

    def same(self) -> Cells:
        """The cells of one language."""
        return {cell: topics for cell, topics in self.cells.items() if cell[0] == cell[1]}

    def merged_mean(self) -> float:
        """The mean over query languages of the merged list."""
        return _mean([_mean(topics.values()) for topics in self.merged.values()])


def evaluate_topics(
    engine: Engine, folder: Path, records: Iterable[Record], vectors: TextVectors | None = None
) -> TopicScores:
    """Ask the queries.jsonl of the folder, judge by its qrels.txt.

    `vectors` are those of an encoder; without, the shipped lexicon's. Raises OSError, EncoderUnavailable
    and ValueError.
    """
    grades = read_grades(folder / "qrels.txt")
    index, languages = index_records(engine, records, vectors)
    cells: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    merged: dict[str, dict[str, float]] = defaultdict(dict)
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        asked_in, topic = parse_code(raw["lang"]), raw.get("topic", raw["id"])
        query = engine.analyze_query(raw["text"], asked_in)
        judged = grades.get(raw["id"], {})
        if any(judged.values()):
            hits = [hit.id for hit in index.search(query, limit=DEPTH).hits]
            merged[asked_in][topic] = ndcg(hits, judged)
        for language in sorted(set(languages.values())):
            own = {key: grade for key, grade in judged.items() if languages.get(key) == language}
            if any(own.values()):
                found = index.search(query, filters={"language": [language]}, limit=DEPTH)
                cells[asked_in, language][topic] = ndcg([hit.id for hit in found.hits], own)
    return TopicScores(cells, merged)


def read_grades(path: Path) -> dict[str, dict[str, int]]:
    """Read TREC judgements: query id → record id → grade."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        query_id, _, record_id, grade = line.split()
        grades[query_id][record_id] = int(grade)
    return grades


def index_records(
    engine: Engine, records: Iterable[Record], vectors: TextVectors | None = None
) -> tuple[SearchIndex, dict[str, str]]:
    """Return an index in memory of the initiatives, needs and solutions, and the language of each."""
    index = SearchIndex.open(None, facets=("language",), vectors=vectors)
    languages: dict[str, str] = {}
    documents = []
    for record in records:
        if record.raw.get("kind") in ("initiative", "need", "solution"):
            languages[record.id] = record.language or ""
            title = engine.analyze(record_title(record.raw), record.language)
            body = engine.analyze(record_body(record.raw), record.language)
            documents.append(IndexDocument(record.id, title, body, language=record.language or ""))
    index.update(documents)
    return index, languages


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 with linear gain, 0 to 1."""
    gain = sum(grades.get(key, 0) / math.log2(rank + 2) for rank, key in enumerate(ranked[:DEPTH]))
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    ideal = sum(grade / math.log2(rank + 2) for rank, grade in enumerate(best))
    return gain / ideal if ideal else 0.0


def mean_of(cells: Cells) -> float:
    """Return the mean of the cells' means, 0 to 1."""
    return _mean([_mean(scores.values()) for scores in cells.values()])


def interval(cells: Cells) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of `mean_of` over 1,000 samples of the topics."""
    topics = sorted({topic for scores in cells.values() for topic in scores})
    chance = random.Random(20)  # noqa: S311 - for statistics, always the same
    means = []
    for _ in range(_SAMPLES):
        drawn = chance.choices(topics, k=len(topics))
        means.append(
            _mean([_mean([scores[topic] for topic in drawn if topic in scores]) for scores in cells.values()])
        )
    means.sort()
    return means[int(0.025 * _SAMPLES)], means[int(0.975 * _SAMPLES)]


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
