from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tricity.activity.actions import record
from tricity.jobs.models import Job
from tricity.jobs.registry import function_of

LEASE = dt.timedelta(seconds=60)
MOST_ATTEMPTS = 3
# After the first and the second failure; long enough for a locked file or a full disk to be mended.
PAUSES = (dt.timedelta(seconds=5), dt.timedelta(minutes=1))
KEPT_FOR = dt.timedelta(days=7)
State = Job.State


@transaction.atomic
def enqueue(
    name: str, /, *, key: str | None = None, due_at: dt.datetime | None = None, **arguments: Any
) -> Job:
    """Have the job done in the background once the transaction around this call is committed, not before `due_at`.

    With a `key` that is queued already nothing is added, and the job waiting is returned. Raises UnknownJob.
    """
    function_of(name)
    values = {"name": name, "arguments": arguments, "due_at": due_at or timezone.now()}
    if key is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(key=key, state=State.QUEUED, defaults=values)[0]


def claim() -> Job | None:
    """Take the job that has waited longest, leased to the caller; None while nothing is due."""
    waiting = Job.objects.filter(state=State.QUEUED, due_at__lte=timezone.now())
    # An idle worker looks twice a second; only where it finds something does it take the lock of a writer.
    return _claim_first(waiting) if waiting.exists() else None


@transaction.atomic
def _claim_first(waiting: QuerySet[Job]) -> Job | None:
    job = waiting.select_for_update(skip_locked=_skips_locked()).order_by("due_at", "pk").first()
    if job is None:
        return None
    now = timezone.now()
    job.state, job.lease = State.RUNNING, secrets.token_hex(16)
    job.attempts += 1
    job.heartbeat_at, job.leased_until = now, now + LEASE
    job.save(update_fields=["state", "lease", "attempts", "heartbeat_at", "leased_until"])
    return job


def beat(job: Job) -> bool:
    """Prolong the lease; False when somebody else has the job by now."""
    now = timezone.now()
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)
    return mine.update(heartbeat_at=now, leased_until=now + LEASE) == 1


def finish(job: Job) -> bool:
    """Note that the job is done; False when the lease was lost meanwhile."""
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)
    return mine.update(state=State.DONE, finished_at=timezone.now(), leased_until=None, error="") == 1


@transaction.atomic
def give_up(job: Job, *, error: str, is_last: bool = False) -> None:
    """Note that an attempt failed: queued again after a pause, or failed for good after the third."""
    mine = Job.objects.select_for_update().filter(pk=job.pk, state=State.RUNNING, lease=job.lease).first()
    if mine is not None:
        _end_attempt(mine, error, is_last=is_last)


@transaction.atomic
def release(job: Job) -> None:
    """Hand an unfinished job back at once, because its worker is told to stop; the attempt does not count."""
    mine = Job.objects.select_for_update().filter(pk=job.pk, state=State.RUNNING, lease=job.lease).first()
    if mine is not None:
        mine.attempts = max(0, mine.attempts - 1)
        _queue(mine, timezone.now())


def reap() -> int:
    """Queue again what was leased to workers that have died; returns how many. Their attempt counts."""
    expired = Job.objects.filter(state=State.RUNNING, leased_until__lt=timezone.now())
    return _queue_again(expired) if expired.exists() else 0


@transaction.atomic
def _queue_again(expired: QuerySet[Job]) -> int:
    jobs = list(expired.select_for_update(skip_locked=_skips_locked()))
    for job in jobs:
        _end_attempt(job, "The worker disappeared while it worked on this job.", is_last=False)
    return len(jobs)


@transaction.atomic
def retry(job: Job, *, by: Any = None) -> None:
    """Have a failed job tried anew, three times as in the beginning; nothing happens to one that did not fail."""
    failed = Job.objects.select_for_update().filter(pk=job.pk, state=State.FAILED).first()
    if failed is not None:
        failed.attempts, failed.finished_at = 0, None
        _queue(failed, timezone.now())
        record("job.retried", failed, by=by, name=failed.name)


@transaction.atomic
def dismiss(job: Job, *, by: Any = None) -> None:
    """Forget a failed job that need not be done any more."""
    failed = Job.objects.select_for_update().filter(pk=job.pk, state=State.FAILED).first()
    if failed is not None:
        record("job.dismissed", failed, by=by, name=failed.name)
        failed.delete()


def sweep() -> int:
    """Delete jobs done a week ago; failed ones stay to be looked at."""
    return Job.objects.filter(state=State.DONE, finished_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _end_attempt(job: Job, error: str, *, is_last: bool) -> None:
    job.error = error
    if is_last or job.attempts >= MOST_ATTEMPTS:
        job.state, job.finished_at, job.leased_until = State.FAILED, timezone.now(), None
        job.save(update_fields=["state", "finished_at", "leased_until", "error"])
    else:
        _queue(job, timezone.now() + PAUSES[min(job.attempts, len(PAUSES)) - 1])


def _queue(job: Job, due_at: dt.datetime) -> None:
    if job.key is not None and Job.objects.filter(key=job.key, state=State.QUEUED).exists():
        # The same wish waits already and will do this job's work.
        job.state, job.finished_at = State.DONE, timezone.now()
    else:
        job.state = State.QUEUED
    job.due_at, job.lease, job.leased_until = due_at, "", None
    job.save(update_fields=["state", "finished_at", "due_at", "lease", "leased_until", "attempts", "error"])


def _skips_locked() -> bool:
    return connection.features.has_select_for_update_skip_locked
