"""One page of a run: asked for, read, stored, and the place of the next one kept. A killed step is done again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from tricity.harvest.fetching import Client, Limits, Page
from tricity.harvest.fetching.client import agent_name
from tricity.harvest.models import Entry, Run, Source, Trouble
from tricity.harvest.notices import tell_keepers
from tricity.harvest.problems import Problem
from tricity.harvest.reading import Asked, Batch, first_address, read_page
from tricity.harvest.reading.read import after_broken
from tricity.harvest.reading.values import Form
from tricity.harvest.running.drafts import Drafter
from tricity.harvest.running.storing import identity, store
from tricity.web.chosen import site_name

logger = logging.getLogger(__name__)

ATTEMPTS: Final = 4
PAUSES_S: Final = (10.0, 60.0, 300.0)  # after a failure that may pass
MOST_TROUBLES: Final = 500
MARKS_KEPT: Final = 1000
LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Step:
    """What a step led to: the seconds to wait before the next, or that there is none."""

    is_last: bool
    wait_s: float = 0.0


def asked_of(source: Source, *, since: str = "") -> Asked:
    return Asked(
        Form(source.form), source.address, source.filter, source.field_title, source.field_text, source.language, since
    )  # fmt: skip


def client_for(source: Source, rules: dict[str, str] | None = None, limits: Limits = LIMITS) -> Client:
    return Client(
        agent_name(site_name(), settings.NODE_URI), settings.HARVEST_HOSTS, limits, source.respects_robots,
        rules if rules is not None else {},
    )  # fmt: skip


def step(run: Run) -> Step:
    """Do the next page of a run that is under way."""
    source, cursor = run.source, run.cursor
    asked = asked_of(source, since=cursor.get("since", ""))
    address = cursor.get("next") or first_address(asked)
    if run.pages >= source.most_pages:
        _trouble(run, address, Problem("pages", most=source.most_pages))
        return _end(run, is_complete=False)
    client = client_for(source, dict(cursor.get("rules", {})))
    marks = {} if cursor.get("is_forced") else source.marks.get(address, {})
    try:
        page = client.get(address, etag=marks.get("etag", ""), last_modified=marks.get("last_modified", ""))
        batch = _unchanged(run, marks) if page.is_unchanged else read_page(page, asked)
    except Problem as problem:
        return _broken(run, asked, address, problem, client)
    _store(run, page, batch)
    return _go_on(run, address, page, batch, client)


def _store(run: Run, page: Page, batch: Batch) -> None:
    drafter = Drafter(run.source)
    for item in batch.items:
        try:
            store(item, run, drafter)
        except (DatabaseError, ValueError, LookupError):
            logger.exception("run %s: an entry could not be stored", run.pk)
            _trouble(run, item.external_id, Problem("crashed"))
    for flaw in batch.flaws:
        _trouble(run, f"{page.url} · {flaw.place}", Problem(flaw.code, **flaw.values))


def _unchanged(run: Run, marks: dict[str, Any]) -> Batch:
    """A page the server says is as it was: its entries count as seen."""
    seen = Entry.objects.filter(source=run.source, external_id__in=marks.get("ids", ())).exclude(seen_in=run)
    number = seen.update(seen_in=run, vanished_at=None)
    Run.objects.filter(pk=run.pk).update(unchanged=F("unchanged") + number)
    return Batch((), (), marks.get("next", ""), marks.get("total", 0))


def _go_on(run: Run, address: str, page: Page, batch: Batch, client: Client) -> Step:
    newest = max((each.modified.isoformat() for each in batch.items if each.modified), default="")
    run.refresh_from_db()
    run.pages += 1
    run.cursor = {
        **run.cursor, "next": batch.next, "rules": client.rules, "attempts": 0, "total": batch.total or run.cursor.get("total", 0),
        "newest": max(run.cursor.get("newest", ""), newest),
    }  # fmt: skip
    with transaction.atomic():
        run.save(update_fields=["pages", "cursor", "touched_at"])
        if run.is_whole and not page.is_unchanged:
            _mark(run.source, address, page, batch)
    if not batch.next:
        return _end(run, is_complete=True)
    return Step(False, max(run.source.delay_s, client.delay_of(page.url)))


def _mark(source: Source, address: str, page: Page, batch: Batch) -> None:
    """Keep what lets the server say “as it was” the next time; not of a page with entries that could not be taken."""
    fresh = Source.objects.select_for_update().get(pk=source.pk)
    fresh.marks.pop(address, None)
    if (page.etag or page.last_modified) and not batch.flaws and len(fresh.marks) < MARKS_KEPT:
        ids = [identity(each.external_id) for each in batch.items]
        fresh.marks[address] = {
            "etag": page.etag, "last_modified": page.last_modified, "next": batch.next, "total": batch.total, "ids": ids
        }  # fmt: skip
    fresh.save(update_fields=["marks"])
    source.marks = fresh.marks


def _broken(run: Run, asked: Asked, address: str, problem: Problem, client: Client) -> Step:
    """Try again later what may pass; step over a page that stays broken where the next one is known."""
    attempts = int(run.cursor.get("attempts", 0)) + 1
    run.cursor = {**run.cursor, "attempts": attempts, "next": address, "rules": client.rules}
    if problem.is_passing and attempts < ATTEMPTS:
        run.save(update_fields=["cursor", "touched_at"])
        wait = problem.after_s or PAUSES_S[min(attempts, len(PAUSES_S)) - 1]
        return Step(False, max(wait, run.source.delay_s))
    _trouble(run, address, problem)
    following = (
        ""
        if problem.code in ("private", "robots", "address")
        else after_broken(address, asked, int(run.cursor.get("total", 0)))
    )
    if not following:
        return _end(run, is_complete=False, has_failed=True)
    run.pages += 1
    run.cursor = {**run.cursor, "attempts": 0, "next": following, "has_gap": True}
    run.save(update_fields=["pages", "cursor", "touched_at"])
    return Step(False, run.source.delay_s)


@transaction.atomic
def _end(run: Run, *, is_complete: bool, has_failed: bool = False) -> Step:
    run.refresh_from_db()
    source = Source.objects.select_for_update().get(pk=run.source_id)
    is_complete = is_complete and not run.cursor.get("has_gap")
    run.state = Run.State.FAILED if has_failed else Run.State.DONE
    run.finished_at = timezone.now()
    # A feed shows only its newest entries: what it no longer has is not gone.
    if is_complete and run.is_whole and source.form != Source.Form.FEED:
        gone = Entry.objects.filter(source=source, vanished_at=None).exclude(seen_in=run)
        run.vanished = gone.update(vanished_at=timezone.now())
    if is_complete:
        source.watermark = max(source.watermark, run.cursor.get("newest", ""))
        source.save(update_fields=["watermark"])
    run.cursor = {}
    run.save()
    if has_failed:
        tell_keepers(run)
    return Step(True)


def _trouble(run: Run, place: str, problem: Problem) -> None:
    if run.troubles.count() >= MOST_TROUBLES:
        return
    _row, is_new = Trouble.objects.get_or_create(
        run=run, place=place[:500], code=problem.code, defaults={"values": problem.values}
    )
    if is_new:
        Run.objects.filter(pk=run.pk).update(problems=F("problems") + 1)
        run.problems += 1
