"""Quality across languages, ours beside what one gets without a bridge: a section of RESULTS.md.

    python benchmarks/language_quality.py EVAL_DIR [--sets NAME…]

EVAL_DIR holds the aligned sets, NAME.dev.tsv. The native test is that of tests/quality/native over the sample
records. With --sets only those sets are measured, and the section is printed, not kept.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import results

from tricity.language import Engine, Thesaurus
from tricity.language.evaluation import PairScore, TopicScores, evaluate_pairs, evaluate_topics, read_aligned
from tricity.language.evaluation.ranking import mean_of as mean_ranking
from tricity.language.evaluation.topics import Cells, interval, mean_of
from tricity.language.lexicon import lexicon
from tricity.language.trec import Record, read_records
from tricity.language.vectors import Vectors

TITLE = "Quality across languages"
ROOT = Path(__file__).resolve().parents[1]
NATIVE = ROOT / "tests/quality/native"
PARTS = ("development", "held-out")
RECORDS = ROOT / "src/tricity/site/sample/records"
KINDS = ("initiatives", "needs", "solutions")
THESAURUS = ROOT / "src/tricity/terms/seed/thesaurus.jsonl"
# Accuracy, percent, of the published LaBSE weights on the whole Tatoeba sets of 1,000 pairs: embeddings-benchmark/
# results, sentence-transformers__LaBSE, Tatoeba.json (MTEB 1.12). Quoted, not measured here.
LABSE = {"tatoeba-cmn": 96.3, "tatoeba-jpn": 96.5, "tatoeba-kor": 92.9}
SETS = ("ntrex", "flores", *LABSE, "mkqa")

ALIGNED_NOTE = """\
### Aligned texts

For each text of one language, its counterpart among all texts of another: percent, mean of all ordered pairs (twelve; two for
Tatoeba), and the pair with the least R@1. The first three systems have no bridge between the languages. “Margin” knows all queries
at once, as when texts are aligned; a search does not. NTREX, FLORES and MKQA were translated from English, which favours a bridge
through English. LaBSE, a neural encoder, is quoted from embeddings-benchmark/results (MTEB 1.12): accuracy
over all 1,000 pairs of a set, where ours has 708 to 726 of them to choose from, which is easier."""

NATIVE_NOTE = """\
### Native questions

nDCG@10 × 100 on [the native test](../tests/quality/native/README.md), 95 % intervals over the questions. Cross-language and same
language: the mean over pairs of question and record language; merged: one list over all records. The thesaurus was written with the
titles of these records in sight."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    arguments = parser.parse_args()
    body = "\n\n".join(
        [
            ALIGNED_NOTE,
            "\n".join(aligned_table(arguments.eval_dir, arguments.sets)),
            NATIVE_NOTE,
            "\n".join(native_table()),
        ]
    )
    print(body)
    if arguments.sets is SETS:
        results.keep(TITLE, "python benchmarks/language_quality.py EVAL_DIR", body)


def aligned_table(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table; one row for each set and system."""
    yield "| set | texts | system | R@1 | R@10 | MRR@10 | worst pair, R@1 |"
    yield "|---|---|---|---|---|---|---|"
    vectors = Vectors(lexicon())
    for name in names:
        texts = read_aligned(folder / f"{name}.dev.tsv")
        for system, scores in by_system(evaluate_pairs(texts, Engine(), vectors, baselines=True)):
            mean = mean_ranking([score.ranking for score in scores])
            worst = min(scores, key=lambda score: score.ranking.recall_at_1)
            yield (
                f"| {name} | {len(texts)} | {system} | {mean.recall_at_1:.1f} | {mean.recall_at_10:.1f}"
                f" | {mean.reciprocal_rank:.1f}"
                f" | {worst.query_language} → {worst.document_language} {worst.ranking.recall_at_1:.1f} |"
            )
        if name in LABSE:
            yield f"| {name} | 1000 | LaBSE, published | {LABSE[name]:.1f} | | | |"


def by_system(scores: Iterable[PairScore]) -> Iterator[tuple[str, list[PairScore]]]:
    found: dict[str, list[PairScore]] = defaultdict(list)
    for score in scores:
        found[score.system].append(score)
    yield from found.items()


def native_table() -> Iterator[str]:
    """Yield the lines of the table; one row for each part, with the thesaurus and without."""
    yield "| part | system | cross-language | same language | merged |"
    yield "|---|---|---|---|---|"
    records = [record for kind in KINDS for record in records_of(kind)]
    engines = {"with the thesaurus": Engine(Thesaurus.from_jsonl(THESAURUS)), "without": Engine()}
    for part in PARTS:
        for name, engine in engines.items():
            scores = evaluate_topics(engine, NATIVE / part, records)
            yield f"| {part} | {name} | {' | '.join(with_interval(cells) for cells in means(scores))} |"


def records_of(kind: str) -> Iterator[Record]:
    for path in sorted(RECORDS.glob(f"*-{kind}.jsonl")):
        yield from read_records(path)


def means(scores: TopicScores) -> tuple[Cells, Cells, Cells]:
    merged = {(language, "all"): topics for language, topics in scores.merged.items()}
    return scores.cross(), scores.same(), merged


def with_interval(cells: Cells) -> str:
    low, high = interval(cells)
    return f"{100 * mean_of(cells):.1f} [{100 * low:.1f}, {100 * high:.1f}]"


if __name__ == "__main__":
    main()
