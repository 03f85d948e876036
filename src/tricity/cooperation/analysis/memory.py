"""What this process remembers of the last full run it has done, so that records that come after it cost little.

One for each process, lost when it ends: whoever finds nothing here wishes for a full run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from tricity.cooperation.analysis.finding import Ground
from tricity.cooperation.analysis.suggestions import with_suggestions
from tricity.cooperation.analysis.terms import exchange_rates
from tricity.language import Engine
from tricity.synthesis import TopicAssignment
from tricity.synthesis.footing import footing_of
from tricity.synthesis.incremental import Change, Incremental
from tricity.synthesis.matches import MOST_ABROAD, MOST_AT_HOME
from tricity.synthesis.records import Record


@dataclass(slots=True)
class Memory:
    """The records of a run and what came since. `outdated` are ids of known records that are not as they were read."""

    run: int
    first: int  # records of the run itself
    state: Incremental
    suggested: dict[str, Sequence[str]]
    outdated: set[str] = field(default_factory=set)

    @property
    def added(self) -> int:
        """How many records were taken in since the run."""
        return len(self.state) - self.first

    def is_as_known(self, record: Record, suggested: Sequence[str]) -> bool:
        """Whether the record is what it was when it was read; it must be known."""
        same = self.state.record(record.id) == record
        return same and list(self.suggested.get(record.id, ())) == list(suggested)

    def take(self, record: Record, suggested: Sequence[str]) -> Change:
        """Take in a record that is new, with the topics its author named."""
        if suggested:
            self.suggested[record.id] = suggested
        named = {record.id: suggested} if suggested else {}

        def amend(found: Sequence[TopicAssignment]) -> Sequence[TopicAssignment]:
            return with_suggestions(found, named, self.state.footing.engine)

        return self.state.update(record, amend)


_kept: Memory | None = None


def remember(run: int, ground: Ground) -> None:
    """Keep what the run rests on, unless it has more records than the site's operator lets a process keep."""
    global _kept
    forget()
    if len(ground.analyzed) > settings.SYNTHESIS_MEMORY_RECORDS:
        return
    footing = footing_of(
        ground.analyzed,
        ground.topics,
        ground.overlaps,
        ground.bodies,
        ground.model,
        ground.engine,
        limits=(MOST_ABROAD, MOST_AT_HOME),
        on=ground.on,
        rates=exchange_rates(),
    )
    state = Incremental(footing, ground.analyzed, ground.topics, ground.fits)
    _kept = Memory(run, len(state), state, dict(ground.suggested))


def recall(run: int | None, engine: Engine) -> Memory | None:
    """What is remembered of this run, if the topics are the same and no need has expired since; else it is forgotten."""
    if _kept is not None and not _holds(_kept, run, engine, timezone.localdate()):
        forget()
    return _kept


def forget() -> None:
    """Remember nothing, as a process that has just been started."""
    global _kept
    _kept = None


def _holds(memory: Memory, run: int | None, engine: Engine, today: dt.date) -> bool:
    same = memory.run == run and memory.state.footing.engine.thesaurus is engine.thesaurus
    return same and (memory.state.footing.on == today or memory.state.turn(today))
