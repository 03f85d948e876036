"""Emergent topics beside the usual recipe for topics of a collection, on the same records in one run.

    PYTHONPATH=. python benchmarks/synthesis_clusters.py [--records 10000] [--seed 1] [--eval EVAL_DIR RECORDS.jsonl…]

The recipe: vectors of the texts (here those of our lexicon, which need no weights to download), HDBSCAN, and the most
telling words of each cluster by class-based TF-IDF (Grootendorst 2022, "BERTopic"). HDBSCAN is scikit-learn's, which is no
requirement of ours: install it beside. It is run on the vectors as they are and on their ten first principal components, and
with least sizes of cluster of 5, 10 and 20; the best by V-measure is printed, which flatters it.

V-measure (Rosenberg and Hirschberg 2007) against the planted subjects, over their records alone, and against the labelled
main topics of EVAL_DIR, over the labelled records alone; what is in no cluster counts as one cluster of its own. Across: of
pairs of records of one subject in different languages, how many are in one cluster. Each method runs in a process of its
own; memory is what its peak is above that before it began.
"""

import argparse
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.cluster import HDBSCAN
from sklearn.decomposition import PCA
from sklearn.metrics import v_measure_score
from tests.synthesis.planting import plant

from tricity.language import Engine, Thesaurus
from tricity.language.text_vectors import token_averages
from tricity.synthesis import AnalyzedRecord, analyze, read_records
from tricity.synthesis.emergent.clusters import find_clusters

SEED = Path(__file__).resolve().parent.parent / "src/tricity/terms/seed/thesaurus.jsonl"
Labels = Sequence[int]
LEAST_SIZES = (5, 10, 20)
COMPONENTS = 10


@dataclass
class Measured:
    """What a method gave, and what it took."""

    labels: Labels
    seconds: float
    megabytes: float


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--eval", type=Path, nargs="+", default=[], metavar="PATH")
    arguments = parser.parse_args()
    engine = Engine(Thesaurus.from_jsonl(SEED))
    planting = plant(arguments.records, seed=arguments.seed)
    analyzed = analyze(planting.records, engine)
    print(f"planted: {len(analyzed)} records")
    report(analyzed, planting.subject_of)
    if arguments.eval:
        folder, *paths = arguments.eval
        real = analyze(read_records(paths), engine)
        print(f"real: {len(real)} records")
        report(real, main_topics(folder / "labels.tsv"))


def main_topics(path: Path) -> dict[str, str]:
    """Return the main topic of each labelled record."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {record_id: main_topic for record_id, main_topic, *_ in rows}


def report(analyzed: Sequence[AnalyzedRecord], subject_of: dict[str, str]) -> None:
    """Print both methods side by side."""
    show("emergent topics", measured(emergent, analyzed), analyzed, subject_of)
    found = []
    for components in (0, COMPONENTS):
        for least in LEAST_SIZES:
            one = measured(recipe, analyzed, components, least)
            found.append((v_measure(one.labels, analyzed, subject_of), components, least, one))
    _, components, least, best = max(found, key=lambda each: each[:3])
    space = f"{components} components" if components else "whole vectors"
    show(f"HDBSCAN, {space}, least size {least}", best, analyzed, subject_of)
    print(f"    its largest clusters: {json.dumps(telling_words(best.labels, analyzed), ensure_ascii=False)}")


def measured(method: Callable[..., Labels], *arguments: object) -> Measured:
    """Run the method in a new process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_run, method, arguments).result()


def _run(method: Callable[..., Labels], arguments: Sequence[object]) -> Measured:
    Path("/proc/self/clear_refs").write_text(
        "5"
    )  # the peak is to be this method's, not that of what it was sent
    before, began = _peak(), time.process_time()
    labels = method(*arguments)
    return Measured(labels, time.process_time() - began, (_peak() - before) / 1024)


def _peak() -> int:
    """Return the most kilobytes held since the peak was last cleared (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def emergent(analyzed: Sequence[AnalyzedRecord]) -> Labels:
    """Return the cluster of each record, named by the thesaurus or not; -1 for none."""
    labels = [-1] * len(analyzed)
    for number, cluster in enumerate(find_clusters(analyzed)):
        for place in cluster.places:
            labels[place] = number
    return labels


def recipe(analyzed: Sequence[AnalyzedRecord], components: int, least: int) -> Labels:
    """Return the cluster of each record by HDBSCAN; -1 for none."""
    vectors = token_averages().of_documents([(each.title, each.summary) for each in analyzed])
    if components:
        vectors = PCA(components, random_state=1).fit_transform(vectors)
    return HDBSCAN(min_cluster_size=least, copy=True).fit_predict(vectors).tolist()  # type: ignore[no-any-return]


def show(name: str, found: Measured, analyzed: Sequence[AnalyzedRecord], subject_of: dict[str, str]) -> None:
    """Print one line."""
    print(
        f"  {name}: V-measure {v_measure(found.labels, analyzed, subject_of):.3f}, "
        f"across {across(found.labels, analyzed, subject_of):.3f}, "
        f"{len(set(found.labels) - {-1})} clusters, in none {found.labels.count(-1) / len(analyzed):.0%}, "  # type: ignore[attr-defined]
        f"{found.seconds:.1f} s of processor, {found.megabytes:.0f} MB"
    )


def v_measure(labels: Labels, analyzed: Sequence[AnalyzedRecord], subject_of: dict[str, str]) -> float:
    """Return the V-measure over the records that have a subject."""
    pairs = [
        (subject_of[each.id], label)
        for each, label in zip(analyzed, labels, strict=True)
        if subject_of.get(each.id)
    ]
    return float(v_measure_score([subject for subject, _ in pairs], [label for _, label in pairs]))


def across(labels: Labels, analyzed: Sequence[AnalyzedRecord], subject_of: dict[str, str]) -> float:
    """Return how many pairs of one subject in different languages are in one cluster."""
    counts: dict[str, dict[str, Counter[int]]] = {}
    for each, label in zip(analyzed, labels, strict=True):
        if subject := subject_of.get(each.id):
            counts.setdefault(subject, {}).setdefault(each.language, Counter())[label] += 1
    together = pairs = 0
    for languages in counts.values():
        for one, other in combinations(languages.values(), 2):
            together += sum(count * other[label] for label, count in one.items() if label >= 0)
            pairs += one.total() * other.total()
    return together / pairs if pairs else 0.0


def telling_words(labels: Labels, analyzed: Sequence[AnalyzedRecord]) -> list[list[str]]:
    """Return three words of each of the three largest clusters, by class-based TF-IDF."""
    words: dict[int, Counter[str]] = {}
    for label, each in zip(labels, analyzed, strict=True):
        said = (token.lemma for part in (each.title, each.summary) for token in part.tokens if token.content)
        words.setdefault(label, Counter()).update(said)
    everywhere = sum(words.values(), Counter[str]())
    average = sum(counts.total() for counts in words.values()) / len(words)
    largest = [label for label, _ in Counter(each for each in labels if each >= 0).most_common(3)]
    return [
        sorted(
            words[label],
            key=lambda word: (
                -words[label][word] / words[label].total() * np.log1p(average / everywhere[word]),
                word,
            ),
        )[:3]
        for label in largest
    ]


if __name__ == "__main__":
    main()
