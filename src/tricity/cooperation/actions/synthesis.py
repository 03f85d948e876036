"""A run of the synthesis: work it out, lay it ready under a run nobody sees yet, swap in one short transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.actions.candidates import keep_candidates
from tricity.cooperation.actions.emergent import keep_topic_proposals
from tricity.cooperation.actions.news import note_new_matches
from tricity.cooperation.analysis import Found, find, plain
from tricity.cooperation.models import Match, OverlapRow, PeerPair, SynthesisRun
from tricity.jobs.actions import enqueue
from tricity.jobs.models import Job
from tricity.knowledge.models import Record, RecordTopic
from tricity.knowledge.topics import TIE
from tricity.search.actions import touch
from tricity.search.engine import engine
from tricity.synthesis import Peers, TopicAssignment
from tricity.terms.models import Concept

JOB = "cooperation.synthesize"
BATCH = 500
# After a run that took longer the next one waits this many times as long.
LONG = dt.timedelta(minutes=1)
PAUSE = 5
# A run that has not finished after so long died; before, it may be another process at work.
ABANDONED_AFTER = dt.timedelta(hours=12)


def synthesize_later() -> None:
    """Wish for a run. Wishes that wait are one; where runs take long, most of the worker's time stays for other jobs."""
    last = SynthesisRun.objects.exclude(finished_at=None).order_by("-finished_at").defer("overview").first()
    due_at = None
    if last is not None and last.finished_at is not None:
        took = last.finished_at - last.started_at
        due_at = last.finished_at + PAUSE * took if took > LONG else None
    enqueue(JOB, key=JOB, due_at=due_at)


def run_synthesis(progress: Any = None) -> SynthesisRun:
    """Find topics, emergent topics, overlaps, matches and candidates anew from all that is published, and show them.

    `progress` is called with (done, total). Killed at any point it leaves what people saw before. Published
    candidates keep their code, state and the curators' decisions; those not found again stay, marked as such.
    """
    started_at = timezone.now()
    words = engine()
    found = find(words, progress)
    concepts = dict(Concept.objects.values_list("slug", "pk"))
    run = SynthesisRun.objects.create(
        started_at=started_at, records=found.records, overview=plain.overview(found.views)
    )
    keep_topics(found, concepts)
    _lay_ready(run, found, concepts)
    with transaction.atomic():
        keep_candidates(found.opportunities, concepts, found.changes)
        keep_topic_proposals(found.emergent)
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        # What was wished for before this run read the records is done.
        Job.objects.filter(key=JOB, state=Job.State.QUEUED, created_at__lt=started_at).delete()
        record("synthesis.finished", run, records=found.records)
    note_new_matches(run, run.finished_at)
    _prune(run)
    if progress is not None:
        progress(1, 1)
    return run


def _lay_ready(run: SynthesisRun, found: Found, concepts: dict[str, int]) -> None:
    """Rows of the grid, matches and peers, in batches of their own transactions; invisible until the run is finished."""
    for rows in _batches(_grid(run, found, concepts)):
        OverlapRow.objects.bulk_create(rows)
    for matches in _batches(found.matches):
        # A record may have been deleted since it was read.
        named = {int(pk) for each in matches for pk in (each.need_id, each.other_id)}
        alive = set(Record.objects.filter(pk__in=named).values_list("pk", flat=True))
        Match.objects.bulk_create(
            Match(
                run=run,
                kind=each.kind.value,
                need_id=int(each.need_id),
                other_id=int(each.other_id),
                score=each.score,
                is_close=each.close,
                is_same_country=each.same_country,
                reasons=plain.match_reasons(each.reasons),
            )
            for each in matches
            if {int(each.need_id), int(each.other_id)} <= alive
        )
    for peers in _batches(found.peers):
        _keep_peers(run, peers)


def _keep_peers(run: SynthesisRun, peers: Sequence[Peers]) -> None:
    named = {int(side.id) for each in peers for side in (each.one, each.other)}
    alive = set(Record.objects.filter(pk__in=named).values_list("pk", flat=True))
    PeerPair.objects.bulk_create(
        PeerPair(
            run=run,
            one_id=int(each.one.id),
            other_id=int(each.other.id),
            score=each.score,
            is_close=each.close,
            is_same_country=each.same_country,
            reasons=plain.peer_reasons(each.reasons),
        )
        for each in peers
        if {int(each.one.id), int(each.other.id)} <= alive
    )


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


def keep_topics(found: Found, concepts: dict[str, int]) -> int:
    """Replace the topics of the records whose topics changed; returns how many did. Search follows those."""
    changed = 0
    for batch in _batches(found.topics.items()):
        with transaction.atomic():
            changed += _replace_topics(dict(batch), found, concepts)
    return changed


def _replace_topics(
    batch: dict[str, Sequence[TopicAssignment]], found: Found, concepts: dict[str, int]
) -> int:
    ids = set(Record.objects.filter(pk__in=map(int, batch), deleted_at=None).values_list("pk", flat=True))
    kept: dict[int, list[tuple[int, float, str]]] = {pk: [] for pk in ids}
    for row in RecordTopic.objects.filter(record__in=ids).order_by("record", "-weight", "concept"):
        kept[row.record_id].append((row.concept_id, row.weight, _as_stored(row.reasons)))
    wanted = {pk: _topic_rows(pk, batch[str(pk)], found, concepts) for pk in sorted(ids)}
    differing = {
        pk: rows
        for pk, rows in wanted.items()
        if kept[pk] != [(row.concept_id, row.weight, _as_stored(row.reasons)) for row in rows]
    }
    RecordTopic.objects.filter(record__in=differing).delete()
    RecordTopic.objects.bulk_create([row for rows in differing.values() for row in rows], batch_size=1000)
    # What search knows of a topic is its name alone, not its weight.
    others = [
        pk
        for pk, rows in differing.items()
        if {row.concept_id for row in rows} != {concept_id for concept_id, *_rest in kept[pk]}
    ]
    touch(*Record.objects.filter(pk__in=others).only("pk"))
    return len(differing)


def _topic_rows(
    pk: int, topics: Sequence[TopicAssignment], found: Found, concepts: dict[str, int]
) -> list[RecordTopic]:
    suggested = found.suggested.get(str(pk), ())
    rows = [
        RecordTopic(
            record_id=pk,
            concept_id=concepts[each.concept_id],
            weight=max(0.0, each.weight - each.rank * TIE),
            reasons=plain.topic_reasons(each, is_suggested=each.concept_id in suggested),
        )
        for each in topics
        if each.concept_id in concepts
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.concept_id))


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
            while ids := list(rows.values_list("pk", flat=True)[: 10 * BATCH]):
                model.objects.filter(pk__in=ids).delete()
        run.delete()


def _batches(values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    rest = iter(values)
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def do_synthesis() -> None:
    """The job: one run."""
    run_synthesis()


def _as_stored(reasons: object) -> str:
    """Reasons as text that is the same whatever order a database keeps the keys of its JSON in."""
    return json.dumps(reasons, sort_keys=True, ensure_ascii=False)
