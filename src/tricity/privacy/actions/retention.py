from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.jobs.actions import enqueue
from tricity.privacy.models import RetentionRule, RetentionRun
from tricity.privacy.queries import days_kept, rules
from tricity.privacy.registry import holding, holdings

JOB = "privacy.retain"
EVERY = dt.timedelta(hours=24)
RUNS_KEPT_FOR = dt.timedelta(days=365)


def retain_daily(now: dt.datetime | None = None) -> int:
    """Have the rules applied where the last time is a day ago; the worker asks every hour. Returns how many jobs it made."""
    now = now or timezone.now()
    if RetentionRun.objects.filter(at__gt=now - EVERY).exists():
        return 0
    enqueue(JOB, key=JOB)
    return 1


def retain() -> RetentionRun:
    """Delete what every rule says is too old, each holding in a transaction of its own, and note how much it was."""
    now, set_by_operator = timezone.now(), rules()
    counts = {}
    for each in holdings():
        days = days_kept(each, set_by_operator)
        if days is None or each.expire is None:
            continue
        with transaction.atomic():
            if count := each.expire(now - dt.timedelta(days=days)):
                counts[each.name] = count
    return _note(now, counts)


@transaction.atomic
def _note(now: dt.datetime, counts: dict[str, int]) -> RetentionRun:
    RetentionRun.objects.filter(at__lt=now - RUNS_KEPT_FOR).delete()
    run = RetentionRun.objects.create(at=now, counts=counts)
    if counts:
        record("retention.applied", run, counts=counts)
    return run


@transaction.atomic
def set_rules(days: Mapping[str, int | None], *, by: User) -> list[str]:
    """Set how many days each of these holdings is kept (None: never deleted by a rule); returns what changed."""
    before = rules()
    changed = []
    for name, wanted in days.items():
        known = holding(name)
        if known is None or days_kept(known, before) == wanted:
            continue
        rule, _created = RetentionRule.objects.update_or_create(holding=name, defaults={"days": wanted})
        record("retention.rule-changed", rule, by=by, holding=name, days=wanted)
        changed.append(name)
    return changed
