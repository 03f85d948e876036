from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.elsewhere.actions.attending import tell_arrivals
from tricity.elsewhere.errors import TakenBackAlready
from tricity.elsewhere.models import BroughtFile, BroughtQuestion
from tricity.events.models import Event
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question


@transaction.atomic
def take_back(file: BroughtFile, *, by: Any) -> None:
    """Undo all that a file brought; what another file tells as well stays. Raises TakenBackAlready."""
    Event.objects.select_for_update().get(pk=file.event_id)
    row = BroughtFile.objects.select_related("event").get(pk=file.pk)
    if not row.stands:
        raise TakenBackAlready
    row.taken_back_at, row.taken_back_by = timezone.now(), by
    row.unmatched, row.strangers_seconds = [], 0
    row.save(update_fields=["taken_back_at", "taken_back_by", "unmatched", "strangers_seconds"])
    people = set(row.presences.values_list("registration", flat=True))
    row.presences.all().delete()
    tell_arrivals(row.event, people)
    told_by_others = (
        BroughtQuestion.objects.filter(file__event=row.event).exclude(file=row).values("question")
    )
    gone = Question.objects.filter(pk__in=row.questions.values("question")).exclude(pk__in=told_by_others)
    rooms.take_back_questions(list(gone.select_related("event", "merged_into")), by=by)
    row.questions.all().delete()
    record("elsewhere.taken-back", row.event, by=by, kind=row.kind, platform=row.platform)
