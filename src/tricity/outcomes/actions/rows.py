"""The row of a saying: found again or begun."""

from __future__ import annotations

from typing import Any

from tricity.activity.actions import record as note
from tricity.events.models import Event
from tricity.outcomes.models import Outcome, State
from tricity.outcomes.queries import standing_of
from tricity.outcomes.sayings import Saying


def standing(saying: Saying) -> Outcome:
    """The row that says how it stands, not stored yet where nobody has said anything; others wait for their turn.

    Call it inside a transaction: the event is locked until its end.
    """
    Event.objects.select_for_update().get(pk=saying.event.pk)
    row = None
    if saying.question is not None:
        row = standing_of(saying.question)
    elif saying.row is not None:
        row = Outcome.objects.filter(pk=saying.row.pk).exclude(state=State.TAKEN_UP).first()
    row = row or Outcome(**saying.columns())
    row.event = saying.event
    return row


def noted(row: Outcome, verb: str, *, by: Any, **details: Any) -> Outcome:
    """Stored, and in the audit trail."""
    row.save()
    note(verb, row, by=by, event=row.event.code, **details)
    return row
