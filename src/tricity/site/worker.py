"""The background worker of `tricity serve`: does jobs, and keeps the search index up to date beside them."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable

from django.db import connection

from tricity.directory.statements.notices import remind_curators
from tricity.harvest.actions import harvest_due
from tricity.invitations.reminding import remind_due as remind_invited
from tricity.jobs import actions as jobs
from tricity.jobs import worker
from tricity.knowledge.imports import staging
from tricity.knowledge.imports.journal import undo_interrupted
from tricity.members import actions as members
from tricity.notices import actions as notices
from tricity.participation.reminding import remind_due as remind_participants
from tricity.privacy.actions import retain_daily
from tricity.search import indexer
from tricity.search.saving import look_at_due
from tricity.site import state
from tricity.site.backup import schedule
from tricity.site.child import begin
from tricity.site.health.machine import note_free_space
from tricity.site.health.work import WORKER
from tricity.site.upkeep import refresh_statistics

logger = logging.getLogger(__name__)

INDEX_SECONDS = 0.5
JOB_SECONDS = 0.5
PAUSE_AFTER_ERROR_SECONDS = 5.0
SWEEP_SECONDS = 3600.0
BEAT_SECONDS = 20.0
# A site that has just been started has more urgent things to do than a backup.
FIRST_BACKUP_SECONDS = 300.0
# How long a job may go on after the worker was told to stop, before it is handed back.
GRACE_SECONDS = 5.0


def run(stop: threading.Event) -> None:
    """Work until `stop` is set: jobs in this thread, the index in another, each at most half a second behind; backups
    and signs of life in others.
    """
    follower = threading.Thread(target=_follow_index, args=(stop,), name="indexer", daemon=True)
    follower.start()
    threading.Thread(target=_keep_watch, args=(stop,), name="watch", daemon=True).start()
    threading.Thread(target=_back_up, args=(stop,), name="backups", daemon=True).start()
    _do_jobs(stop)
    follower.join(GRACE_SECONDS)


def _do_jobs(stop: threading.Event) -> None:
    next_sweep = time.monotonic()
    while not stop.is_set():
        if time.monotonic() >= next_sweep:
            _carefully(jobs.sweep, stop)
            _carefully(staging.sweep, stop)
            _carefully(undo_interrupted, stop)
            _carefully(refresh_statistics, stop)
            _carefully(look_at_due, stop)
            _carefully(members.sweep, stop)
            _carefully(harvest_due, stop)
            _carefully(retain_daily, stop)
            _carefully(remind_curators, stop)
            _carefully(notices.sweep, stop)
            _carefully(remind_participants, stop)
            _carefully(remind_invited, stop)
            _carefully(notices.send_due_digests, stop)
            next_sweep = time.monotonic() + SWEEP_SECONDS
        if not _carefully(worker.run_one, stop):
            stop.wait(JOB_SECONDS)


def _follow_index(stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            if not _carefully(_index_once, stop):
                stop.wait(INDEX_SECONDS)
    finally:
        connection.close()


def _keep_watch(stop: threading.Event) -> None:
    """Note that the worker lives, and how full the disk is, while anything else takes its time."""
    while not stop.is_set():
        _carefully(_watch_once, stop)
        stop.wait(BEAT_SECONDS)


def _watch_once() -> int:
    state.beat(WORKER)
    note_free_space()
    return 0


def _back_up(stop: threading.Event) -> None:
    """Make the backups the operator asked for. One that is not done when the worker ends is begun anew by the next."""
    stop.wait(FIRST_BACKUP_SECONDS)
    while not stop.is_set():
        if schedule.is_due():
            _carefully(lambda: int(schedule.run()), stop)
        stop.wait(60)


def _index_once() -> int:
    done = indexer.catch_up(limit=indexer.BATCH, begin=begin)
    return done or int(indexer.follow_vocabulary())


def _carefully(step: Callable[[], int], stop: threading.Event) -> int:
    """Do one step; an error (a full disk, a database that is away) is logged, and the worker goes on after a pause."""
    try:
        return step()
    except Exception:  # a worker that ended here would take search and jobs with it
        logger.exception("the worker met an error and goes on")
        connection.close()
        stop.wait(PAUSE_AFTER_ERROR_SECONDS)
        return 0


def main() -> None:
    """Work until SIGTERM or SIGINT."""
    stop = threading.Event()

    def end(_signal: int, _frame: object) -> None:
        if not stop.is_set():
            stop.set()
            threading.Thread(target=_end_soon, name="end", daemon=True).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    logger.info("worker %s is ready", os.getpid())
    run(stop)


def _end_soon() -> None:
    """End the process even if a job goes on: the job is handed back, and is done anew by the next worker."""
    time.sleep(GRACE_SECONDS)
    try:
        worker.release_running()
    finally:
        os._exit(0)
