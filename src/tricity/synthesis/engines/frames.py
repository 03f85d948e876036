"""The analysis as one batch function over a Daft data frame: the same on the native engine and on Ray."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from tricity.language import Engine
from tricity.synthesis.analysis import AnalyzedRecord, Progress, texts_of
from tricity.synthesis.columns import Vocabulary
from tricity.synthesis.engines.cluster import connected
from tricity.synthesis.engines.libraries import load_daft
from tricity.synthesis.engines.patience import patiently
from tricity.synthesis.engines.reading import BatchReader, Needs, pack, unpack
from tricity.synthesis.errors import EngineUnavailable
from tricity.synthesis.packing import Unpacker
from tricity.synthesis.records import Record

FEWEST: Final = 25
MOST: Final = 250
ROWS_FOR_A_WORKER: Final = 8
ROUNDS: Final = 3
RESTARTS: Final = {"max_restarts": -1, "max_task_retries": 20}
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
    with connected(address, workers) as count:
        _use("ray")
        daft = load_daft()
        daft.set_runner_ray(noop_if_initialized=True)
        yield Place("ray", count)


def analyze(
    place: AbstractContextManager[Place], records: Sequence[Record], engine: Engine, progress: Progress | None
) -> list[AnalyzedRecord]:
    """Return the records analysed, in their order."""
    came: dict[int, bytes] = {}
    analyzed: list[AnalyzedRecord] = []
    unpacker = Unpacker(Vocabulary())
    done = 0
    with place as where:
        size = _size(len(records), where.workers)
        batches = {start: records[start : start + size] for start in range(0, len(records), size)}
        sent = {start: pack([texts_of(each) for each in batch]) for start, batch in batches.items()}
        for start, came[start] in _read_all(where, sent, Needs.packed(engine)):
            done += len(batches[start])
            while len(analyzed) in came:  # terms are numbered in the order of records
                (packet,) = unpack(came.pop(len(analyzed)))
                analyzed += unpacker.unpack(packet, batches[len(analyzed)])
            if progress is not None:
                progress("analyze", done, len(records))
    return analyzed


def _size(records: int, workers: int) -> int:
    """Return how many records a row holds: what is done again where a worker is lost, and what needs go with."""
    return min(MOST, max(FEWEST, records // (workers * ROWS_FOR_A_WORKER)))


def _read_all(place: Place, batches: Mapping[int, bytes], needs: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and packed analysis of each batch, as they come."""
    missing = dict(batches)
    for _ in range(ROUNDS):
        for number, packed in _rows(place, missing, needs):
            del missing[number]
            yield number, packed
        if not missing:
            return
        # Daft 0.7.26 ends a frame without an error, and without those rows, where an actor is gone for good.
    raise EngineUnavailable(
        place.engine, f"it lost {len(missing)} of {len(batches)} batches in each of {ROUNDS} rounds"
    )


def _rows(place: Place, batches: Mapping[int, bytes], needs: bytes) -> Iterator[tuple[int, bytes]]:
    daft = load_daft()
    columns = {"number": list(batches), "batch": list(batches.values()), "needs": [needs] * len(batches)}
    frame = daft.from_pydict(columns)
    if place.engine == "ray":
        frame = frame.into_partitions(len(batches))  # the native engine takes rows one by one as it is
    read = _function(daft, place)
    rows = frame.select("number", read(frame["needs"], frame["batch"]).alias("read")).iter_rows()
    try:
        for row in patiently(rows):
            yield row["number"], row["read"]
    except Exception as error:
        # Of whatever class: Daft raises its own, those of Ray, and RuntimeError where a process is gone.
        raise EngineUnavailable(place.engine, f"it broke off: {_said(error)}") from error


def _function(daft: Any, place: Place) -> Any:
    """Return the batch function over columns of needs and batches, one row at a time in each worker.

    With a stated number of instances Daft keeps each in a process of its own; on Ray each is an actor, which is started
    again where it is lost, and its row is read again (`daft/execution/ray_actor_pool_udf.py`). Daft's own limit of four
    restarts would be no limit: its frame waits for ever for an actor that is gone for good.
    """
    daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)(BatchReader.read)
    kept = {"use_process": True} if place.engine == "native" else {"ray_options": RESTARTS}
    return daft.cls(max_concurrency=place.workers, **kept)(BatchReader)().read


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
