"""What organizers do with an agreed meeting."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.meetings import queries, rules
from tricity.meetings.actions.answering import end
from tricity.meetings.actions.locking import fresh, locked
from tricity.meetings.errors import InterpreterBusy, MeetingMoved, NoPlace, TableTaken
from tricity.meetings.models import Arrangement, Interpreter, Meeting
from tricity.meetings.telling import tell_arranged, tell_state

AGREED = Meeting.State.AGREED


@transaction.atomic
def assign(meeting: Meeting, *, table: int | None, interpreter: Interpreter | None, by: Any) -> Meeting:
    """Give another table (None: online) or interpreter; both who meet are told. The same again changes nothing.

    Raises MeetingMoved, NoPlace, TableTaken, InterpreterBusy.
    """
    arrangement = locked(meeting.event)
    row = fresh(meeting, AGREED)
    if (row.table, row.interpreter_id) == (table, interpreter.pk if interpreter else None):
        return row
    _check(arrangement, row, table, interpreter)
    row.table, row.interpreter = table, interpreter
    row.sequence += 1
    row.save()
    record("meeting.arranged", row, by=by, table=table, has_interpreter=interpreter is not None)
    tell_arranged(row, by=by)
    return row


@transaction.atomic
def cancel_for_organizer(meeting: Meeting, reason: str, *, by: Any) -> Meeting:
    """Call a meeting off, whatever the two wish; both are told why. Raises MeetingMoved."""
    locked(meeting.event)
    row = fresh(meeting, *Meeting.STANDING)
    if not rules.may_cancel(row, timezone.now()):
        raise MeetingMoved
    end(row, reason, by=by)
    tell_state(row, [row.asker, row.asked], by=by)
    return row


def _check(
    arrangement: Arrangement, row: Meeting, table: int | None, interpreter: Interpreter | None
) -> None:
    """The lock is held, so nobody takes them meanwhile; constraints of the database stand behind it."""
    is_possible = arrangement.is_online if table is None else table <= arrangement.tables
    # What it has already may stay, though there are fewer tables by now.
    if not is_possible and table != row.table:
        raise NoPlace
    others = Meeting.objects.filter(slot=row.slot, state=AGREED).exclude(pk=row.pk)
    if table is not None and others.filter(table=table).exists():
        raise TableTaken
    if interpreter is not None and str(interpreter) in queries.busy_interpreters(others):
        raise InterpreterBusy
