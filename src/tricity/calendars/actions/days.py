from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.calendars.models import CalendarCoverage, CalendarDay


@transaction.atomic
def save_day(day: CalendarDay, *, by: Any) -> CalendarDay:
    """Store what a day is; whoever saves it has looked at the sources, so it needs no check any more."""
    created = day._state.adding
    day.needs_check, day.edited_at = False, timezone.now()
    day.save()
    verb = "calendar.day-made" if created else "calendar.day-changed"
    record(verb, day, by=by, country=day.country, date=day.date.isoformat(), kind=day.kind)
    return day


@transaction.atomic
def save_coverage(coverage: CalendarCoverage, *, by: Any) -> CalendarCoverage:
    """Store up to which day the calendar of a country is known."""
    coverage.edited_at = timezone.now()
    coverage.save()
    record(
        "calendar.coverage-changed",
        coverage,
        by=by,
        country=coverage.country,
        known_until=coverage.known_until.isoformat(),
    )
    return coverage
