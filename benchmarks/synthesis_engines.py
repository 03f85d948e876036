"""How long the three engines take to analyse the same records, each in a process of its own, and whether they agree.

    PYTHONPATH=. python benchmarks/synthesis_engines.py [--records 5000] [--workers 2]

Prints for each: seconds in all, and seconds from the first batch that came (before it lie the start of Daft, of the
cluster and of the workers), with a digest of what came out. Needs the extra `ray`.
"""

import argparse
import hashlib
import subprocess
import sys
import time
from pathlib import Path

from tests.synthesis.planting import plant

from tricity.language import Engine, Thesaurus
from tricity.synthesis import Carrier, analyze_on

SEED = Path(__file__).resolve().parent.parent / "src/tricity/terms/seed/thesaurus.jsonl"


def main() -> None:
    """Print the figures, one line for each engine."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=5_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", type=Carrier, help="measure this one, here")
    arguments = parser.parse_args()
    if arguments.only:
        measure(arguments.only, arguments.records, arguments.workers)
        return
    for carrier in Carrier:
        # Daft keeps to one engine in a process.
        options = [
            "--records",
            str(arguments.records),
            "--workers",
            str(arguments.workers),
            "--only",
            carrier,
        ]
        subprocess.run([sys.executable, __file__, *options], check=True)


def measure(carrier: Carrier, count: int, workers: int) -> None:
    """Print one line."""
    records = plant(count).records
    engine = Engine(Thesaurus.from_jsonl(SEED))
    came: list[float] = []
    began = time.perf_counter()
    analyzed = analyze_on(
        carrier, records, engine, lambda *_: came.append(time.perf_counter()), workers=workers
    )
    done = time.perf_counter()
    digest = hashlib.sha256()
    for each in analyzed:
        digest.update(repr(each).encode())
    print(
        f"{carrier:<10} {len(records)} records, {workers} workers: {done - began:6.1f} s, "
        f"{came[-1] - came[0]:6.1f} s of them after the first batch; {digest.hexdigest()[:12]}",
        flush=True,
    )


if __name__ == "__main__":
    main()
