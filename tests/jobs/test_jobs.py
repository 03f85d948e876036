from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from tricity.jobs import actions, registry, worker
from tricity.jobs.actions import enqueue
from tricity.jobs.errors import UnknownJob
from tricity.jobs.models import Job

pytestmark = pytest.mark.django_db
State = Job.State


@pytest.fixture
def done() -> Iterator[list[int]]:
    """What the job “note” was called with; “fail” always fails."""
    seen: list[int] = []

    @registry.job("note")
    def note(number: int) -> None:
        seen.append(number)

    @registry.job("fail")
    def fail() -> None:
        raise RuntimeError("no luck")

    yield seen
    del registry._functions["note"], registry._functions["fail"]


def test_job_runs_once_with_its_arguments(done: list[int]) -> None:
    job = enqueue("note", number=7)

    assert worker.run_one() is True
    assert worker.run_one() is False

    job.refresh_from_db()
    assert done == [7]
    assert (job.state, job.attempts) == (State.DONE, 1)


def test_jobs_run_in_the_order_they_were_asked_for(done: list[int]) -> None:
    for number in (3, 1, 2):
        enqueue("note", number=number)

    assert worker.run_all() == 3
    assert done == [3, 1, 2]


def test_unknown_name_is_refused_when_asked_for() -> None:
    with pytest.raises(UnknownJob):
        enqueue("nothing-like-that")


def test_same_key_queued_twice_is_one_job(done: list[int]) -> None:
    first = enqueue("note", key="once", number=1)
    second = enqueue("note", key="once", number=1)
    worker.run_all()
    third = enqueue("note", key="once", number=2)

    assert first == second
    assert third != first
    assert done == [1]


def test_job_is_gone_when_its_transaction_fails(done: list[int]) -> None:
    @transaction.atomic
    def change() -> None:
        enqueue("note", number=1)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change()

    assert worker.run_one() is False


@pytest.mark.usefixtures("done")
def test_failed_job_is_tried_three_times(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueue("fail")

    for _attempt in range(3):
        assert worker.run_one() is True
        assert worker.run_one() is False, "it waits before the next attempt"
        Job.objects.update(due_at=timezone.now())

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "RuntimeError: no luck" in job.error
    assert worker.run_one() is False


def test_job_nobody_does_any_more_fails_at_once() -> None:
    job = Job.objects.create(name="gone")

    worker.run_one()

    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, "no job is registered as 'gone'")


def test_job_of_a_dead_worker_is_queued_again(done: list[int]) -> None:
    job = enqueue("note", number=1)
    actions.claim()
    Job.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))

    assert actions.reap() == 1

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 1)
    Job.objects.update(due_at=timezone.now())
    assert worker.run_one() is True
    assert done == [1]


def test_job_that_kills_its_worker_each_time_is_given_up(done: list[int]) -> None:
    job = enqueue("note", number=1)

    for _attempt in range(3):
        assert actions.claim() is not None
        Job.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
        actions.reap()
        Job.objects.update(due_at=timezone.now())

    job.refresh_from_db()
    assert job.state == State.FAILED
    assert done == []


def test_leased_job_is_left_alone(done: list[int]) -> None:
    enqueue("note", number=1)
    actions.claim()

    assert actions.reap() == 0
    assert actions.claim() is None


def test_worker_that_lost_its_lease_changes_nothing(done: list[int]) -> None:
    enqueue("note", number=1)
    first = actions.claim()
    assert first is not None
    Job.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    actions.reap()
    Job.objects.update(due_at=timezone.now())
    second = actions.claim()
    assert second is not None

    assert actions.beat(first) is False
    assert actions.finish(first) is False
    actions.give_up(first, error="late")
    assert actions.beat(second) is True
    assert actions.finish(second) is True


def test_released_job_is_due_at_once_and_the_attempt_does_not_count(done: list[int]) -> None:
    enqueue("note", number=1)
    job = actions.claim()
    assert job is not None

    actions.release(job)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    assert worker.run_one() is True


def test_released_job_gives_way_to_the_same_wish_queued_meanwhile(done: list[int]) -> None:
    enqueue("note", key="once", number=1)
    running = actions.claim()
    assert running is not None
    enqueue("note", key="once", number=1)

    actions.release(running)

    assert worker.run_all() == 1
    assert done == [1]


def test_old_done_jobs_are_swept_and_failed_ones_kept(done: list[int]) -> None:
    long_ago = timezone.now() - dt.timedelta(days=8)
    Job.objects.create(name="note", state=State.DONE, finished_at=long_ago)
    Job.objects.create(name="note", state=State.FAILED, finished_at=long_ago)
    Job.objects.create(name="note", state=State.DONE, finished_at=timezone.now())

    assert actions.sweep() == 1
    assert Job.objects.count() == 2
