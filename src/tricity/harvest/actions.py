"""What people and the worker do with sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.harvest.errors import NothingOffered, NotInUse
from tricity.harvest.fetching import Limits
from tricity.harvest.models import Entry, Run, Source
from tricity.harvest.problems import Problem
from tricity.harvest.reading import Batch, Item, first_address, read_page
from tricity.harvest.running.drafts import Drafter
from tricity.harvest.running.steps import Step, asked_of, client_for, step
from tricity.jobs.actions import enqueue
from tricity.knowledge.actions import change_record
from tricity.knowledge.models import Record
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import Values, values_of

WHOLE_EVERY: Final = dt.timedelta(days=7)  # a CKAN source is asked for all it has at least so often
TRIAL: Final = Limits(seconds=20.0)
SHOWN_IN_TRIAL: Final = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """What a source would give: the first entries with the drafts they would become, or why there is nothing."""

    batch: Batch | None = None
    drafts: tuple[tuple[Item, Values], ...] = ()
    problem: Problem | None = None


@transaction.atomic
def save_source(source: Source, *, by: Any) -> Source:
    """Keep a new or changed source. One whose address has changed is read from the start."""
    is_new = source.pk is None
    before = None if is_new else Source.objects.select_for_update().get(pk=source.pk)
    if before is not None and (before.address, before.form, before.filter) != (
        source.address,
        source.form,
        source.filter,
    ):
        source.marks, source.watermark = {}, ""
    source.next_run_at = _next_time(source, timezone.now())
    source.save()
    note("source.made" if is_new else "source.changed", source, by=by)
    return source


def try_source(source: Source) -> Trial:
    """Ask for the first page and read it; nothing is stored."""
    asked = asked_of(source)
    try:
        batch = read_page(client_for(source, limits=TRIAL).get(first_address(asked)), asked)
    except Problem as problem:
        return Trial(problem=problem)
    drafter = Drafter(source)
    return Trial(batch, tuple((item, drafter.values(item)) for item in batch.items[:SHOWN_IN_TRIAL]))


@transaction.atomic
def begin_harvest(source: Source, *, by: Any, is_whole: bool = False) -> Run:
    """Start a run, or go on with the one that is under way. Raises NotInUse."""
    source = (
        Source.objects.select_for_update(of=("self",)).select_related("owner__city", "city").get(pk=source.pk)
    )
    if not source.is_enabled:
        raise NotInUse
    run = Run.objects.filter(source=source, state=Run.State.RUNNING).first()
    if run is None:
        since = "" if is_whole else _since(source)
        cursor = {"since": since, "is_forced": is_whole}
        run = Run.objects.create(source=source, by=by, is_whole=not since, cursor=cursor)
        note("source.harvested", source, by=by, run=run.code)
    source.next_run_at = _next_time(source, timezone.now())
    source.save(update_fields=["next_run_at"])
    return run


def harvest_later(source: Source, *, by: Any, is_whole: bool = False) -> Run:
    with transaction.atomic():
        run = begin_harvest(source, by=by, is_whole=is_whole)
        _step_later(run, 0.0)
    return run


def harvest_step(pk: int) -> None:
    """One page of a run; the next one is a job of its own, due when the source may be asked again."""
    run = (
        Run.objects.select_related("source__owner__city", "source__city")
        .filter(pk=pk, state=Run.State.RUNNING)
        .first()
    )
    if run is None:
        return
    done = step(run)
    if not done.is_last:
        _step_later(run, done.wait_s)


def next_step(run: Run) -> Step:
    """One page, for a command that waits itself."""
    fresh = Run.objects.select_related("source__owner__city", "source__city").get(pk=run.pk)
    return step(fresh) if fresh.state == Run.State.RUNNING else Step(True)


def harvest_due() -> int:
    """Start what its schedule wants; called now and then by the worker. Returns 0: there is nothing to do again at once."""
    now = timezone.now()
    for source in Source.objects.filter(is_enabled=True, interval_hours__gt=0, next_run_at__lte=now):
        harvest_later(source, by=None)
    return 0


@transaction.atomic
def take_offer(entry: Entry, *, by: Any, fields: Sequence[str]) -> Record:
    """Give the record what its entry says by now, in the fields named; the rest of the offer is put away.

    Raises NothingOffered, ChangedMeanwhile.
    """
    entry, offer, record = _offered(entry)
    wanted = {**values_of(record), **{name: offer[name] for name in fields if name in offer}}
    changed = change_record(record, by=by, values=wanted, version=record.version)
    note("source.offer-taken", entry.source, by=by, record=record.code, fields=list(fields))
    entry.offer = entry.offered_at = None
    entry.save(update_fields=["offer", "offered_at"])
    return changed


@transaction.atomic
def drop_offer(entry: Entry, *, by: Any) -> None:
    """Leave the record as its editors wrote it. Raises NothingOffered."""
    entry, _offer, record = _offered(entry)
    entry.offer = entry.offered_at = None
    entry.save(update_fields=["offer", "offered_at"])
    note("source.offer-dropped", entry.source, by=by, record=record.code)


def _offered(entry: Entry) -> tuple[Entry, Values, Record]:
    entry = Entry.objects.select_for_update(of=("self",)).select_related("source").get(pk=entry.pk)
    record = whole_records().filter(pk=entry.record_id or 0, deleted_at=None).first()
    if entry.offer is None or record is None:
        raise NothingOffered
    return entry, entry.offer, record


def _step_later(run: Run, wait_s: float) -> None:
    due = timezone.now() + dt.timedelta(seconds=wait_s)
    enqueue("harvest.step", key=f"harvest.step:{run.pk}", due_at=due, pk=run.pk)


def _since(source: Source) -> str:
    """From when on a CKAN source is asked for changes; "" for everything."""
    if source.form != Source.Form.CKAN or not source.watermark:
        return ""
    whole = Run.objects.filter(
        source=source, is_whole=True, state=Run.State.DONE, started_at__gt=timezone.now() - WHOLE_EVERY
    )
    if not whole.exists():
        return ""
    return dt.datetime.fromisoformat(source.watermark).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _next_time(source: Source, now: dt.datetime) -> dt.datetime | None:
    if not source.is_enabled or not source.interval_hours:
        return None
    return now + dt.timedelta(hours=source.interval_hours)
