"""Pure predicates: who may ask, answer and arrange; `user` may be anonymous."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tricity.events.models import Event
from tricity.meetings.models import Arrangement, Meeting, Partner
from tricity.participation import rules as participation
from tricity.participation.models import Registration

State = Meeting.State


def may_arrange(user: Any, event: Event) -> bool:
    """Set meetings up, see all of them, give tables and interpreters: who sees the registrations."""
    return participation.may_manage(user, event)


def may_take_part(registration: Registration | None, arrangement: Arrangement | None) -> bool:
    """Participants who are expected and have an account, where there are meetings."""
    if registration is None or registration.user_id is None:
        return False
    return arrangement is not None and arrangement.is_on and participation.takes_part(registration)


def is_listed(partner: Partner | None) -> bool:
    """Whether others find this one: while the registration stands, too."""
    return (
        partner is not None
        and partner.listed_at is not None
        and participation.takes_part(partner.registration)
    )


def is_asking_open(arrangement: Arrangement, now: dt.datetime) -> bool:
    """Whether somebody can ask at this moment; answering is possible until the meeting begins."""
    ends = [dt.datetime.fromisoformat(each["ends"]) for each in arrangement.hours]
    if not arrangement.is_on or not arrangement.event.is_public or not ends:
        return False
    has_opened = arrangement.opens_at is None or arrangement.opens_at <= now
    return has_opened and now < min(arrangement.closes_at or max(ends), max(ends))


def is_party(user: Any, meeting: Meeting) -> bool:
    """One of the two who meet."""
    return bool(user.is_authenticated) and user.pk in (meeting.asker.user_id, meeting.asked.user_id)


def is_turn(meeting: Meeting, partner: Partner) -> bool:
    """Whether the other one waits for this one's answer."""
    return (meeting.state == State.ASKED and partner.pk == meeting.asked_id) or (
        meeting.state == State.PROPOSED and partner.pk == meeting.asker_id
    )


def may_cancel(meeting: Meeting, now: dt.datetime) -> bool:
    """What stands and has not begun."""
    if meeting.state not in Meeting.STANDING:
        return False
    return meeting.starts_at is None or now < meeting.starts_at


def may_note_outcome(meeting: Meeting, now: dt.datetime) -> bool:
    """From the beginning of an agreed meeting on."""
    return meeting.state == State.AGREED and meeting.starts_at is not None and meeting.starts_at <= now
