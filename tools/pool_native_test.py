"""Pool candidates for judging: `python tools/pool_native_test.py QUERIES.jsonl > POOL.jsonl`.

Four systems answer each query: character n-grams over the records as written and over their renderings in the query's
language, and our engine with and without the thesaurus. Their first answers are written in random order, so that a
judge cannot tell who found what: {"id", "text", "pool": [record ids]}. How to judge: tests/quality/native/README.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from tricity.language import Engine, Thesaurus, parse_code
from tricity.language.evaluation.baselines import bm25, character_grams
from tricity.language.evaluation.topics import index_records, read_grades
from tricity.language.search_files import record_body, record_title
from tricity.language.trec import Query, Record, read_queries, read_records

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src/tricity/site/sample"
THESAURUS = ROOT / "src/tricity/terms/seed/thesaurus.jsonl"
KINDS = ("initiatives", "needs", "solutions")
System = Callable[[Sequence[Query]], list[list[str]]]  # the ids found for each query, best first


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("queries", type=Path, help="JSON Lines of id, lang and text")
    parser.add_argument("--sample", type=Path, default=SAMPLE, help="folder of records/ and renderings/")
    parser.add_argument("--judged", type=Path, help="judgements: leave out what they have")
    parser.add_argument("--depth", type=int, default=8, help="answers taken from each system")
    arguments = parser.parse_args()
    queries = list(read_queries(arguments.queries))
    records = [record for path in files(arguments.sample / "records") for record in read_records(path)]
    renderings = read_renderings(arguments.sample / "renderings")
    found = [system(queries) for system in systems(records, renderings, arguments.depth)]
    judged = read_grades(arguments.judged) if arguments.judged else {}
    chance = random.Random(1)
    for place, query in enumerate(queries):
        pool = {record_id for lists in found for record_id in lists[place]}
        left = sorted(pool - judged.get(query.id, {}).keys())
        chance.shuffle(left)
        print(json.dumps({"id": query.id, "text": query.text, "pool": left}, ensure_ascii=False))


def files(folder: Path) -> list[Path]:
    """The files of initiatives, needs and solutions."""
    return [path for kind in KINDS for path in sorted(folder.glob(f"*-{kind}.jsonl"))]


def read_renderings(folder: Path) -> dict[str, dict[str, str]]:
    """Language → record id → title and summary."""
    renderings: dict[str, dict[str, str]] = defaultdict(dict)
    for path in files(folder):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            text = f"{raw.get('title', '')}\n{raw.get('summary', '')}"
            renderings[parse_code(raw["language"])][raw["id"]] = text
    return renderings


def systems(records: list[Record], renderings: dict[str, dict[str, str]], depth: int) -> list[System]:
    return [
        lambda queries: by_characters(queries, records, {}, depth),
        lambda queries: by_characters(queries, records, renderings, depth),
        lambda queries: by_engine(queries, records, Engine(Thesaurus.from_jsonl(THESAURUS)), depth),
        lambda queries: by_engine(queries, records, Engine(), depth),
    ]


def by_characters(
    queries: Sequence[Query], records: list[Record], renderings: dict[str, dict[str, str]], depth: int
) -> list[list[str]]:
    """Search the renderings in each query's language, the record as written where there is none."""
    engine = Engine()
    ids = np.array([record.id for record in records])
    found: dict[str, list[str]] = {}
    for language in {query.language for query in queries}:
        held = renderings.get(language or "", {})
        texts = [held.get(record.id) or written(record) for record in records]
        asked = [query for query in queries if query.language == language]
        scores = bm25(
            [engine.analyze(query.text, language) for query in asked],
            [engine.analyze(text, language) for text in texts],
            character_grams,
        )
        for query, row in zip(asked, scores, strict=True):
            best = np.argsort(-row, kind="stable")[:depth]
            found[query.id] = [str(ids[place]) for place in best if row[place] > 0]
    return [found[query.id] for query in queries]


def written(record: Record) -> str:
    return f"{record_title(record.raw)}\n{record_body(record.raw)}"


def by_engine(queries: Sequence[Query], records: list[Record], engine: Engine, depth: int) -> list[list[str]]:
    index, _languages = index_records(engine, records)
    return [
        [hit.id for hit in index.search(engine.analyze_query(query.text, query.language), limit=depth).hits]
        for query in queries
    ]


if __name__ == "__main__":
    main()
