"""What carries the analysis of many records: processes of our own, Daft's native engine, or Daft on a Ray cluster.

Each gives the same analysed records. Daft and Ray are the optional extra `ray`; they are loaded when one is asked for.
"""

from collections.abc import Iterable
from enum import StrEnum

from tricity.language import Engine
from tricity.synthesis.analysis import AnalyzedRecord, Progress
from tricity.synthesis.parallel import analyze_by
from tricity.synthesis.records import Record


class Carrier(StrEnum):
    """What carries the analysis; the value is what `--engine` takes."""

    PROCESSES = "processes"
    NATIVE = "native"
    RAY = "ray"


def analyze_on(
    carrier: Carrier,
    records: Iterable[Record],
    engine: Engine,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
    address: str = "",
) -> list[AnalyzedRecord]:
    """Return the records analysed, sorted by id.

    The engine must have been made of a thesaurus alone. `workers` is how many analyse at a time: one with processes,
    else as many as there are processors, unless stated. `address` is that of a Ray cluster; without one, a cluster is
    started on this machine and stopped again. Raises EngineUnavailable.
    """
    if carrier is Carrier.PROCESSES:
        return analyze_by(workers or 1, records, engine, progress)
    from tricity.synthesis.engines import frames

    on = frames.on_ray(address, workers) if carrier is Carrier.RAY else frames.natively(workers)
    ordered = sorted(records, key=lambda record: record.id)
    return frames.analyze(on, ordered, engine, progress) if ordered else []
