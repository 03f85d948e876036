from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tricity.accounts import throttle
from tricity.activity.actions import record
from tricity.discussion.queries.messages import apart_from
from tricity.meetings import queries, rules
from tricity.meetings.actions.locking import locked
from tricity.meetings.errors import (
    AskedAlready,
    AskingClosed,
    EnoughMeetings,
    NotListed,
    NotToBeMet,
    SlotTaken,
)
from tricity.meetings.models import Arrangement, Meeting, Partner, Slot
from tricity.meetings.telling import tell_turn
from tricity.members import pace

PACE = "meeting"
# Within the quarter of an hour that is counted; who looks for partners asks a handful of them at once.
MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for; `pair` are the languages of an interpreter, or empty."""

    subject: str
    language: str
    slots: Sequence[Slot]
    text: str = ""
    pair: tuple[str, str] = ("", "")


@transaction.atomic
def ask(asker: Partner, asked: Partner, request: Request, *, by: Any) -> Meeting:
    """Ask somebody to meet at one of several times.

    Raises NotListed, NotToBeMet, AskingClosed, TooMany, EnoughMeetings, AskedAlready, SlotTaken.
    """
    event = asker.registration.event
    arrangement = locked(event)
    asker, asked = _as_stored(asker), _as_stored(asked)
    if not rules.is_listed(asker):
        raise NotListed
    if not _may_be_met(asker, asked):
        raise NotToBeMet
    if not rules.is_asking_open(arrangement, timezone.now()):
        raise AskingClosed
    if throttle.is_used_up(PACE, address=str(by.pk), limit=MOST_AT_ONCE):
        raise pace.too_fast()
    if queries.number_standing(asker) >= arrangement.most_meetings:
        raise EnoughMeetings(arrangement.most_meetings)
    meeting = Meeting(
        event=event,
        asker=asker,
        asked=asked,
        subject=request.subject,
        text=request.text,
        language=request.language,
        from_language=request.pair[0],
        to_language=request.pair[1],
    )
    wished = still_free(arrangement, request.slots, asker, asked)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise AskedAlready from None
    meeting.wished.set(wished)
    throttle.note(PACE, address=str(by.pk))
    record("meeting.asked", meeting, by=by)
    tell_turn(meeting, asked, by=by)
    return meeting


def still_free(arrangement: Arrangement, slots: Sequence[Slot], *partners: Partner) -> list[Slot]:
    """Those of the times at which both can still meet. Raises SlotTaken where there is none."""
    wanted = [each.pk for each in slots]
    free = list(queries.free_slots(arrangement, *partners, now=timezone.now()).filter(pk__in=wanted))
    if not free:
        raise SlotTaken
    return free


def _as_stored(partner: Partner) -> Partner:
    """As they are now that the lock is held: whoever has left meanwhile gave up all requests, and gets no new one."""
    return Partner.objects.select_related("registration__event", "user").get(pk=partner.pk)


def _may_be_met(asker: Partner, asked: Partner) -> bool:
    if asked.pk == asker.pk or asked.registration.event_id != asker.registration.event_id:
        return False
    if asked.user is None or not rules.is_listed(asked):
        return False
    return not apart_from(asker.user).filter(pk=asked.user.pk).exists()
