"""Who interprets in meetings."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.models import SessionPerson
from tricity.meetings.actions.locking import locked
from tricity.meetings.models import Arrangement, Interpreter, Meeting
from tricity.meetings.telling import tell_arranged

COLUMNS = ("native_name", "native_language", "romanized_name", "from_language", "to_language")


@transaction.atomic
def save_interpreter(interpreter: Interpreter, *, by: Any) -> Interpreter:
    interpreter.save()
    record("meeting-interpreter.named", interpreter.arrangement.event, by=by)
    return interpreter


@transaction.atomic
def take_over(arrangement: Arrangement, *, by: Any) -> int:
    """Let the interpreters of the programme interpret in meetings, too; how many are new."""
    locked(arrangement.event)
    known = {_key(each) for each in arrangement.interpreters.all()}
    working = SessionPerson.objects.filter(
        session__event=arrangement.event_id, role=SessionPerson.Role.INTERPRETER
    ).exclude(from_language=F("to_language"))
    found = {_key(each): each for each in working if each.from_language and each.to_language}
    new = [each for key, each in found.items() if key not in known]
    for each in new:
        Interpreter.objects.create(arrangement=arrangement, **{name: getattr(each, name) for name in COLUMNS})
    if new:
        record("meeting-interpreter.named", arrangement.event, by=by, number=len(new))
    return len(new)


@transaction.atomic
def delete_interpreter(interpreter: Interpreter, *, by: Any) -> None:
    """Meetings to come are without one then, and who meets is told."""
    event = locked(interpreter.arrangement.event).event
    agreed = Meeting.objects.filter(
        interpreter=interpreter, state=Meeting.State.AGREED, ends_at__gt=timezone.now()
    )
    losing = list(agreed.select_related("event", "asker__user", "asked__user"))
    for meeting in losing:
        meeting.interpreter = None
        meeting.sequence += 1
        meeting.save(update_fields=["interpreter", "sequence", "changed_at"])
        tell_arranged(meeting, by=by)
    interpreter.delete()
    record("meeting-interpreter.removed", event, by=by, meetings=len(losing))


def _key(person: Interpreter | SessionPerson) -> tuple[str, frozenset[str]]:
    return str(person), frozenset((person.from_language, person.to_language))
