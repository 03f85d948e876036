"""Notices read, and forgotten after a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from tricity.notices.models import Notice, Postponed

KEPT_FOR = dt.timedelta(days=90)
# News is shown for a month at most: what was put away a year ago does not come back.
PUT_AWAY_FOR = dt.timedelta(days=365)


def mark_read(user: Any, pk: int) -> bool:
    """Note that the person has read one of their notices; False where nothing was unread."""
    return Notice.objects.filter(recipient=user, pk=pk, read_at=None).update(read_at=timezone.now()) == 1


def mark_subject_read(user: Any, kind: str, subject: models.Model) -> int:
    """What the notice was about has been seen elsewhere; returns how many were unread."""
    return Notice.objects.filter(
        recipient=user,
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_code=str(getattr(subject, "code", subject.pk)),
        read_at=None,
    ).update(read_at=timezone.now())


def mark_kind_read(user: Any, kind: str) -> int:
    """All notices of a kind have been seen elsewhere; returns how many were unread."""
    return Notice.objects.filter(recipient=user, kind=kind, read_at=None).update(read_at=timezone.now())


def mark_all_read(user: Any, *, until: dt.datetime | None = None) -> int:
    """All of the person's; with `until`, only those the person could see at that moment. Returns how many."""
    rows = Notice.objects.filter(recipient=user, read_at=None)
    if until is not None:
        rows = rows.filter(updated_at__lte=until)
    return rows.update(read_at=timezone.now())


def sweep(now: dt.datetime | None = None) -> int:
    """Delete notices read 90 days ago, and what was put away so long ago that it no longer waits.

    Returns 0: there is nothing to do again at once.
    """
    now = now or timezone.now()
    Notice.objects.filter(read_at__lt=now - KEPT_FOR).delete()
    Postponed.objects.filter(until__lt=now).exclude(section=Postponed.EVERYTHING).delete()
    Postponed.objects.filter(until=None, at__lt=now - PUT_AWAY_FOR).delete()
    return 0
