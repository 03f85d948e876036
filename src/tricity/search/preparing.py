"""Documents read and analysed for the index, by this process or by several for the one that writes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from tricity.language import IndexRow, pack_documents
from tricity.search import folder, registry
from tricity.search.audiences import EVERY
from tricity.search.helpers import help_parent
from tricity.search.models import IndexedText
from tricity.search.texts import packed
from tricity.search.vectors import text_vectors

TOGETHER = 32  # documents whose vectors are made together
AHEAD = 3  # batches a process is given before its first is fetched


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is written to the index, and its texts as they are kept to explain it."""

    row: IndexRow
    text: bytes

    def kept(self) -> IndexedText:
        """The row that keeps the texts."""
        return IndexedText(document_id=self.row.id, content=self.text)


Batch = tuple[str, Sequence[int]]


def prepare(batch: Batch) -> list[Prepared]:
    """The documents of (a model's label, ids of its rows), each once, whatever the number of kinds.

    Operators may find every one.
    """
    label, ids = batch
    sources = dict.fromkeys(indexed.documents for indexed in registry.of_model(label))
    found = (document for documents in sources for document in documents(ids))
    prepared: list[Prepared] = []
    while some := list(islice(found, TOGETHER)):
        rows = pack_documents(
            [replace(each, visibility=(*each.visibility, EVERY)) for each in some],
            folder.FACETS,
            text_vectors(),
        )
        prepared += [Prepared(row, packed(each)) for row, each in zip(rows, some, strict=True)]
    return prepared


def prepare_all(
    batches: Iterable[Batch], processes: int, begin: Callable[[], None]
) -> Iterator[tuple[Batch, list[Prepared]]]:
    """Yield each batch with its documents, in order; `begin` makes the models usable in a new process.

    With one process the work is done in this one. Few batches are under way at a time, so memory stays bounded.
    """
    if processes == 1:
        for batch in batches:
            yield batch, prepare(batch)
        return
    waiting: deque[tuple[Batch, Future[list[Prepared]]]] = deque()
    left = iter(batches)
    with ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=help_parent,
        initargs=(begin,),
    ) as pool:
        while True:
            for batch in islice(left, processes * AHEAD - len(waiting)):
                waiting.append((batch, pool.submit(prepare, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            yield batch, future.result()
