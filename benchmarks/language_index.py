"""Build and query times of the search index at a given size, on mixtures of real analyses.

    python benchmarks/language_index.py RECORDS.jsonl… [--documents 100000] [--folder DIR]

Every document is made of a third of the features of each of three records of one language.
Prints analysis speed, build time, size, and milliseconds (median, p95) per kind of search, query
analysis not included.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tricity.language import Analysis, Engine, IndexDocument, SearchIndex, Thesaurus
from tricity.language.search_files import record_body, record_title
from tricity.language.trec import read_records

FACETS = ("country", "kind", "topic", "status", "horizon", "city", "organization", "language")
QUERIES = (
    "智能停车",
    "高齢者の見守り",
    "교통 신호 제어",
    "charging stations for electric cars",
    "城市内涝监测预警平台",
    "AI",
)
SEED = 20


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--thesaurus", type=Path)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    engine = Engine(Thesaurus.from_jsonl(arguments.thesaurus) if arguments.thesaurus else None)
    records = [
        record for path in arguments.records for record in read_records(path) if record_title(record.raw)
    ]
    engine.analyze("数据", "zh-hans"), engine.analyze("データ", "ja"), engine.analyze("데이터", "ko")
    start = time.perf_counter()
    pool = [
        (
            engine.analyze(record_title(record.raw), record.language),
            engine.analyze(record_body(record.raw), record.language),
        )
        for record in records
    ]
    elapsed = time.perf_counter() - start
    print(
        f"analysis: {len(pool) / elapsed:.0f} records/s, {sum(len(body.text) for _, body in pool)} characters"
    )
    print(f"memory with all segmenters: {rss_mb()} MB")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        index = SearchIndex.open(folder, FACETS)
        start = time.perf_counter()
        index.update(documents(pool, arguments.documents))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"build: {time.perf_counter() - start:.1f} s for {len(index)}, {size / 1e6:.0f} MB on disk")
        measure(engine, index)
    print(f"memory at the end: {rss_mb()} MB")


def documents(pool: list[tuple[Analysis, Analysis]], count: int) -> Iterator[IndexDocument]:
    """Yield synthetic documents; the same for the same pool."""
    chance = random.Random(SEED)
    by_language: dict[str, list[tuple[Analysis, Analysis]]] = {}
    for title, body in pool:
        by_language.setdefault(title.language, []).append((title, body))
    languages = sorted(by_language)
    for number in range(count):
        language = chance.choice(languages)
        mixed = chance.choices(by_language[language], k=3)
        features = tuple(feature for _, body in mixed for feature in body.features if chance.random() < 1 / 3)
        yield IndexDocument(
            f"document-{number}",
            mixed[0][0],
            replace(mixed[0][1], features=features),
            facets={
                "country": [language],
                "kind": [chance.choice(("initiative", "need", "solution"))],
                "topic": chance.choices(range_names("topic", 150), k=2),
                "status": [chance.choice(("planned", "pilot", "operating", "completed"))],
                "horizon": [chance.choice(("short", "long"))],
                "city": [chance.choice(range_names("city", 700))],
                "organization": chance.choices(range_names("organization", 2000), k=2),
            },
            visibility=["public"] if chance.random() < 0.95 else ["draft"],
            sort=chance.randrange(10**9),
        )


def range_names(word: str, count: int) -> list[str]:
    """Return word-0 … word-(count - 1)."""
    if (word, count) not in _NAMES:
        _NAMES[word, count] = [f"{word}-{number}" for number in range(count)]
    return _NAMES[word, count]


_NAMES: dict[tuple[str, int], list[str]] = {}


def measure(engine: Engine, index: SearchIndex) -> None:
    """Print the times of each kind of search."""
    narrow = {"country": ["ja"], "status": ["planned", "pilot"]}
    shown("browse", [lambda: index.search(limit=20)])
    shown("browse, 8 facets", [lambda: index.search(limit=20, counts=FACETS)])
    shown("browse, 2 filters, 8 facets", [lambda: index.search(limit=20, filters=narrow, counts=FACETS)])
    asked = [engine.analyze_query(text) for text in QUERIES]
    shown("query", [lambda each=each: index.search(each, limit=20) for each in asked])
    shown(
        "query, 8 facets", [lambda each=each: index.search(each, limit=20, counts=FACETS) for each in asked]
    )
    shown(
        "query, 2 filters, 8 facets",
        [lambda each=each: index.search(each, limit=20, filters=narrow, counts=FACETS) for each in asked],
    )
    for text in QUERIES:
        times = timed([lambda text=text: engine.analyze_query(text)])
        print(f"analysis of {text}: {statistics.median(times):.2f} ms")


def shown(name: str, calls) -> None:  # type: ignore[no-untyped-def]
    """Print median and p95."""
    times = sorted(timed(calls))
    print(f"{name}: {statistics.median(times):.1f} ms median, {times[int(0.95 * len(times))]:.1f} ms p95")


def timed(calls) -> list[float]:  # type: ignore[no-untyped-def]
    """Return the milliseconds of ten runs of each call, after one to warm up."""
    times = []
    for call in calls:
        call()
        for _ in range(10):
            start = time.perf_counter()
            call()
            times.append(1000 * (time.perf_counter() - start))
    return times


def rss_mb() -> int:
    """Return the process's resident memory (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    main()
