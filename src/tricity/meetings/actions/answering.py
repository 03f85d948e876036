"""What the two who meet do with a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from tricity.activity.actions import record
from tricity.meetings import queries, rules
from tricity.meetings.actions.asking import still_free
from tricity.meetings.actions.locking import fresh, locked
from tricity.meetings.errors import EnoughMeetings, MeetingMoved, NoPlace, OtherHasEnough, SlotTaken
from tricity.meetings.models import Arrangement, Booking, Meeting, Partner, Slot
from tricity.meetings.telling import tell_state, tell_turn

State = Meeting.State


@transaction.atomic
def accept(meeting: Meeting, slot: Slot, *, partner: Partner, by: Any) -> Meeting:
    """Agree to meet at this time: both are booked, and a table and an interpreter given as far as they are free.

    Raises MeetingMoved, SlotTaken, NoPlace, EnoughMeetings, OtherHasEnough.
    """
    arrangement = locked(meeting.event)
    row = _on_turn(meeting, partner)
    if slot.pk not in row.wished.values_list("pk", flat=True):
        raise SlotTaken
    (slot,) = still_free(arrangement, [slot], row.asker, row.asked)
    _check_numbers(row, partner, arrangement)
    is_place, row.table = queries.free_table(arrangement, slot, row.asker, row.asked)
    if not is_place:
        raise NoPlace
    if row.wants_interpreter:
        pair = (row.from_language, row.to_language)
        row.interpreter = queries.free_interpreter(arrangement, slot, pair)
    row.state, row.slot, row.starts_at, row.ends_at = State.AGREED, slot, slot.starts_at, slot.ends_at
    row.sequence += 1
    _book(row, slot)
    record("meeting.agreed", row, by=by)
    tell_state(row, [row.other(partner)], by=by)
    return row


@transaction.atomic
def propose(meeting: Meeting, slots: Sequence[Slot], *, partner: Partner, by: Any) -> Meeting:
    """Answer with other times; then it is the other's turn. Raises MeetingMoved, SlotTaken."""
    arrangement = locked(meeting.event)
    row = _on_turn(meeting, partner)
    row.wished.set(still_free(arrangement, slots, row.asker, row.asked))
    row.state = State.PROPOSED if partner.pk == row.asked_id else State.ASKED
    row.save(update_fields=["state", "changed_at"])
    record("meeting.proposed", row, by=by)
    tell_turn(row, row.other(partner), by=by)
    return row


@transaction.atomic
def decline(meeting: Meeting, reason: str, *, partner: Partner, by: Any) -> Meeting:
    """Say no, with a reason the other reads. Raises MeetingMoved."""
    row = _on_turn(meeting, partner)
    row.state, row.reason = State.DECLINED, reason
    row.save(update_fields=["state", "reason", "changed_at"])
    record("meeting.declined", row, by=by)
    tell_state(row, [row.other(partner)], by=by)
    return row


@transaction.atomic
def cancel(meeting: Meeting, reason: str, *, partner: Partner, by: Any) -> Meeting:
    """Take a request back, or call an agreed meeting off. Raises MeetingMoved."""
    locked(meeting.event)
    row = fresh(meeting, *Meeting.STANDING)
    if not rules.may_cancel(row, timezone.now()):
        raise MeetingMoved
    end(row, reason, by=by)
    tell_state(row, [row.other(partner)], by=by)
    return row


def end(row: Meeting, reason: str, *, by: Any) -> None:
    """Cancel, and give time, table and interpreter back; the time stays written for calendars that hold it."""
    row.state, row.reason = State.CANCELLED, reason
    row.slot = row.table = row.interpreter = None
    row.sequence += 1
    row.save()
    Booking.objects.filter(meeting=row).delete()
    record("meeting.cancelled", row, by=by)


def give_up(partner: Partner, *states: str, by: Any) -> None:
    """Cancel all of a person's meetings in these states that have not begun, and tell the others."""
    mine = Meeting.objects.filter(Q(asker=partner) | Q(asked=partner), state__in=states)
    for each in mine:
        try:
            row = fresh(each, *states)
        except MeetingMoved:  # the other one has answered or cancelled at the same moment
            continue
        if rules.may_cancel(row, timezone.now()):
            end(row, "", by=by)
            tell_state(row, [row.other(partner)], by=by)


def _on_turn(meeting: Meeting, partner: Partner) -> Meeting:
    row = fresh(meeting, State.ASKED, State.PROPOSED)
    if not rules.is_turn(row, partner):
        raise MeetingMoved
    return row


def _check_numbers(row: Meeting, partner: Partner, arrangement: Arrangement) -> None:
    """The request itself counts among the asker's already."""
    most = arrangement.most_meetings
    for each in (row.asker, row.asked):
        standing = queries.number_standing(each) - (1 if each.pk == row.asker_id else 0)
        if standing >= most:
            raise EnoughMeetings(most) if each.pk == partner.pk else OtherHasEnough


def _book(row: Meeting, slot: Slot) -> None:
    """What was looked up a moment ago is made sure by the database. Raises SlotTaken."""
    try:
        with transaction.atomic():
            row.save()
            Booking.objects.bulk_create(
                Booking(meeting=row, partner=each, slot=slot) for each in (row.asker, row.asked)
            )
    except IntegrityError:
        raise SlotTaken from None
