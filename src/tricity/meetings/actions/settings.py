from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from tricity.activity.actions import record
from tricity.meetings.actions.locking import locked
from tricity.meetings.errors import ChangedMeanwhile, SlotsInUse
from tricity.meetings.models import Arrangement, Meeting, Slot
from tricity.meetings.slotting import slots_in


@transaction.atomic
def save_arrangement(arrangement: Arrangement, *, by: Any, version: int | None) -> Arrangement:
    """Store how people meet, and make the slots anew; those with an agreed meeting must remain as they are.

    Raises ChangedMeanwhile, SlotsInUse.
    """
    if not arrangement._state.adding:
        stored = locked(arrangement.event)
        if version != stored.version:
            raise ChangedMeanwhile
        arrangement.version = stored.version + 1
    try:
        with transaction.atomic():
            arrangement.save()
    except IntegrityError:  # somebody else has set meetings up at the same moment
        raise ChangedMeanwhile from None
    _renew_slots(arrangement)
    record("event.meetings-set", arrangement.event, by=by, on=arrangement.is_on)
    return arrangement


def _renew_slots(arrangement: Arrangement) -> None:
    spans = [
        tuple(map(dt.datetime.fromisoformat, (each["starts"], each["ends"]))) for each in arrangement.hours
    ]
    pairs = [(start, end) for start, end in spans]
    wanted = set(slots_in(pairs, arrangement.slot_minutes, arrangement.break_minutes))
    known = {(each.starts_at, each.ends_at): each.pk for each in arrangement.slots.all()}
    gone = [pk for span, pk in known.items() if span not in wanted]
    lost = Meeting.objects.filter(slot__in=gone, state=Meeting.State.AGREED).count()
    if lost:
        raise SlotsInUse(lost)
    Slot.objects.filter(pk__in=gone).delete()
    Slot.objects.bulk_create(
        Slot(arrangement=arrangement, starts_at=start, ends_at=end)
        for start, end in sorted(wanted - known.keys())
    )
