"""Wishes for the synthesis to follow what changed: by a full run, or by taking in what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from tricity.cooperation.models import SynthesisRun
from tricity.jobs.actions import enqueue
from tricity.jobs.models import Job

JOB = "cooperation.synthesize"
TAKE_IN = "cooperation.take_in"
# More records than these at once, as of an import, are a matter for a full run.
MOST_AT_ONCE = 20
# After a run that took longer the next one waits this many times as long.
LONG = dt.timedelta(minutes=1)
PAUSE = 5


def follow_changes(ids: Sequence[int]) -> None:
    """Have it looked at what became of these records; call it inside the transaction that changed them."""
    if settings.SYNTHESIS_MEMORY_RECORDS > 0 and 0 < len(ids) <= MOST_AT_ONCE:
        enqueue(TAKE_IN, ids=list(ids))
    elif ids:
        synthesize_later()


def synthesize_later(at: dt.datetime | None = None) -> None:
    """Wish for a run, not before `at`. Wishes that wait are one, and the earliest counts; where runs take long, most of
    the worker's time stays for other jobs.
    """
    now = timezone.now()
    due_at = max(filter(None, (now, at, _after_pause())))
    job = enqueue(JOB, key=JOB, due_at=due_at)
    # A wish made anew is none that a run under way fulfils: that has read the records already.
    renewed = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not renewed.update(created_at=now, due_at=min(job.due_at, due_at)):
        enqueue(JOB, key=JOB, due_at=due_at)


def _after_pause() -> dt.datetime | None:
    last = SynthesisRun.objects.exclude(finished_at=None).order_by("-finished_at").defer("overview").first()
    if last is None or last.finished_at is None:
        return None
    took = last.finished_at - last.started_at
    return last.finished_at + PAUSE * took if took > LONG else None
