from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.elsewhere import queries
from tricity.elsewhere.actions.attending import tell_arrivals
from tricity.elsewhere.errors import MoreWouldGo, TakenBackAlready
from tricity.elsewhere.models import BroughtFile
from tricity.events.models import Event
from tricity.rooms import actions as rooms
from tricity.rooms import leaving


@transaction.atomic
def take_back(file: BroughtFile, *, by: Any, seen: Collection[str] = ()) -> None:
    """Undo all that a file brought; what another file tells as well stays.

    What became of its questions goes with them, if the person has seen it: `seen` are its keys (`rooms.leaving`).
    Raises TakenBackAlready, MoreWouldGo.
    """
    Event.objects.select_for_update().get(pk=file.event_id)
    row = BroughtFile.objects.select_related("event").get(pk=file.pk)
    if not row.stands:
        raise TakenBackAlready
    gone = list(queries.questions_alone(row))
    if more := leaving.keys_of(gone) - set(seen):
        raise MoreWouldGo(len(more))
    row.taken_back_at, row.taken_back_by = timezone.now(), by
    row.unmatched, row.strangers_seconds = [], 0
    row.save(update_fields=["taken_back_at", "taken_back_by", "unmatched", "strangers_seconds"])
    people = set(row.presences.values_list("registration", flat=True))
    row.presences.all().delete()
    tell_arrivals(row.event, people)
    rooms.take_back_questions(gone, by=by)
    row.questions.all().delete()
    record("elsewhere.taken-back", row.event, by=by, kind=row.kind, platform=row.platform)
