"""A run of the synthesis: work it out, lay it ready under a run nobody sees yet, swap in one short transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.actions.batches import batches
from tricity.cooperation.actions.candidates import keep_candidates
from tricity.cooperation.actions.emergent import keep_topic_proposals
from tricity.cooperation.actions.news import note_new_matches
from tricity.cooperation.actions.pairs import keep_matches, keep_peers
from tricity.cooperation.actions.record_topics import keep_topics
from tricity.cooperation.actions.shown import shown_run
from tricity.cooperation.actions.wishing import JOB, follow_changes
from tricity.cooperation.analysis import Found, Ground, find, memory, plain
from tricity.cooperation.models import Match, OverlapRow, PeerPair, SynthesisRun
from tricity.jobs.models import Job
from tricity.knowledge.queries import public_records
from tricity.search.engine import engine
from tricity.terms.models import Concept

DELETED_AT_ONCE = 5000
# A run that has not finished after so long died; before, it may be another process at work.
ABANDONED_AFTER = dt.timedelta(hours=12)
# A record may have been published in a transaction that ended so much later.
OVERLAP = dt.timedelta(hours=1)


def do_synthesis() -> None:
    """The job: one run, which this process remembers for records that come after it."""
    memory.forget()  # two would be more than a small machine can hold
    run, ground = _run()
    memory.remember(run.pk, ground)


def run_synthesis(progress: Any = None) -> SynthesisRun:
    """Find topics, emergent topics, overlaps, matches and candidates anew from all that is published, and show them.

    `progress` is called with (done, total). Killed at any point it leaves what people saw before. Published
    candidates keep their code, state and the curators' decisions; those not found again stay, marked as such.
    """
    return _run(progress)[0]


def _run(progress: Any = None) -> tuple[SynthesisRun, Ground]:
    started_at = timezone.now()
    found = find(engine(), progress)
    concepts = dict(Concept.objects.values_list("slug", "pk"))
    run = SynthesisRun.objects.create(
        started_at=started_at, records=found.records, overview=plain.overview(found.views)
    )
    keep_topics(found.topics, found.suggested, concepts)
    _lay_ready(run, found, concepts)
    with transaction.atomic():
        shown_run()  # nobody adds to it from here on
        keep_candidates(found.opportunities, concepts, found.changes)
        keep_topic_proposals(found.emergent)
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        # What was wished for before this run read the records is done.
        Job.objects.filter(key=JOB, state=Job.State.QUEUED, created_at__lt=started_at).delete()
        follow_changes(_unread(found, since=started_at - OVERLAP))
        record("synthesis.finished", run, records=found.records)
    note_new_matches(run, run.finished_at)
    _prune(run)
    if progress is not None:
        progress(1, 1)
    return run, found.ground


def _unread(found: Found, since: dt.datetime) -> list[int]:
    """What was published while the run was under way: another process may have added it to the run before."""
    recent = public_records().filter(published_at__gte=since).order_by("pk").values_list("pk", flat=True)
    return [pk for pk in recent if str(pk) not in found.topics]


def _lay_ready(run: SynthesisRun, found: Found, concepts: dict[str, int]) -> None:
    """Rows of the grid, matches and peers, in batches of their own transactions; invisible until the run is finished."""
    for rows in batches(_grid(run, found, concepts)):
        OverlapRow.objects.bulk_create(rows)
    for matches in batches(found.matches):
        keep_matches(run, matches)
    for peers in batches(found.peers):
        keep_peers(run, peers)


def _grid(run: SynthesisRun, found: Found, concepts: dict[str, int]) -> Iterator[OverlapRow]:
    strengths: dict[tuple[str, str], float] = {
        (topic.concept_id, topic.record_id): topic.weight * topic.share
        for topics in found.topics.values()
        for topic in topics
    }
    for row in found.overlaps.grid:
        if row.concept_id in concepts:

            def strength(record_id: str, concept_id: str = row.concept_id) -> float:
                return strengths.get((concept_id, record_id), 0.0)

            yield OverlapRow(
                run=run,
                concept_id=concepts[row.concept_id],
                cells=[plain.whole_cell(each, strength, found.needs_by_horizon) for each in row.cells],
                sentence=plain.sentence(row.sentence),
            )


def _prune(current: SynthesisRun) -> None:
    """Delete what earlier runs left, in batches, so that nobody waits for the lock."""
    abandoned = timezone.now() - ABANDONED_AFTER
    earlier = SynthesisRun.objects.exclude(pk=current.pk)
    for run in [
        *earlier.exclude(finished_at=None),
        *earlier.filter(finished_at=None, started_at__lt=abandoned),
    ]:
        for model in (Match, PeerPair):
            rows = model.objects.filter(run=run).order_by()
            while ids := list(rows.values_list("pk", flat=True)[:DELETED_AT_ONCE]):
                model.objects.filter(pk__in=ids).delete()
        run.delete()
