"""Synthesis of files without a site: what `tricity synthesize` does."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tricity.language import Engine, Thesaurus
from tricity.synthesis.analysis import Progress
from tricity.synthesis.emergent import read_emergent
from tricity.synthesis.finance import read_rates
from tricity.synthesis.identity import follow, read_previous
from tricity.synthesis.parallel import analyze_by
from tricity.synthesis.reading import read_files
from tricity.synthesis.result import Synthesis, synthesize_analyzed
from tricity.synthesis.topics import TopicModel


def synthesize_files(
    paths: Iterable[Path | str],
    out: Path | str,
    topics: Path | str | None = None,
    progress: Progress | None = None,
    *,
    thesaurus: Path | str | None = None,
    previous: Path | str | None = None,
    workers: int = 1,
    on: dt.date | None = None,
    rates: Path | str | None = None,
) -> Synthesis:
    """Read records and organizations, write the result files to the folder `out`, and return the result.

    `thesaurus` is what the engine knows the languages by, and the topics assigned unless `topics` names others.
    `previous` is the folder of an earlier run (it may be `out`): candidates and emergent topics found again keep their ids,
    and the result says what changed. More than one of `workers` read records in processes of their own, with the same result.
    Needs that were valid until a day before `on` are in no match and no candidate. `rates` is a file of exchange rates
    that replaces those shipped. Raises BadRecord, BadRates, tricity.language.BadLine, OSError.
    """
    known = Thesaurus.from_jsonl(thesaurus) if thesaurus is not None else Thesaurus()
    wanted = Thesaurus.from_jsonl(topics) if topics is not None else known
    before = read_previous(previous) if previous is not None else None
    known_topics = read_emergent(previous) if previous is not None else None
    exchange = read_rates(rates)
    records, organizations = read_files(paths)
    engine = Engine(known)
    analyzed = analyze_by(workers, records, engine, progress)
    found = synthesize_analyzed(
        analyzed,
        organizations,
        TopicModel(wanted, engine),
        engine,
        progress,
        on=on,
        rates=exchange,
        previous=known_topics,
    )
    if before is not None:
        opportunities, changes = follow(before, found.opportunities)
        found = replace(found, opportunities=tuple(opportunities), changes=changes)
    found.write(out)
    return found
