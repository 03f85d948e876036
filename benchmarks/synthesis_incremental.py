"""Seconds from a new record to its topics, matches and the candidates it changes, beside a run over all.

    python benchmarks/synthesis_incremental.py [--records 10000 100000] [--updates 100] [--workers 2]

The records are those of synthesis_scale.py; the last of them come one by one, after a full run over the others.
"""

import argparse
import gc
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from synthesis_scale import SAMPLE, SEED, rows

from tricity.language import Engine, Thesaurus
from tricity.synthesis import (
    TopicModel,
    analyze_by,
    analyze_organizations,
    read_files,
    read_organizations,
    synthesize_analyzed,
)
from tricity.synthesis.footing import footing_of
from tricity.synthesis.incremental import Incremental
from tricity.synthesis.match_pairs import fits_of
from tricity.synthesis.workshop import Folder

LIMITS = (20, 5)  # matches of a need and kind abroad and at home, as `tricity synthesize` writes them


def main() -> None:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--updates", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    engine = Engine(Thesaurus.from_jsonl(SEED))
    model = TopicModel(engine.thesaurus, engine)
    for count in arguments.records:
        measure(count, arguments.updates, arguments.workers, model, engine)


def measure(count: int, updates: int, workers: int, model: TopicModel, engine: Engine) -> None:
    """Print how long the full run, what is kept of it, and each update took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        lines = (json.dumps(row, ensure_ascii=False) for row in rows(count + updates))
        path.write_text("\n".join(lines), encoding="utf-8")
        records, _ = read_files([path])
    draw = random.Random(1)
    new = draw.sample(records, updates)
    taken = {each.id for each in new}
    began = time.perf_counter()
    analyzed = analyze_by(workers, [each for each in records if each.id not in taken], engine)
    with tempfile.TemporaryDirectory() as folder, Folder(Path(folder), workers) as workshop:
        found = synthesize_analyzed(analyzed, [], model, engine, workshop=workshop)
    ran = time.perf_counter()
    organizations = read_organizations(sorted(SAMPLE.glob("records/[!i]*-organizations.jsonl")))
    bodies = analyze_organizations(organizations, model, engine, found.statistics)
    footing = footing_of(analyzed, found.topics, found.overlaps, bodies, model, engine, limits=LIMITS)
    state = Incremental(footing, analyzed, found.topics, fits_of(found.matches))
    # As the site does: the collector would look through millions of objects that stay.
    gc.collect()
    gc.freeze()
    kept = time.perf_counter()
    seconds: list[tuple[float, float]] = []
    for each in new:
        started, processor = time.perf_counter(), time.process_time()
        state.update(each)
        _ = state.opportunities
        seconds.append((time.perf_counter() - started, time.process_time() - processor))
    gc.unfreeze()
    print(f"{count} records: full run {ran - began:.1f} s, kept in {kept - ran:.1f} s")
    for name, side in (("an update", 0), ("of it at the processor", 1)):
        ordered = sorted(each[side] for each in seconds)
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        print(f"    {name}: p50 {middle:.3f} s, p95 {late:.3f} s, longest {ordered[-1]:.3f} s")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
