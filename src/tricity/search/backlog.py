"""Applying rows of the outbox to the index; a mass of them with the help of other processes."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction

from tricity.language import IndexWriter
from tricity.search import folder, registry
from tricity.search.models import IndexedText, Outbox
from tricity.search.preparing import Batch, Prepared, prepare_all

MANY = 2_000  # rows for which further processes are started; they take some seconds and some 150 MB each
SHARE = 100  # rows given to a process at once
COMMITTED = 500  # rows whose documents are made findable together
_ROWS = 200  # written in one statement


class Applied:
    """What was written to the index and waits for its commit, after which the database may forget the rows."""

    def __init__(self) -> None:
        self._found: dict[str, Prepared] = {}
        self._gone: set[str] = set()
        self.rows: list[int] = []

    def add(self, writer: IndexWriter, batch: Batch, rows: Iterable[int], documents: list[Prepared]) -> None:
        """Write the documents of a batch, and remove those of its objects that have none any more."""
        label, ids = batch
        found = {each.row.id: each for each in documents}
        gone = {f"{indexed.kind}:{pk}" for indexed in registry.of_model(label) for pk in ids} - set(found)
        writer.delete(sorted(gone))
        writer.write(each.row for each in found.values())
        self._found = {key: each for key, each in self._found.items() if key not in gone} | found
        self._gone = (self._gone - set(found)) | gone
        self.rows += rows

    def keep(self) -> None:
        """Keep the texts and delete the rows; call it after the commit of the index."""
        with transaction.atomic():
            IndexedText.objects.filter(document_id__in=self._gone).delete()
            keep_texts(list(self._found.values()))
            Outbox.objects.filter(pk__in=self.rows).delete()


def work_off(begin: Callable[[], None], processes: int | None = None) -> int:
    """Apply a mass of rows, newest first, read by as many processes as there are processors; returns how many.

    Where fewer than MANY wait, nothing is done. `begin` makes the site's models usable in a new process. Only this
    process writes; its commits follow each other by COMMITTED rows, so that a row that comes meanwhile is findable some
    seconds later. A helper that is killed ends it with BrokenProcessPool: what is not committed still waits.
    """
    place = folder.current()
    processes = processes or os.cpu_count() or 1
    if place is None or processes == 1 or not Outbox.objects.order_by()[MANY - 1 : MANY].exists():
        return 0
    rows: deque[list[int]] = deque()
    under_way: set[int] = set()
    count, done = 0, Applied()
    with folder.open_index(place).writer() as writer:
        for batch, documents in prepare_all(_shares(rows, under_way), processes, begin):
            done.add(writer, batch, rows.popleft(), documents)
            if len(done.rows) >= COMMITTED:
                count += _commit(writer, done, under_way)
                done = Applied()
        count += _commit(writer, done, under_way)
    return count


def _commit(writer: IndexWriter, done: Applied, under_way: set[int]) -> int:
    writer.commit()
    done.keep()
    under_way.difference_update(done.rows)
    return len(done.rows)


def by_model(rows: Sequence[Outbox]) -> Iterator[tuple[Batch, list[int]]]:
    """The objects of these rows, each once, by model; with the ids of the rows themselves."""
    waiting: dict[str, list[Outbox]] = defaultdict(list)
    for row in rows:
        waiting[row.subject_kind].append(row)
    for label, some in waiting.items():
        yield (label, sorted({row.subject_id for row in some})), [row.pk for row in some]


def keep_texts(documents: Sequence[Prepared]) -> None:
    """Keep the texts of these documents, in place of those kept before."""
    IndexedText.objects.bulk_create(
        [each.kept() for each in documents],
        batch_size=_ROWS,
        update_conflicts=True,
        unique_fields=["document_id"],
        update_fields=["content"],
    )


def _shares(rows: deque[list[int]], under_way: set[int]) -> Iterator[Batch]:
    """Yield what waits, newest first, those that came meanwhile before all older ones; notes which rows each is for.

    A row is read after its object was changed, and is applied after all that were read before: the last one wins.
    """
    while some := list(Outbox.objects.exclude(pk__in=under_way).order_by("-pk")[:SHARE]):
        under_way.update(row.pk for row in some)
        for batch, pks in by_model(some):
            rows.append(pks)
            yield batch
