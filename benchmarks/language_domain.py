"""Retrieval across languages on smart-city topics: nDCG@10 for every query language × record language.

    python benchmarks/language_domain.py EVAL_DIR RECORDS.jsonl… [--thesaurus FILE] [--names CITIES.jsonl…]

EVAL_DIR holds queries.jsonl and qrels.txt. Linear gain (2, 1, 0), over the topics that have a
relevant record in that record language; the cross-language mean is over the cells whose query
language is not the record language. Intervals: 95 %, 1,000 bootstrap samples over topics.
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

from tricity.language import CollectionStatistics, Engine, SearchIndex, Thesaurus
from tricity.language.codes import parse_code
from tricity.language.evaluation.topics import interval, mean_of, ndcg
from tricity.language.index import IndexDocument
from tricity.language.search_files import record_body, record_title
from tricity.language.similarity import vector
from tricity.language.trec import read_records

DEPTH = 10
Cells = dict[tuple[str, str], dict[str, float]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--thesaurus", type=Path)
    parser.add_argument("--names", nargs="*", default=[], type=Path)
    arguments = parser.parse_args()
    thesaurus = Thesaurus.from_jsonl(arguments.thesaurus) if arguments.thesaurus else Thesaurus()
    engine = Engine(thesaurus, read_names(arguments.names))
    report(*evaluate(engine, arguments.eval_dir, arguments.records))
    first, share = match_records(engine, arguments.eval_dir, arguments.records)
    print(f"record to record: {100 * first:.1f} right at 1, {100 * share:.1f} of the attainable at 5")


def read_names(paths: list[Path]) -> dict[str, dict[str, str]]:
    """Return names by id from city files: the native name and the English one."""
    names = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            language = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}[raw["country"]]
            names[f"{raw['country']}-{raw['city']}"] = {"en": raw["city"], language: raw["city_native"]}
    return names


def evaluate(engine: Engine, folder: Path, records: list[Path]) -> tuple[Cells, dict[str, dict[str, float]]]:
    """Return nDCG by (query language, record language) and topic; of the merged list by query language."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.txt").read_text(encoding="utf-8").splitlines():
        query_id, _, record_id, grade = line.split()
        relevant[query_id][record_id] = int(grade)
    index = SearchIndex.open(None, facets=("language",))
    languages: dict[str, str] = {}
    documents = []
    for record in (each for path in records for each in read_records(path)):
        if record.raw.get("kind") in ("initiative", "need", "solution"):
            languages[record.id] = record.language or ""
            title = engine.analyze(record_title(record.raw), record.language)
            body = engine.analyze(record_body(record.raw), record.language)
            documents.append(IndexDocument(record.id, title, body, language=record.language or ""))
    index.update(documents)
    cells: Cells = defaultdict(dict)
    merged: dict[str, dict[str, float]] = defaultdict(dict)
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        asked_in = parse_code(raw["lang"])
        query = engine.analyze_query(raw["text"], asked_in)
        grades = relevant[raw["id"]]
        hits = [hit.id for hit in index.search(query, limit=DEPTH).hits]
        merged[asked_in][raw["topic"]] = ndcg(hits, grades)
        for language in sorted(set(languages.values())):
            own = {key: grade for key, grade in grades.items() if languages.get(key) == language}
            if any(own.values()):
                found = index.search(query, filters={"language": [language]}, limit=DEPTH)
                cells[asked_in, language][raw["topic"]] = ndcg([hit.id for hit in found.hits], own)
    return cells, merged


def match_records(engine: Engine, folder: Path, records: list[Path]) -> tuple[float, float]:
    """Return precision at 1 and the share of the attainable at 5 for record → record of other countries.

    Relevant: they share the main topic, or the main topic of one is among the other's others.
    """
    main: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    for line in (folder / "labels.tsv").read_text(encoding="utf-8").splitlines():
        key, topic, *rest = line.split("\t")
        main[key], others[key] = topic, set(re.findall(r"[A-Z]+-\d+", " ".join(rest)))
    read = {record.id: record for path in records for record in read_records(path)}
    analyses = {
        key: engine.analyze(f"{record_title(record.raw)}\n{record_body(record.raw)}", record.language)
        for key, record in read.items()
    }
    statistics = CollectionStatistics.of(analyses.values())
    vectors = {key: vector(analyses[key], statistics) for key in main if key in analyses}
    first = found = attainable = asked = 0
    for key, mine in vectors.items():
        foreign = [each for each in vectors if read[each].raw.get("country") != read[key].raw.get("country")]
        good = {
            each for each in foreign if main[each] in {main[key], *others[key]} or main[key] in others[each]
        }
        if good:
            scores = {
                each: sum(weight * vectors[each].get(term, 0.0) for term, weight in mine.items())
                for each in foreign
            }
            best = sorted(foreign, key=lambda each: -scores[each])[:5]
            asked, first = asked + 1, first + (best[0] in good)
            found, attainable = found + len(good & set(best)), attainable + min(5, len(good))
    return (first / asked, found / attainable) if asked else (0.0, 0.0)


def report(cells: Cells, merged: dict[str, dict[str, float]]) -> None:
    """Print every cell, the means and their intervals."""
    columns = sorted({record_language for _, record_language in cells})
    print("query \\ records " + "".join(f"{column:>10}" for column in columns) + "    merged")
    for language in ("en", "zh-hans", "ja", "ko"):
        row = "".join(f"{100 * mean(cells[language, column].values()):10.1f}" for column in columns)
        print(f"{language:<16}{row}{100 * mean(merged[language].values()):10.1f}")
    cross = {cell: topics for cell, topics in cells.items() if cell[0] != cell[1]}
    same = {cell: topics for cell, topics in cells.items() if cell[0] == cell[1]}
    for name, part in (("cross-language", cross), ("same language", same)):
        low, high = interval(part)
        print(f"{name}: {100 * mean_of(part):.1f}  [{100 * low:.1f}, {100 * high:.1f}]")
    print(f"merged: {100 * mean([mean(topics.values()) for topics in merged.values()]):.1f}")


def mean(values) -> float:  # type: ignore[no-untyped-def]
    """Return the mean, 0 of nothing."""
    values = list(values)
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
