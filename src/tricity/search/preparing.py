"""Documents read and analysed for the index, by this process or by several for the one that writes."""

from __future__ import annotations

import dataclasses
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice

from tricity.language import Analysis, IndexDocument, TextTerms
from tricity.search import registry
from tricity.search.audiences import EVERY
from tricity.search.models import IndexedText
from tricity.search.texts import packed

AHEAD = 3  # batches a process is given before its first is fetched


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is indexed, and its texts as they are kept to explain it."""

    document: IndexDocument
    text: bytes

    def row(self) -> IndexedText:
        """The row that keeps the texts."""
        return IndexedText(document_id=self.document.id, content=self.text)


Batch = tuple[str, Sequence[int]]


def prepare(batch: Batch) -> list[Prepared]:
    """The documents of (a model's label, ids of its rows), each once, whatever the number of kinds.

    Operators may find every one.
    """
    label, ids = batch
    found: list[Prepared] = []
    for documents in dict.fromkeys(indexed.documents for indexed in registry.of_model(label)):
        found += [_prepared(document) for document in documents(ids)]
    return found


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
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=begin
    ) as pool:
        while True:
            for batch in islice(left, processes * AHEAD - len(waiting)):
                waiting.append((batch, pool.submit(prepare, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            yield batch, future.result()


def _prepared(document: IndexDocument) -> Prepared:
    content = bytes(packed(document).content)
    lean = dataclasses.replace(
        document,
        title=_lean(document.title),
        body=_lean(document.body),
        visibility=(*document.visibility, EVERY),
    )
    return Prepared(lean, content)


def _lean(text: Analysis | TextTerms) -> Analysis | TextTerms:
    return dataclasses.replace(text, places={}) if isinstance(text, TextTerms) else text
