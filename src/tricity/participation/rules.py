"""Pure predicates: who may register and who sees who did; `user` may be anonymous."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tricity.events.models import Event
from tricity.events.rules import may_edit
from tricity.participation.models import Admission, Arrival, Registration, Way

State = Registration.State
# What still counts: neither declined nor cancelled.
STANDING = (State.ASKED, State.CONFIRMED, State.LISTED)


def may_manage(user: Any, event: Event) -> bool:
    """Set up registration, decide, see names: whoever may edit the event."""
    return may_edit(user, event)


def is_open(event: Event, admission: Admission | None, now: dt.datetime) -> bool:
    """Whether somebody can register at this moment."""
    if admission is None or not admission.is_open or not event.is_public:
        return False
    return now < min(admission.closes_at or event.ends_at, event.ends_at)


def ways(admission: Admission) -> list[Way]:
    """In which ways one can take part."""
    return [way for way in Way if admission.places(way) != 0]


def may_change(registration: Registration, now: dt.datetime) -> bool:
    """A person may change or cancel until the event is over."""
    return registration.state in STANDING and now < registration.event.ends_at


def takes_part(registration: Registration | None) -> bool:
    """Whether the door and the room are open to them."""
    return registration is not None and registration.state == State.CONFIRMED


def came(registration: Registration) -> bool:
    """Whether it is noted that this participant came; only then there is a certificate.

    Opening the replay later is counted too, but whoever did no more was not at the event.
    """
    was_there = registration.arrivals.exclude(channel=Arrival.Channel.REPLAY)
    return takes_part(registration) and was_there.exists()


def may_answer_survey(registration: Registration, admission: Admission | None, now: dt.datetime) -> bool:
    """Who was confirmed answers once, from the beginning of the event on and while the survey is open."""
    return (
        admission is not None
        and admission.survey_is_open
        and registration.state == State.CONFIRMED
        and registration.surveyed_at is None
        and now >= registration.event.starts_at
    )
