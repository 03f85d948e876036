"""Putting away what waits: one item for a week, news for good, or everything until Monday."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tricity.accounts.desk import Source
from tricity.notices.actions.rhythm import next_monday
from tricity.notices.models import Postponed

POSTPONED_FOR = dt.timedelta(days=7)


def put_away(user: Any, source: Source, item: int, *, now: dt.datetime | None = None) -> Postponed:
    """Do not show this item for seven days; news, which was seen, never again."""
    now = now or timezone.now()
    until = None if source.is_news else now + POSTPONED_FOR
    return Postponed.objects.update_or_create(
        user=user, section=source.section, item=item, defaults={"at": now, "until": until}
    )[0]


def be_done(user: Any, *, now: dt.datetime | None = None) -> Postponed:
    """Show nothing of what waits now before Monday; what comes meanwhile is shown."""
    now = now or timezone.now()
    return Postponed.objects.update_or_create(
        user=user,
        section=Postponed.EVERYTHING,
        item=0,
        defaults={"at": now, "until": next_monday(user, now)},
    )[0]


def not_done(user: Any) -> None:
    """Show again what waits: the person has more time after all."""
    Postponed.objects.filter(user=user, section=Postponed.EVERYTHING).delete()
