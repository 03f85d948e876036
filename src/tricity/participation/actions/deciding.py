"""Giving places: approved by the organizer, or to whoever waits longest when one becomes free."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.participation.errors import StateMoved
from tricity.participation.leaving import tell_listeners
from tricity.participation.models import Admission, Registration, Way
from tricity.participation.queries import free_places
from tricity.participation.telling import tell

State = Registration.State


def locked(event: Event) -> Admission:
    """The settings of an event, locked: whoever gives places holds this row, so that none is given twice."""
    return Admission.objects.select_for_update().select_related("event").get(event=event)


def place_for(admission: Admission, way: str) -> str:
    """The state of somebody who is welcome: a place, or the end of the waiting list."""
    free = free_places(admission, way)
    return State.CONFIRMED if free is None or free > 0 else State.LISTED


@transaction.atomic
def approve(registration: Registration, *, by: Any) -> Registration:
    """Welcome somebody; without a place left on the waiting list. Raises StateMoved."""
    admission = locked(registration.event)
    row = _in_state(registration, State.ASKED)
    _move(row, place_for(admission, row.way), by=by)
    record("registration.approved", row, by=by)
    return row


@transaction.atomic
def decline(registration: Registration, remark: str, *, by: Any) -> Registration:
    """Say no, with a remark the person reads; a place that was given becomes free. Raises StateMoved."""
    admission = locked(registration.event)
    row = _in_state(registration, State.ASKED, State.CONFIRMED, State.LISTED)
    row.remark = remark
    _move(row, State.DECLINED, by=by)
    record("registration.declined", row, by=by)
    tell_listeners(row)
    fill(admission)
    return row


@transaction.atomic
def promote(event: Event) -> int:
    """Give free places to those who wait, the longest waiting first; how many were given."""
    return fill(locked(event))


def fill(admission: Admission) -> int:
    """As `promote`, where the settings are locked already."""
    given = 0
    for way in Way:
        free = free_places(admission, way)
        waiting = Registration.objects.filter(event=admission.event, way=way, state=State.LISTED)
        for row in waiting.order_by("created_at", "pk")[:free]:
            _move(row, State.CONFIRMED)
            record("registration.promoted", row)
            given += 1
    return given


def _in_state(registration: Registration, *states: str) -> Registration:
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("event", "user")
        .filter(pk=registration.pk, state__in=states)
        .first()
    )
    if row is None:
        raise StateMoved
    return row


def _move(row: Registration, state: str, *, by: Any = None) -> None:
    row.state, row.decided_by = State(state), by
    row.save(update_fields=["state", "decided_by", "remark", "changed_at"])
    tell(row)
