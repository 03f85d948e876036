"""`tricity evaluate`: the quality of the language engine on files, as tables or JSON."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tricity.language import Engine, LanguageError, Thesaurus, encoded_texts
from tricity.language.evaluation import PairScore, TopicScores, evaluate_pairs, evaluate_topics, read_aligned
from tricity.language.evaluation.ranking import mean_of as mean_ranking
from tricity.language.evaluation.topics import interval, mean_of
from tricity.language.lexicon import lexicon
from tricity.language.trec import read_records
from tricity.language.vectors import AnalysisVectors, Vectors
from tricity.site.cli import say
from tricity.site.cli.speech import gettext as _

SEED = Path(__file__).resolve().parents[2] / "terms/seed/thesaurus.jsonl"


def add_commands(commands: Any) -> None:
    parser = commands.add_parser(
        "evaluate",
        help=_("measure how well texts are found across languages"),
        description=_(
            "For files of aligned texts (.tsv): how often the text of the same meaning is found among all of another"
            " language. For folders of queries.jsonl and qrels.txt: nDCG@10 over the records given."
        ),
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=_("files and folders to evaluate on")
    )
    parser.add_argument(
        "--records", nargs="+", type=Path, default=[], metavar="PATH", help=_("JSON Lines of records")
    )
    parser.add_argument("--baselines", action="store_true", help=_("measure simple systems beside ours"))
    parser.add_argument(
        "--traditional", action="store_true", help=_("add the pairs with traditional Chinese")
    )
    parser.add_argument(
        "--encoder",
        type=Path,
        metavar="FOLDER",
        help=_("folder of a neural encoder (ONNX) whose vectors are used"),
    )
    parser.add_argument("--without-vectors", action="store_true", help=_("use the features alone"))
    parser.add_argument("--without-thesaurus", action="store_true", help=_("search without the thesaurus"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run_evaluate)


def run_evaluate(options: argparse.Namespace) -> int:
    missing = [path for path in [*options.paths, *options.records] if not path.exists()]
    if missing:
        say.note(_("%(path)s: there is no such file.") % {"path": missing[0]})
        return 2
    folders = [path for path in options.paths if path.is_dir()]
    if folders and not options.records:
        say.note(_("A folder of queries needs --records."))
        return 2
    try:
        for path in options.paths:
            if path.is_dir():
                _print_topics(path, options)
            else:
                _print_pairs(path, options)
    except (LanguageError, OSError, ValueError) as error:  # what the readers say they raise
        say.note(str(error))
        return 1
    return 0


def _print_pairs(path: Path, options: argparse.Namespace) -> None:
    if options.without_vectors:
        vectors: AnalysisVectors | None = None
    else:
        vectors = encoded_texts(options.encoder) if options.encoder else Vectors(lexicon())
    scores = list(
        evaluate_pairs(
            read_aligned(path),
            Engine(),
            vectors,
            baselines=options.baselines,
            traditional=options.traditional,
        )
    )
    if options.json:
        for score in scores:
            say.result(json.dumps(asdict(score)))
    else:
        say.result("\n".join(_pair_lines(scores)))


def _pair_lines(scores: list[PairScore]) -> Iterator[str]:
    by_system: dict[str, list[PairScore]] = defaultdict(list)
    for score in scores:
        by_system[score.system].append(score)
    for system, found in by_system.items():
        mean = mean_ranking([score.ranking for score in found])
        worst = min(found, key=lambda score: score.ranking.recall_at_1)
        yield (
            f"{found[0].name:<14}{system:<32}R@1 {mean.recall_at_1:5.1f}  R@10 {mean.recall_at_10:5.1f}"
            f"  MRR@10 {mean.reciprocal_rank:5.1f}  ({worst.query_language}→{worst.document_language}"
            f" {worst.ranking.recall_at_1:.1f})"
        )
        yield "    " + "  ".join(
            f"{score.query_language}→{score.document_language} {score.ranking.recall_at_1:.1f}"
            for score in found
        )


def _print_topics(folder: Path, options: argparse.Namespace) -> None:
    thesaurus = Thesaurus() if options.without_thesaurus else Thesaurus.from_jsonl(SEED)
    records = [record for path in options.records for record in read_records(path)]
    vectors = encoded_texts(options.encoder) if options.encoder else None
    scores = evaluate_topics(Engine(thesaurus), folder, records, vectors)
    if options.json:
        cells = {f"{query}→{held}": topics for (query, held), topics in scores.cells.items()}
        say.result(json.dumps({"cells": cells, "merged": scores.merged}))
    else:
        say.result("\n".join(_topic_lines(folder.name, scores)))


def _topic_lines(name: str, scores: TopicScores) -> Iterator[str]:
    columns = sorted({held for _query, held in scores.cells})
    yield f"{name:<16}" + "".join(f"{column:>10}" for column in columns)
    for language in sorted({query for query, _held in scores.cells}):
        means = [
            mean_of({(language, column): scores.cells.get((language, column), {})}) for column in columns
        ]
        yield f"{language:<16}" + "".join(f"{100 * mean:10.1f}" for mean in means)
    for label, part in (("cross-language", scores.cross()), ("same language", scores.same())):
        if part:
            low, high = interval(part)
            yield f"{label}: {100 * mean_of(part):.1f} [{100 * low:.1f}, {100 * high:.1f}]"
    yield f"merged: {100 * scores.merged_mean():.1f}"
