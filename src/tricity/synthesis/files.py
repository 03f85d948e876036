"""Synthesis of files without a site: what `tricity synthesize` does."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

from tricity.language import Engine, Thesaurus
from tricity.synthesis.analysis import Progress
from tricity.synthesis.decisions import Before, in_force, read_before, read_decisions, settle
from tricity.synthesis.emergent import read_emergent
from tricity.synthesis.engines import Carrier, analyze_on
from tricity.synthesis.finance import read_rates
from tricity.synthesis.parallel import BATCH
from tricity.synthesis.reading import read_files
from tricity.synthesis.result import Synthesis, synthesize_analyzed
from tricity.synthesis.topics import TopicModel
from tricity.synthesis.workshop import Folder


def synthesize_files(
    paths: Iterable[Path | str],
    out: Path | str,
    topics: Path | str | None = None,
    progress: Progress | None = None,
    *,
    thesaurus: Path | str | None = None,
    previous: Path | str | None = None,
    workers: int | None = None,
    carrier: Carrier = Carrier.PROCESSES,
    ray_address: str = "",
    on: dt.date | None = None,
    rates: Path | str | None = None,
    decisions: Path | str | None = None,
) -> Synthesis:
    """Read records and organizations, write the result files to the folder `out`, and return the result.

    `thesaurus` is what the engine knows the languages by, and the topics assigned unless `topics` names others.
    `previous` is the folder of an earlier run (it may be `out`): candidates and emergent topics found again keep their ids,
    and the result says what changed. `carrier`, `workers` and `ray_address` say what reads the records, with the same result: see
    `analyze_on`.
    Needs that were valid until a day before `on` are in no match and no candidate. `rates` is a file of exchange rates
    that replaces those shipped. `decisions` is a file of what curators decided on candidates.
    Raises BadRecord, BadRates, EngineUnavailable, tricity.language.BadLine, OSError.
    """
    known = Thesaurus.from_jsonl(thesaurus) if thesaurus is not None else Thesaurus()
    wanted = Thesaurus.from_jsonl(topics) if topics is not None else known
    before = read_before(previous) if previous is not None else None
    decided = read_decisions(decisions) if decisions is not None else []
    known_topics = read_emergent(previous) if previous is not None else None
    in_force(decided)  # those that contradict each other are refused before the long work
    exchange = read_rates(rates)
    records, organizations = read_files(paths)
    engine = Engine(known)
    analyzed = analyze_on(carrier, records, engine, progress, workers=workers, address=ray_address)
    # The libraries of other carriers leave threads behind, and a process that has some is not to be forked.
    many = carrier is Carrier.PROCESSES and len(records) > BATCH
    with Folder(Path(out), (workers or 1) if many else 1) as workshop:
        found = synthesize_analyzed(
            analyzed,
            organizations,
            TopicModel(wanted, engine),
            engine,
            progress,
            on=on,
            rates=exchange,
            previous=known_topics,
            workshop=workshop,
        )
        if (before is not None or decided) and found.composer is not None:
            settled = settle(found.opportunities, found.composer, before or Before(), decided)
            found = replace(found, **{each.name: getattr(settled, each.name) for each in fields(settled)})
        found.write(out)
    return found
