"""Speed and size of the language engine: `python benchmarks/language.py EVAL_DIR [--documents 10000 100000]`.

Texts of about 420 bytes are made by joining random sentences of EVAL_DIR's aligned files, equal shares of the four
languages, so that every text is new though its words are not. Throughput: terms for an index (`Engine.text_terms`),
each language on one core, then all four on two processes. Index: built from those terms by two analysing processes and
one writer; queries are the first sentences of texts that are not in the index, analysis and expansion included.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from tricity.language import Engine, IndexDocument, IndexWriter, SearchIndex, TextTerms, Thesaurus
from tricity.language.index.layout import pack_documents, to_tantivy

SEED = Path(__file__).resolve().parents[1] / "src/tricity/terms/seed/thesaurus.jsonl"
LANGUAGES = {"zh": "zh-hans", "ja": "ja", "ko": "ko", "en": "en"}
BYTES = 420
_engine: Engine | None = None


def engine() -> Engine:
    global _engine
    _engine = _engine or Engine(Thesaurus.from_jsonl(SEED))
    return _engine


def sentences(folder: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for name in ("ntrex", "flores"):
        with (folder / f"{name}.dev.tsv").open(encoding="utf-8") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def texts(rows: list[dict[str, str]], column: str, count: int, seed: int) -> Iterator[str]:
    chance = random.Random(f"{column}{seed}")
    for _ in range(count):
        text = ""
        while len(text.encode()) < BYTES:
            text += chance.choice(rows)[column] + " "
        yield text.encode()[:BYTES].decode("utf-8", "ignore")


def terms(given: tuple[str, str]) -> TextTerms:
    text, language = given
    return engine().text_terms(text, language)


def lean_terms(given: list[tuple[str, str]]) -> list[TextTerms]:
    """Terms without their places, which the index does not keep."""
    return [dataclasses.replace(terms(each), pieces=(), text="") for each in given]


def one_core(rows: list[dict[str, str]], column: str) -> float:
    """Texts a second of processor time, words of the language seen before."""
    for text in texts(rows, column, 300, 1):
        terms((text, LANGUAGES[column]))
    given = list(texts(rows, column, 1000, 2))
    begun = time.process_time()
    for text in given:
        terms((text, LANGUAGES[column]))
    return len(given) / (time.process_time() - begun)


def mixed(rows: list[dict[str, str]], count: int, seed: int) -> list[tuple[str, str]]:
    each = [
        [(text, language) for text in texts(rows, column, count // 4, seed)]
        for column, language in LANGUAGES.items()
    ]
    return [item for group in zip(*each, strict=True) for item in group]


def two_cores(rows: list[dict[str, str]], pool: ProcessPoolExecutor) -> float:
    list(pool.map(terms, mixed(rows, 1200, 3), chunksize=50))
    given = mixed(rows, 6000, 4)
    begun = time.monotonic()
    for _ in pool.map(terms, given, chunksize=100):
        pass
    return len(given) / (time.monotonic() - begun)


def build(
    folder: Path, given: list[tuple[str, str]], pool: ProcessPoolExecutor, copies: int
) -> tuple[SearchIndex, float]:
    begun = time.monotonic()
    index = SearchIndex.open(folder, facets=("language",))
    with index.writer() as writer:
        found = documents(ahead(given, pool))
        if copies == 1:
            writer.update(found)
        else:
            add_copies(writer, found, copies)
    return index, time.monotonic() - begun


def add_copies(writer: IndexWriter, found: Iterator[IndexDocument], copies: int) -> None:
    """Add each document so many times: postings grow as those of a larger collection do, without analysing it."""
    while some := list(islice(found, 100)):
        for row in pack_documents(some, ("language",)):
            converted = to_tantivy(row)
            for _ in range(copies):
                writer._writer.add_document(converted)


def ahead(given: list[tuple[str, str]], pool: ProcessPoolExecutor) -> Iterator[TextTerms]:
    """Analyse in the pool, a few hundred texts ahead of the writer: a million would not fit into memory."""
    waiting: deque[Future[list[TextTerms]]] = deque()
    for start in range(0, len(given), 100):
        waiting.append(pool.submit(lean_terms, given[start : start + 100]))
        if len(waiting) > 6:
            yield from waiting.popleft().result()
    for future in waiting:
        yield from future.result()


def documents(found: Iterable[TextTerms]) -> Iterator[IndexDocument]:
    for number, each in enumerate(found):
        yield IndexDocument(id=str(number), title=each, language=each.language)


def latencies(index: SearchIndex, rows: list[dict[str, str]]) -> tuple[float, float, float]:
    """p50, p95 and p99 in milliseconds of a question asked for the first time, analysis included."""
    chance = random.Random(9)
    asked = []
    for _ in range(400):
        column, language = chance.choice(list(LANGUAGES.items()))
        words = chance.choice(rows)[column]
        asked.append((words[: chance.randrange(6, 24) * (3 if column == "en" else 1)], language))
    for text, language in asked[:40]:
        index.search(engine().analyze_query(text, language), limit=20)
    taken = []
    for text, language in asked[40:]:
        begun = time.perf_counter()
        index.search(engine().analyze_query(text, language), limit=20)
        taken.append(1000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(taken, n=100)
    return cuts[49], cuts[94], cuts[98]


def size_of(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--documents", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument(
        "--copies", type=int, default=1, help="how many times each text is put into the index"
    )
    options = parser.parse_args()
    rows = sentences(options.eval_dir)
    begun = time.monotonic()
    engine().analyze_query("주차장 부족", "ko")
    print(f"first question answered {time.monotonic() - begun:.1f} s after start")
    for column in LANGUAGES:
        print(f"{column}: {one_core(rows, column):.0f} texts/s on one core")
    print(f"memory with all languages: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    with ProcessPoolExecutor(2) as pool:
        print(f"four languages, two cores: {two_cores(rows, pool):.0f} texts/s")
        for count in options.documents:
            folder = Path(tempfile.mkdtemp())
            index, seconds = build(folder, mixed(rows, count, 5), pool, options.copies)
            middle, high, highest = latencies(index, rows)
            print(
                f"{count} texts{f', {options.copies} times each' if options.copies > 1 else ''}: built in {seconds:.0f} s"
                f" ({count / seconds:.0f}/s), {size_of(folder):.0f} MB on disk;"
                f" question p50 {middle:.1f} ms, p95 {high:.1f} ms, p99 {highest:.1f} ms"
            )
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
