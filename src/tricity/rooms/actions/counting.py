"""Votes and reactions are told at most once a second: thousands of them would otherwise be thousands of messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from tricity.events.models import Event
from tricity.events.roomclock import now_ms
from tricity.jobs.actions import enqueue
from tricity.live.events import COUNTERS
from tricity.rooms.actions.stream import room_row, tell_each
from tricity.rooms.models import Question, QuestionState, ReactionCount, Room

TOLD_EVERY_MS = 1000


def counted(event: Event) -> None:
    """Tell viewers the new numbers now, or within a second where they were told only just; call it in the transaction."""
    now = now_ms()
    due = Room.objects.filter(event=event, counts_at_ms__lte=now - TOLD_EVERY_MS)
    if due.update(counts_at_ms=now):
        tell_counts(event)
        return
    later = timezone.now() + dt.timedelta(milliseconds=TOLD_EVERY_MS)
    enqueue("rooms.counts", key=f"rooms.counts:{event.pk}", due_at=later, event=event.pk)


@transaction.atomic
def tell_counts(event: Event) -> None:
    """Put on the stream what has changed since it was told; nothing where nothing has."""
    room = room_row(event)
    Room.objects.filter(pk=room.pk).update(counts_at_ms=now_ms())
    changed = Question.objects.filter(event=event, state=QuestionState.OPEN, merged_into=None)
    changed = changed.exclude(votes=F("told_votes"))
    votes = dict(changed.values_list("code", "votes"))
    if votes:
        changed.update(told_votes=F("votes"))
    changes: dict[str, dict[str, Any]] = {
        f"question:{code}": {"question": code, "votes": number} for code, number in votes.items()
    }
    totals = reaction_totals(event)
    if totals != room.reaction_totals:
        Room.objects.filter(pk=room.pk).update(reaction_totals=totals)
        changes["reactions"] = {"reactions": totals}
    tell_each(event, COUNTERS, changes)


def reaction_totals(event: Event) -> dict[str, int]:
    rows = ReactionCount.objects.filter(event=event).values_list("kind").annotate(total=Sum("count"))
    return dict(rows.order_by("kind"))
