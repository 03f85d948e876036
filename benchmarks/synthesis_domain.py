"""Topics and matches on the labelled records: how often the synthesis is right.

    python benchmarks/synthesis_domain.py EVAL_DIR RECORDS.jsonl… [--thesaurus FILE]

EVAL_DIR holds topics.tsv and labels.tsv. The topics assigned are those of topics.tsv by their names alone (English,
no queries, no records); the thesaurus is only what the engine knows the languages by. Main topic right: the first
topic is the labelled main one; main or secondary: it is any of the labelled ones. Matches: only labelled records,
other countries only; relevant = shares the main topic, or the main topic of one is among the other's others; a rate
of the attainable divides the relevant among the first k by what a perfect ranking would have there, over the needs
that have any. For experience it is given twice: over all initiatives, and without those that are only planned, which
are no experience and never found. Matches are measured twice: with the thesaurus as topics, and with the names; peers
(initiatives with initiatives, plans counted) with the thesaurus alone.
Intervals: 95 %, 1,000 bootstrap samples over records. Development only: the figures were looked at while constants of
matching were chosen (the least score, the least kinship, how many neighbours lend how much), so they flatter a little.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    AnalyzedRecord,
    Kind,
    MatchKind,
    Status,
    TopicModel,
    analyze,
    collection_statistics,
    find_matches,
    find_peers,
    read_records,
)

Labels = dict[str, tuple[str, frozenset[str]]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--thesaurus", type=Path)
    arguments = parser.parse_args()
    thesaurus = Thesaurus.from_jsonl(arguments.thesaurus) if arguments.thesaurus else Thesaurus()
    engine = Engine(thesaurus)
    analyzed = analyze(read_records(arguments.records), engine)
    labels = read_labels(arguments.eval_dir / "labels.tsv")
    names = TopicModel(topics_by_name(arguments.eval_dir / "topics.tsv"), engine)
    report_topics(names, analyzed, labels)
    report_matches("topics = thesaurus", TopicModel(thesaurus, engine), analyzed, labels)
    report_matches("topics = names", names, analyzed, labels)
    report_peers(TopicModel(thesaurus, engine), analyzed, labels)


def topics_by_name(path: Path) -> Thesaurus:
    """Return the topics with the parts of their names, "a / b, c", as English labels."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        topic, _, name = line.partition("\t")
        parts = [part.strip() for part in re.split(r"\s*[/,]\s*", name) if part.strip()]
        lines.append(json.dumps({"id": topic, "labels": {"en": parts}}))
    return Thesaurus.from_jsonl(lines)


def read_labels(path: Path) -> Labels:
    """Return main topic and others of each labelled record."""
    labels = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record_id, main_topic, others = [*line.split("\t"), "", ""][:3]
        labels[record_id] = (main_topic, frozenset(re.split(r"[,;\s]+", others)) - {""})
    return labels


def report_topics(model: TopicModel, analyzed: Sequence[AnalyzedRecord], labels: Labels) -> None:
    """Print how often the first topic is the main one, and any labelled one; over all labelled records."""
    first: dict[str, str] = {}
    for topic in model.assign(analyzed, collection_statistics(analyzed)):
        if topic.rank == 1:
            first[topic.record_id] = topic.concept_id
    with_main = [key for key, (main_topic, _) in labels.items() if main_topic]
    print(
        f"labelled records {len(labels)}, with a main topic {len(with_main)}, given no topic "
        f"{sum(key not in first for key in labels)}"
    )
    show("main topic right", [float(first.get(key) == labels[key][0]) for key in with_main])
    show(
        "main or secondary", [float(first.get(key) in {labels[key][0], *labels[key][1]}) for key in with_main]
    )


