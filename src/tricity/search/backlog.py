"""Applying rows of the outbox to the index; a mass of them with the help of other processes."""

from __future__ import annotations

import os
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tricity.language import IndexWriter
from tricity.search import folder, registry
from tricity.search.models import IndexedText, Outbox
from tricity.search.preparing import Batch, Prepared, prepare_all

MANY = 2_000  # rows for which further processes are started: some seconds each, 300 MB, and 300 more for dictionaries of their own
SHARE = 100  # rows given to a process at once
COMMIT_SECONDS = 5.0  # between two commits: more of them are more parts of the index, which must be merged
_TOGETHER = 200  # texts or rows written in one statement


class Applied:
    """What was written to the index and waits for its commit, after which the database may forget the rows."""

    def __init__(self) -> None:
        self._found: dict[str, IndexedText] = {}
        self._gone: set[str] = set()
        self.rows: list[int] = []

    def add(self, writer: IndexWriter, batch: Batch, rows: Iterable[int], documents: list[Prepared]) -> None:
        """Write the documents of a batch, and remove those of its objects that have none any more."""
        label, ids = batch
        found = {each.row.id: each for each in documents}
        gone = {f"{indexed.kind}:{pk}" for indexed in registry.of_model(label) for pk in ids} - set(found)
        writer.delete(sorted(gone))
        writer.write(each.row for each in found.values())
        self._gone = (self._gone - set(found)) | gone
        for key in gone & set(self._found):
            del self._found[key]
        self._found |= {key: each.kept() for key, each in found.items()}
        self.rows += rows

    def keep(self) -> None:
        """Keep the texts, then delete the rows; call it after the commit of the index."""
        for gone in _parts(sorted(self._gone)):
            IndexedText.objects.filter(document_id__in=gone).delete()
        for found in _parts(list(self._found.values())):
            keep_texts(found)
        for rows in _parts(self.rows):
            Outbox.objects.filter(pk__in=rows).delete()


def work_off(begin: Callable[[], None], processes: int | None = None) -> int:
    """Apply a mass of rows, newest first, read by as many processes as there are processors; returns how many.

    Where fewer than MANY wait, nothing is done. `begin` makes the site's models usable in a new process. Only this
    process writes; it commits every COMMIT_SECONDS, so that a row that comes meanwhile is findable some seconds later.
    A helper that is killed ends it with BrokenProcessPool: what is not committed still waits.
    """
    place = folder.current()
    processes = processes or os.cpu_count() or 1
    if place is None or processes == 1 or not Outbox.objects.order_by()[MANY - 1 : MANY].exists():
        return 0
    rows: deque[list[int]] = deque()
    count, done, committed = 0, Applied(), time.monotonic()
    with folder.open_index(place).writer() as writer:
        for batch, documents in prepare_all(_shares(rows), processes, begin):
            done.add(writer, batch, rows.popleft(), documents)
            if time.monotonic() - committed >= COMMIT_SECONDS:
                count += _commit(writer, done)
                done, committed = Applied(), time.monotonic()
        count += _commit(writer, done)
    return count


def _commit(writer: IndexWriter, done: Applied) -> int:
    writer.commit()
    done.keep()
    return len(done.rows)


def by_model(rows: Sequence[Outbox]) -> Iterator[tuple[Batch, list[int]]]:
    """The objects of these rows, each once, by model; with the ids of the rows themselves."""
    waiting: dict[str, list[Outbox]] = defaultdict(list)
    for row in rows:
        waiting[row.subject_kind].append(row)
    for label, some in waiting.items():
        yield (label, sorted({row.subject_id for row in some})), [row.pk for row in some]


def keep_texts(texts: Sequence[IndexedText]) -> None:
    """Keep these texts, in place of those kept before of the same documents."""
    IndexedText.objects.bulk_create(
        texts,
        batch_size=_TOGETHER,
        update_conflicts=True,
        unique_fields=["document_id"],
        update_fields=["content"],
    )


def _parts(whole: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Few at a time, so that an editor's saving never waits long for the database."""
    return (whole[start : start + _TOGETHER] for start in range(0, len(whole), _TOGETHER))


def _shares(rows: deque[list[int]]) -> Iterator[Batch]:
    """Yield what waits, newest first, those that came meanwhile before all older ones; notes which rows each is for.

    A row is read after its object was changed, and is applied after all that were read before: the last one wins.
    """
    waiting = _Waiting()
    while some := waiting.take():
        for batch, pks in by_model(some):
            rows.append(pks)
            yield batch


class _Waiting:
    """The rows of the outbox that were not taken yet, as ranges: what was taken waits there for its commit.

    Where the database numbers rows before it shows them (PostgreSQL), one may appear within a range already taken; it
    is left to the next round.
    """

    def __init__(self) -> None:
        self._newest = 0
        self._ranges: list[tuple[int, int]] = []  # ids, both ends left out; the newest range last

    def take(self) -> list[Outbox]:
        """The next SHARE rows, newest first."""
        newest = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest > self._newest:
            self._ranges.append((self._newest, newest + 1))
            self._newest = newest
        taken: list[Outbox] = []
        while self._ranges and len(taken) < SHARE:
            low, high = self._ranges.pop()
            wanted = SHARE - len(taken)
            some = list(Outbox.objects.filter(pk__gt=low, pk__lt=high).order_by("-pk")[:wanted])
            taken += some
            if len(some) == wanted:
                self._ranges.append((low, some[-1].pk))
        return taken
