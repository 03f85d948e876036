"""Keeping the index up to date: following the outbox, building anew. Run by the one worker, or by a command."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from tricity.language import IndexWriter
from tricity.search import folder, registry
from tricity.search.actions import touch_all
from tricity.search.backlog import Applied, by_model, keep_texts, work_off
from tricity.search.engine import vocabulary
from tricity.search.models import Outbox
from tricity.search.preparing import Prepared, prepare, prepare_all

logger = logging.getLogger(__name__)

BATCH = 200  # objects read at once
LEAST_SHARED = (
    2_000  # objects for which further processes are started; they take some seconds and 500 MB each
)
VOCABULARY = "vocabulary"
Progress = Callable[[int, int], None]


def catch_up(limit: int | None = None, begin: Callable[[], None] | None = None) -> int:
    """Apply what waits in the outbox, newest first so that a change made now does not wait for a mass of older ones.

    Returns how many rows were applied, at most `limit` unless they are a mass. Rows are deleted after the commit of the index, so that a
    process killed at any point leaves them to be applied again. Builds the index when there is none yet. With `begin`,
    which makes the site's models usable in a new process, a mass of rows is read by several (`backlog.work_off`).
    """
    if folder.searchable() is not None and not Outbox.objects.exists():
        return 0
    with folder.writing():
        if folder.searchable() is None:
            _rebuild(None, begin)
        done = work_off(begin) if begin is not None else 0
        while limit is None or done < limit:
            wanted = BATCH if limit is None else min(BATCH, limit - done)
            rows = list(Outbox.objects.order_by("-pk")[:wanted])
            if not rows:
                break
            _apply(rows)
            done += len(rows)
        return done


def rebuild(
    progress: Progress | None = None, begin: Callable[[], None] | None = None, processes: int | None = None
) -> int:
    """Build the whole index anew beside the one in use, then put it in its place; returns how many documents it has.

    With `begin`, which makes the site's models usable in a new process, a large site is read by `processes` of them
    (by default as many as there are processors).
    """
    with folder.writing():
        return _rebuild(progress, begin, processes)


def follow_vocabulary() -> bool:
    """Have everything read anew when terms or names changed since the index was built; True when they did.

    Waits until the outbox is empty, so that one change after another does not pile up.
    """
    place = folder.current()
    if (
        place is None
        or Outbox.objects.exists()
        or (place / VOCABULARY).read_text(encoding="utf-8") == vocabulary()
    ):
        return False
    with transaction.atomic():
        for kind in _one_kind_per_model():
            touch_all(kind)
    (place / VOCABULARY).write_text(vocabulary(), encoding="utf-8")
    return True


def _apply(rows: Sequence[Outbox]) -> None:
    place = folder.current()
    assert place is not None
    done = Applied()
    with folder.open_index(place).writer() as writer:
        for batch, pks in by_model(rows):
            done.add(writer, batch, pks, prepare(batch))
    done.keep()


def _rebuild(
    progress: Progress | None, begin: Callable[[], None] | None = None, processes: int | None = None
) -> int:
    waiting = list(Outbox.objects.values_list("pk", flat=True))
    words = vocabulary()
    place = folder.new_generation()
    labels = [registry.of_kind(kind).model._meta.label_lower for kind in _one_kind_per_model()]
    total = sum(registry.of_model(label)[0].model._base_manager.count() for label in labels)
    if begin is None or (processes is None and total < LEAST_SHARED):
        begin, processes = _nothing, 1
    batches = ((label, ids) for label in labels for ids in _id_batches(label))
    index, done, count = folder.open_index(place), 0, 0
    with index.writer() as writer:
        for (_label, ids), documents in prepare_all(batches, processes or os.cpu_count() or 1, begin):
            count += _write(writer, documents)
            done += len(ids)
            if progress is not None:
                progress(done, total)
    (place / VOCABULARY).write_text(words, encoding="utf-8")
    folder.use(place)
    # Only what was waiting before the objects were read is certainly in the new index.
    for start in range(0, len(waiting), BATCH):
        Outbox.objects.filter(pk__in=waiting[start : start + BATCH]).delete()
    logger.info("search index built: %d documents", count)
    return count


def _nothing() -> None:
    """The models of this process are usable already."""


def _write(writer: IndexWriter, documents: list[Prepared]) -> int:
    with transaction.atomic():
        keep_texts([each.kept() for each in documents])
    return writer.write(each.row for each in documents)


def _one_kind_per_model() -> list[str]:
    return list({indexed.model: kind for kind, indexed in registry.kinds().items()}.values())


def _id_batches(label: str) -> Iterator[list[int]]:
    model = registry.of_model(label)[0].model
    last = 0
    while ids := list(
        model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]