def report_matches(name: str, model: TopicModel, analyzed: Sequence[AnalyzedRecord], labels: Labels) -> None:
    """Print precision among the first matches in other countries, of the attainable."""
    statistics = collection_statistics(analyzed)
    topics = model.assign(analyzed, statistics)
    everything = len(analyzed)
    found: dict[tuple[str, MatchKind], list[str]] = defaultdict(list)
    for match in find_matches(analyzed, topics, statistics, model, abroad=everything, at_home=0):
        found[match.need_id, match.kind].append(match.other_id)
    records = {each.id: each.record for each in analyzed}
    for kind, depth, wanted, plans in (
        (MatchKind.EXPERIENCE, 5, Kind.INITIATIVE, True),
        (MatchKind.EXPERIENCE, 5, Kind.INITIATIVE, False),
        (MatchKind.SOLUTION, 3, Kind.SOLUTION, False),
    ):
        hits, possible, rates = 0.0, 0.0, []
        for need_id in sorted(key for key in labels if key in records and records[key].kind is Kind.NEED):
            pool = {
                key
                for key in labels
                if key in records
                and records[key].kind is wanted
                and (plans or records[key].status is not Status.PLANNED)
                and records[key].country != records[need_id].country
                and relevant(labels[need_id], labels[key])
            }
            ranked = [key for key in found[need_id, kind] if key in labels][:depth]
            if pool:
                got, best = sum(key in pool for key in ranked), min(depth, len(pool))
                hits, possible = hits + got, possible + best
                rates.append(got / best)
        print(
            f"{name}: need → {kind}{' (plans counted)' if plans else ''}, P@{depth} of the attainable {hits / possible:.1%} "
            f"({hits:.0f} of {possible:.0f}, {len(rates)} needs)"
        )
        show("  mean over needs", rates)


def report_peers(model: TopicModel, analyzed: Sequence[AnalyzedRecord], labels: Labels) -> None:
    """Print how many pairs of initiatives are right, close ones and others, and what is found among the first five."""
    statistics = collection_statistics(analyzed)
    topics = model.assign(analyzed, statistics)
    pairs = [
        (each.close, relevant(labels[each.one.id], labels[each.other.id]))
        for each in find_peers(analyzed, topics, statistics, model)
        if {each.one.id, each.other.id} <= labels.keys()
    ]
    for name, close in (("close", True), ("further", False)):
        show(f"peers, {name}: right", [float(right) for is_close, right in pairs if is_close is close])
    nearest: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for each in find_peers(analyzed, topics, statistics, model, abroad=len(analyzed), at_home=0):
        nearest[each.one.id].append((-each.score, each.other.id))
        nearest[each.other.id].append((-each.score, each.one.id))
    countries = {each.id: each.record.country for each in analyzed if each.record.kind is Kind.INITIATIVE}
    got, best, rates = 0, 0, []
    for one in sorted(labels.keys() & countries.keys()):
        pool = {
            other
            for other in labels.keys() & countries.keys()
            if countries[other] != countries[one] and relevant(labels[one], labels[other])
        }
        if pool:
            ranked = [other for _score, other in sorted(nearest[one]) if other in labels][:5]
            hits, possible = sum(other in pool for other in ranked), min(5, len(pool))
            got, best = got + hits, best + possible
            rates.append(hits / possible)
    print(
        f"initiative ↔ initiative abroad, P@5 of the attainable {got / best:.1%} ({got} of {best}, {len(rates)})"
    )
    show("  mean over initiatives", rates)


def relevant(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    """Return whether they share the main topic or the main topic of one is among the other's others."""
    return (bool(one[0]) and one[0] == other[0]) or one[0] in other[1] or other[0] in one[1]


def show(name: str, values: Sequence[float]) -> None:
    """Print the mean and its interval."""
    low, high = bootstrap(values, lambda sample: sum(sample) / len(sample))
    print(f"{name}: {sum(values) / len(values):.1%} [{low:.1%}, {high:.1%}] of {len(values)}")


def bootstrap(values: Sequence[float], statistic: Callable[[Sequence[float]], float]) -> tuple[float, float]:
    """Return the 95 % interval over 1,000 seeded samples."""
    generator = random.Random(1)
    drawn: Iterable[float] = (statistic(generator.choices(values, k=len(values))) for _ in range(1000))
    ordered = sorted(drawn)
    return ordered[25], ordered[974]


if __name__ == "__main__":
    main()
