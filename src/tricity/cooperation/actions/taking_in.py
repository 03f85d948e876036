"""Records published after a full run, added to what it found: in a moment, where this process remembers that run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from tricity import synthesis
from tricity.cooperation.actions.batches import batches
from tricity.cooperation.actions.candidates import keep_candidates
from tricity.cooperation.actions.news import note_added
from tricity.cooperation.actions.pairs import keep_matches
from tricity.cooperation.actions.record_topics import keep_topics
from tricity.cooperation.actions.shown import shown_run
from tricity.cooperation.actions.wishing import synthesize_later
from tricity.cooperation.analysis import gathering, memory
from tricity.cooperation.analysis.decided import decided
from tricity.cooperation.analysis.memory import Memory
from tricity.cooperation.models import Match, SynthesisRun
from tricity.cooperation.queries.runs import latest_run_id
from tricity.search.engine import engine
from tricity.synthesis.incremental import Change
from tricity.synthesis.places import Pair
from tricity.terms.models import Concept

# What is rare and what lends to what grows stale: a full run follows when so many hundredths are new, and after a day.
NEW_PERCENT = 1
LATEST = dt.timedelta(days=1)


@dataclass(slots=True)
class _Added:
    """What records that came one by one have changed together."""

    topics: dict[str, Sequence[synthesis.TopicAssignment]] = field(default_factory=dict)
    matches: dict[Pair, synthesis.Match] = field(default_factory=dict)
    gone: set[Pair] = field(default_factory=set)

    def note(self, record_id: str, change: Change) -> None:
        """Add what one more has changed; a match it pushes out may be of one before it."""
        self.topics[record_id] = change.topics
        self.gone |= {pair for pair in change.gone if self.matches.pop(pair, None) is None}
        self.matches |= {(each.need_id, each.other_id): each for each in change.matches}


def take_in(ids: Sequence[int]) -> None:
    """The job: what was published is added; what changed or went, or a run that nobody here remembers, is for a full run."""
    try:
        _take_in(ids)
    except BaseException:
        memory.forget()  # it may know more than was stored
        raise


def _take_in(ids: Sequence[int]) -> None:
    known = memory.recall(latest_run_id(), engine())
    if known is None:
        synthesize_later()
        return
    added = _looked_at(known, ids)
    if added.topics and not _store(known, added):
        memory.forget()
        synthesize_later()
    elif known.outdated or (known.added and known.added * 100 >= known.first * NEW_PERCENT):
        synthesize_later()
    elif added.topics:
        synthesize_later(timezone.now() + LATEST)


def _looked_at(known: Memory, ids: Sequence[int]) -> _Added:
    """Let the memory take in what is new, and mark what is no longer as it was read."""
    told = {each.id: each for each in gathering.records(ids)}
    suggested = gathering.suggested_topics(ids)
    added = _Added()
    for record_id in sorted(map(str, ids)):
        record, named = told.get(record_id), suggested.get(record_id, ())
        if record_id not in known.state:
            if record is not None:
                added.note(record_id, known.take(record, named))
        elif record is None or not known.is_as_known(record, named):
            known.outdated.add(record_id)
        else:
            known.outdated.discard(record_id)
    return added


@transaction.atomic
def _store(known: Memory, added: _Added) -> bool:
    """Show what was added, unless another run has taken the place of the one it belongs to."""
    run = shown_run()
    if run is None or run.pk != known.run:
        return False
    concepts = dict(Concept.objects.values_list("slug", "pk"))
    keep_topics(added.topics, known.suggested, concepts)
    _remove(run, added.gone)
    # Of a record that was changed or withdrawn since it was read nothing new is said.
    kept = keep_matches(
        run, [each for pair, each in added.matches.items() if known.outdated.isdisjoint(pair)]
    )
    if not known.outdated:
        _keep_candidates(known, concepts)
    note_added(kept, timezone.now())
    return True


def _remove(run: SynthesisRun, pairs: Collection[Pair]) -> None:
    named = {(int(need), int(other)) for need, other in pairs}
    for needs in batches(sorted({need for need, _ in named})):
        rows = Match.objects.filter(run=run, need__in=needs).order_by().values_list("pk", "need", "other")
        lost = [pk for pk, *pair in rows if tuple(pair) in named]
        Match.objects.filter(pk__in=lost).delete()


def _keep_candidates(known: Memory, concepts: dict[str, int]) -> None:
    given = decided()
    settled = synthesis.settle(known.state.opportunities, known.state.composer, given.before, given.decisions)
    keep_candidates(settled.opportunities, concepts, settled.changes)
