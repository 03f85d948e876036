"""Noting who came."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.members.codes import digest_of
from tricity.participation.models import Arrival, Registration

# A room's page is opened again and again; its last sign is kept to the minute.
STEP = dt.timedelta(minutes=1)
State = Registration.State


@transaction.atomic
def arrive(registration: Registration, channel: str, *, by: Any = None) -> Arrival:
    """Note that a confirmed participant is here by this channel; later calls move the last moment on.

    `by`, who noted it at the door, is kept in the audit trail.
    """
    now = timezone.now()
    row, is_new = Arrival.objects.get_or_create(
        registration=registration, channel=channel, defaults={"first_at": now, "last_at": now}
    )
    if is_new and by is not None:
        record("registration.arrived", registration, by=by, channel=channel)
    if not is_new and now - row.last_at >= STEP:
        Arrival.objects.filter(pk=row.pk).update(last_at=Now())
    return row


def arrive_by_code(event: Event, code: str, *, by: Any) -> Registration | None:
    """Note at the door whose ticket bears this code, the public or the secret one; None where nobody's does."""
    rows = Registration.objects.filter(event=event, state=State.CONFIRMED)
    found = rows.filter(code=code.strip().upper()).first() or rows.filter(digest=digest_of(code)).first()
    if found is not None:
        arrive(found, Arrival.Channel.DOOR, by=by)
    return found


@transaction.atomic
def note_presence(
    registration: Registration,
    channel: str,
    *,
    first_at: dt.datetime,
    last_at: dt.datetime,
    seconds: int | None,
) -> Arrival:
    """Keep what a list says of a participant, in place of what was kept of this channel; who brought the list is in its
    own entry of the audit trail.
    """
    values = {"first_at": first_at, "last_at": last_at, "seconds": seconds}
    return Arrival.objects.update_or_create(registration=registration, channel=channel, defaults=values)[0]


@transaction.atomic
def forget_presence(registration: Registration, channel: str) -> None:
    """The list that said so has been taken back."""
    Arrival.objects.filter(registration=registration, channel=channel).delete()
