"""Notices read, and forgotten after a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tricity.notices.models import Notice, Postponed

KEPT_FOR = dt.timedelta(days=90)


def mark_read(user: Any, pk: int) -> bool:
    """Note that the person has read one of their notices; False where nothing was unread."""
    return Notice.objects.filter(recipient=user, pk=pk, read_at=None).update(read_at=timezone.now()) == 1


def mark_all_read(user: Any, *, until: dt.datetime | None = None) -> int:
    """All of the person's; with `until`, only those the person could see at that moment. Returns how many."""
    rows = Notice.objects.filter(recipient=user, read_at=None)
    if until is not None:
        rows = rows.filter(updated_at__lte=until)
    return rows.update(read_at=timezone.now())


def sweep(now: dt.datetime | None = None) -> int:
    """Delete notices read 90 days ago and what was put off until a day that has come; returns 0, nothing is left."""
    now = now or timezone.now()
    Notice.objects.filter(read_at__lt=now - KEPT_FOR).delete()
    Postponed.objects.filter(until__lt=now - KEPT_FOR).delete()
    return 0
