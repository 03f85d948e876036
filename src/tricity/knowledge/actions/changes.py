"""Following a change of records through: search, topics, order of titles."""

from __future__ import annotations

from collections.abc import Iterable

from tricity.jobs.actions import enqueue
from tricity.knowledge import followers
from tricity.knowledge.models import Record
from tricity.search.actions import touch

BATCH = 500  # records of one job: a few seconds of work, so that a lease is never outrun


def records_changed(ids: Iterable[int]) -> None:
    """Call inside the transaction that created or changed records: search follows at once, topics by a job.

    One insert into the outbox and one job per 500 records, whatever changed in them. Apps above that follow are told.
    """
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        touch(*(Record(pk=pk) for pk in batch))
        enqueue("knowledge.refresh", ids=batch)
    if ordered:
        followers.tell(ordered)
