"""Reminding those invited who have not answered, and speakers of whom something is missing, before the day one wished for.

A reminder bears no link: only the digest of its secret is kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from tricity.invitations.models import Invitation, SpeakerLink
from tricity.invitations.queries import lacking
from tricity.invitations.telling import tell_guest, tell_speaker
from tricity.web.identity import PublicationState

GUESTS_BEFORE: Final = dt.timedelta(days=3)
SPEAKERS_BEFORE: Final = {"week": dt.timedelta(days=7), "day": dt.timedelta(days=1)}
AT_ONCE: Final = 200


def remind_due(now: dt.datetime | None = None) -> int:
    """Send what is due; how many. Each is sent once, and none after the day."""
    moment = now or timezone.now()
    return _guests(moment) + sum(_speakers(moment, name) for name in SPEAKERS_BEFORE)


def _guests(now: dt.datetime) -> int:
    due = Invitation.objects.filter(
        state=Invitation.State.OPEN,
        reminded_at=None,
        answer_by__gt=now,
        answer_by__lte=now + GUESTS_BEFORE,
        event__publication_state=PublicationState.PUBLISHED,
        event__deleted_at=None,
    ).exclude(email="")
    return sum(_remind_guest(pk, now) for pk in due.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _remind_guest(pk: int, now: dt.datetime) -> int:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("event")
    row = rows.filter(pk=pk, state=Invitation.State.OPEN, reminded_at=None).first()
    # Who was invited within these days has the letter before them.
    if row is None or row.created_at > now - dt.timedelta(days=1):
        return 0
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    tell_guest(row)
    return 1


def _speakers(now: dt.datetime, name: str) -> int:
    due = SpeakerLink.objects.filter(closes_at__gt=now, closes_at__lte=now + SPEAKERS_BEFORE[name])
    due = due.exclude(email="").only("pk", "reminded")
    waiting = [row.pk for row in due if name not in row.reminded]
    return sum(_remind_speaker(pk, name, now) for pk in waiting[:AT_ONCE])


@transaction.atomic
def _remind_speaker(pk: int, name: str, now: dt.datetime) -> int:
    row = SpeakerLink.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or name in row.reminded or row.created_at > now - dt.timedelta(days=1):
        return 0
    part = row.talk or row.person
    if part is None or row.event.deleted_at is not None or not lacking(part, row):
        return 0
    row.reminded = sorted({*row.reminded, name, *(["week"] if name == "day" else [])})
    row.save(update_fields=["reminded"])
    tell_speaker(row)
    return 1
