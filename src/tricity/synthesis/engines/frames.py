"""The analysis as one batch function over a Daft data frame: the same on the native engine and on Ray."""

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from tricity.language import Engine
from tricity.synthesis.analysis import AnalyzedRecord, Progress
from tricity.synthesis.engines.cluster import connected
from tricity.synthesis.engines.libraries import load_daft
from tricity.synthesis.engines.reading import BatchReader, pack, package_versions, unpack
from tricity.synthesis.errors import EngineUnavailable
from tricity.synthesis.records import Record

BATCH: Final = 50  # records of one row: what is done again where a worker is lost
_used: list[str] = []


@dataclass(frozen=True, slots=True)
class Place:
    """Where frames are computed: the engine's name, and how many workers it has."""

    engine: str
    workers: int


@contextmanager
def natively(workers: int | None) -> Iterator[Place]:
    """Have frames computed on this machine, by processes of Daft's own."""
    daft = load_daft()
    _use("native")
    daft.set_runner_native()
    yield Place("native", workers or os.cpu_count() or 1)


@contextmanager
def on_ray(address: str, workers: int | None) -> Iterator[Place]:
    """Have frames computed on the cluster at the address, or on one of this machine's own."""
    daft = load_daft()
    with connected(address, workers) as count:
        _use("ray")
        daft.set_runner_ray(noop_if_initialized=True)
        yield Place("ray", count)


def analyze(
    place: AbstractContextManager[Place], records: Sequence[Record], engine: Engine, progress: Progress | None
) -> list[AnalyzedRecord]:
    """Return the records analysed, in their order."""
    batches = [records[start : start + BATCH] for start in range(0, len(records), BATCH)]
    read: dict[int, list[AnalyzedRecord]] = {}
    done = 0
    with place as where:
        for number, packed in _rows(where, batches, engine):
            read[number] = unpack(packed)
            done += len(read[number])
            if progress is not None:
                progress("analyze", done, len(records))
    return [each for number in range(len(batches)) for each in read[number]]


def _rows(place: Place, batches: Sequence[Sequence[Record]], engine: Engine) -> Iterator[tuple[int, bytes]]:
    """Yield number and packed analysis of each batch, as they come."""
    daft = load_daft()
    frame = daft.from_pydict(
        {"number": list(range(len(batches))), "records": [pack(each) for each in batches]}
    )
    if place.engine == "ray":
        frame = frame.into_partitions(len(batches))  # the native engine takes rows one by one as it is
    read = _function(daft, place, engine)
    try:
        for row in frame.select(frame["number"], read(frame["records"]).alias("read")).iter_rows():
            yield row["number"], row["read"]
    except Exception as error:
        # Of whatever class: Daft raises its own, those of Ray, and RuntimeError where a worker is gone for good.
        raise EngineUnavailable(place.engine, f"it broke off: {_said(error)}") from error


def _function(daft: Any, place: Place, engine: Engine) -> Any:
    """Return the batch function over a column of packed batches, one of them at a time in each worker.

    With a stated number of instances Daft keeps each in a process of its own; on Ray each is an actor, which is started
    again where it is lost, and its batch is read again (`daft/execution/ray_actor_pool_udf.py`).
    """
    concepts = pickle.dumps(list(engine.thesaurus.concepts.values()), pickle.HIGHEST_PROTOCOL)
    daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)(BatchReader.read)
    made = daft.cls(use_process=place.engine == "native", max_concurrency=place.workers)(BatchReader)
    return made(concepts, package_versions()).read


def _said(error: BaseException) -> str:
    """Return what the first cause of the error says; the rest is the traceback of a worker."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error).strip().rpartition("\n")[2] or type(error).__name__


def _use(engine: str) -> None:
    """Daft keeps to one engine in a process, and to the first cluster."""
    if _used and not (engine == "native" and _used == ["native"]):
        raise EngineUnavailable(engine, f"this process has used the engine {_used[0]} before; take another")
    _used[:] = [engine]
