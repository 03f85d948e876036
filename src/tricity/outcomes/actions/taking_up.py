from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.cooperation.actions.ideas import IdeaWords, write_idea
from tricity.cooperation.models import Idea
from tricity.directory.models import Organization
from tricity.knowledge.actions import write_record
from tricity.knowledge.models import Record
from tricity.knowledge.values import Values
from tricity.outcomes.actions.rows import noted, standing
from tricity.outcomes.errors import AlreadyTakenUp
from tricity.outcomes.models import Becoming, Outcome, State
from tricity.outcomes.notices import tell_askers
from tricity.outcomes.sayings import Saying


@transaction.atomic
def make_record(saying: Saying, *, by: Any, kind: str, owner: Organization | None, values: Values) -> Outcome:
    """A draft record of what was said, of `owner`, or compiled by a reviewer. Raises AlreadyTakenUp."""
    row = _row(saying, kind, owner, by=by)
    row.record = write_record(kind, by=by, owner=owner, values=values)
    return _taken_up(row, kind, row.record, by=by)


@transaction.atomic
def make_idea(saying: Saying, *, by: Any, owner: Organization, words: IdeaWords) -> Outcome:
    """The draft of an idea for an organization the person acts for. Raises AlreadyTakenUp, NoOrganization."""
    row = _row(saying, Becoming.IDEA, owner, by=by)
    row.idea = write_idea(words, by=by, owner=owner)
    return _taken_up(row, Becoming.IDEA, row.idea, by=by)


def _row(saying: Saying, kind: str, owner: Organization | None, *, by: Any) -> Outcome:
    row = standing(saying)
    about: dict[str, Any] = {"question": saying.question} if saying.question else {
        "question": None, "language": saying.language, "start_ms": saying.start_ms, "end_ms": saying.end_ms,
    }  # fmt: skip
    mine = Outcome.objects.filter(event=saying.event, state=State.TAKEN_UP, kind=kind, by=by, **about)
    made = "idea" if kind == Becoming.IDEA else "record"
    if mine.filter(**{f"{made}__owner": owner, f"{made}__deleted_at": None}).exists():
        raise AlreadyTakenUp
    return row


def _taken_up(row: Outcome, kind: str, made: Record | Idea, *, by: Any) -> Outcome:
    row.state, row.kind, row.by = State.TAKEN_UP, kind, by
    noted(row, "outcome.taken-up", by=by, kind=kind, made=made.code)
    tell_askers(row, by=by)
    return row
