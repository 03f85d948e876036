"""Reminding those who are expected, a day and an hour before."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from tricity.participation.models import Registration
from tricity.participation.telling import tell
from tricity.web.identity import PublicationState

# The nearest first: who registers within the last hour gets one reminder, not two.
BEFORE: Final = {"hour": dt.timedelta(hours=1), "day": dt.timedelta(days=1)}
AT_ONCE = 200


def remind_due(now: dt.datetime | None = None) -> int:
    """Send what is due; how many. Each is sent once, and none for a time that is over when the event was announced late."""
    moment = now or timezone.now()
    sent = 0
    for name, before in BEFORE.items():
        due = Registration.objects.filter(
            state=Registration.State.CONFIRMED,
            event__starts_at__gt=moment,
            event__starts_at__lte=moment + before,
            event__publication_state=PublicationState.PUBLISHED,
            event__deleted_at=None,
        )
        # JSON is compared here: the two databases ask for "contains" in different ways.
        waiting = [row.pk for row in due.only("pk", "reminded") if name not in row.reminded]
        for pk in waiting[:AT_ONCE]:
            sent += _remind(pk, name)
    return sent


@transaction.atomic
def _remind(pk: int, name: str) -> int:
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("event", "user")
        .filter(pk=pk)
        .first()
    )
    if row is None or name in row.reminded or row.state != Registration.State.CONFIRMED:
        return 0
    # Who is reminded an hour before needs no reminder of the day any more.
    row.reminded = sorted({*row.reminded, name, *(["day"] if name == "hour" else [])})
    row.save(update_fields=["reminded"])
    tell(row, reminder=name)
    return 1
