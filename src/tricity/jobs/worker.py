"""Doing jobs: one at a time in this process, with a heartbeat beside it."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from tricity.jobs import actions
from tricity.jobs.errors import UnknownJob
from tricity.jobs.models import Job
from tricity.jobs.registry import function_of

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10.0
_running: Job | None = None


def run_one() -> bool:
    """Do the job that has waited longest; False when nothing was due.

    Jobs of workers that died are queued again first. What a job raises is kept with it, and it is tried again.
    """
    global _running
    actions.reap()
    job = actions.claim()
    if job is None:
        return False
    _running = job
    try:
        with _heartbeat(job):
            _do(job)
    finally:
        _running = None
    return True


def run_all(most: int = 1000) -> int:
    """Do what is due until nothing is left, at most this many; returns how many. For commands and tests."""
    done = 0
    while done < most and run_one():
        done += 1
    return done


def release_running() -> None:
    """Hand the unfinished job of this process back to the queue, before the process ends."""
    job = _running
    if job is not None:
        actions.release(job)


def _do(job: Job) -> None:
    try:
        function_of(job.name)(**job.arguments)
    except UnknownJob as error:
        logger.error("job %s: nobody does %s", job.pk, job.name)
        actions.give_up(job, error=str(error), is_last=True)
    except Exception as error:  # whatever a job raises is noted with it; the worker goes on
        logger.exception("job %s (%s) failed", job.pk, job.name)
        actions.give_up(job, error="".join(traceback.format_exception(error))[-4000:])
    else:
        if not actions.finish(job):
            logger.warning("job %s (%s) was done, but its lease had run out", job.pk, job.name)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(job, stop), name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat_until(job: Job, stop: threading.Event) -> None:
    try:
        while not stop.wait(BEAT_SECONDS):
            try:
                if not actions.beat(job):
                    return
            except DatabaseError as error:
                logger.warning("job %s: no heartbeat now: %s", job.pk, error)
    finally:
        connection.close()
