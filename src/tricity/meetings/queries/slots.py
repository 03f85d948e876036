from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from tricity.events.checking.interpreting import spoken
from tricity.events.models import Event
from tricity.events.spans import overlap
from tricity.meetings.models import Arrangement, Booking, Interpreter, Meeting, Partner, Slot
from tricity.meetings.working import session_shifts
from tricity.participation.models import Way

AGREED = Meeting.State.AGREED


def arrangement_of(event: Event) -> Arrangement | None:
    """How people meet; read once per object of the event."""
    try:
        return event.meeting_arrangement
    except Arrangement.DoesNotExist:
        return None


def free_slots(arrangement: Arrangement, *partners: Partner, now: dt.datetime) -> QuerySet[Slot]:
    """Times still to come at which none of these is in a meeting."""
    booked = Booking.objects.filter(partner__in=partners).values("slot")
    return Slot.objects.filter(arrangement=arrangement, starts_at__gt=now).exclude(pk__in=booked)


def free_table(arrangement: Arrangement, slot: Slot, *partners: Partner) -> tuple[bool, int | None]:
    """Whether there is a place, and which table: one where all are on site, else (None) online."""
    if all(each.registration.way == Way.ON_SITE for each in partners):
        taken = set(Meeting.objects.filter(slot=slot, state=AGREED).values_list("table", flat=True))
        free = next((each for each in range(1, arrangement.tables + 1) if each not in taken), None)
        if free is not None:
            return True, free
    return arrangement.is_online, None


def free_interpreter(arrangement: Arrangement, slot: Slot, pair: tuple[str, str]) -> Interpreter | None:
    """Who interprets this pair, is in no other meeting at that time and not at work in a session."""
    busy = busy_interpreters(Meeting.objects.filter(slot=slot))
    able = [
        each for each in arrangement.interpreters.all() if str(each) not in busy and interprets(each, pair)
    ]
    if not able:
        return None
    shifts = session_shifts(arrangement.event)
    span = (slot.starts_at, slot.ends_at)
    return next(
        (each for each in able if not any(overlap(span, shift) for shift in shifts.get(str(each), ()))), None
    )


def busy_interpreters(meetings: QuerySet[Meeting]) -> set[str]:
    """Names of those who interpret in agreed ones of these; who interprets two pairs of languages stands in two rows."""
    rows = meetings.filter(state=AGREED, interpreter__isnull=False).select_related("interpreter")
    return {str(each.interpreter) for each in rows}


def interprets(interpreter: Interpreter, pair: tuple[str, str]) -> bool:
    return {spoken(interpreter.from_language), spoken(interpreter.to_language)} == set(map(spoken, pair))


def pairs(arrangement: Arrangement) -> list[tuple[str, str]]:
    """Between which languages one of the interpreters works; none where they cannot be asked for."""
    if not arrangement.has_interpreters:
        return []
    found = {tuple(sorted((each.from_language, each.to_language))) for each in arrangement.interpreters.all()}
    return sorted((first, second) for first, second in found)
