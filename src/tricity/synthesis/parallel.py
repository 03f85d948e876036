"""Analysis of many records by several processes; what comes out is the same as from one."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from typing import Final

from tricity.language import Concept, Engine, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord, Progress, texts_of
from tricity.synthesis.columns import Vocabulary
from tricity.synthesis.packing import Packer, Packet, Unpacker
from tricity.synthesis.records import Record

BATCH: Final = 250  # records given to a process at a time: enough to outweigh the sending
ON_THE_WAY: Final = 16  # batches given out and not yet put in place
_given: list[Concept] = []


def analyze_by(
    workers: int, records: Iterable[Record], engine: Engine, progress: Progress | None = None
) -> list[AnalyzedRecord]:
    """Return the records analysed, sorted by id, by so many processes; each makes the engine's thesaurus its own.

    The engine must have been made of a thesaurus alone. With one worker, or few records, nothing is started. What is
    read comes in columns (`PackedAnalysis`): only what the synthesis compares by.
    """
    ordered = sorted(records, key=lambda record: record.id)
    alone = workers < 2 or len(ordered) <= BATCH
    packets = _read_here(ordered, engine) if alone else _read_by(workers, ordered, engine)
    analyzed: list[AnalyzedRecord] = []
    unpacker = Unpacker(Vocabulary())
    for batch, packet in zip(_batches(ordered), packets, strict=True):
        analyzed += unpacker.unpack(packet, batch)
        if progress is not None:
            progress("analyze", len(analyzed), len(ordered))
    return analyzed


def _read_here(records: Sequence[Record], engine: Engine) -> Iterator[Packet]:
    packer = Packer(engine)
    for batch in _batches(records):
        yield packer.read(map(texts_of, batch))


def _read_by(workers: int, records: Sequence[Record], engine: Engine) -> Iterator[Packet]:
    concepts = list(engine.thesaurus.concepts.values())
    # Spawned, as everywhere here: a fork copies locks that other threads hold.
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_open, initargs=(concepts,)
    ) as pool:
        yield from _mapped(pool, records)


def _mapped(pool: ProcessPoolExecutor, records: Sequence[Record]) -> Iterator[Packet]:
    """Yield what the processes send for each batch, with few batches on the way: all at once would fill the memory."""
    waiting: deque[Future[Packet]] = deque()
    for batch in _batches(records):
        if len(waiting) == ON_THE_WAY:
            yield waiting.popleft().result()
        waiting.append(pool.submit(_read, [texts_of(each) for each in batch]))
    while waiting:
        yield waiting.popleft().result()


def _batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _open(concepts: list[Concept]) -> None:
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    _given[:] = concepts


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def _packer() -> Packer:
    return Packer(Engine(Thesaurus(_given)), os.getpid())


def _read(texts: Sequence[tuple[str, str, str]]) -> Packet:
    return _packer().read(texts)
