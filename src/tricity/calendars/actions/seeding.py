from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.calendars.seeds import Seed, read_seed

_DAY = ("kind", "names", "source", "stated_on", "others", "needs_check")
_COVERAGE = ("known_until", "source", "stated_on")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: numbers of days; `kept` are those edited here, which stay as they are."""

    created: int
    changed: int
    kept: int


@transaction.atomic
def load_seed(seed: Seed | None = None) -> Loaded:
    """Bring the shipped calendars into the database; loading them again changes nothing. Two writes at most for each table.

    A day edited here stays as edited. A day that left the file stays too. Raises BadSeed.
    """
    seed = seed or read_seed()
    days = {(day.country, day.date): day for day in CalendarDay.objects.select_for_update()}
    new, changed, kept = [], [], 0
    for each in seed.days:
        fields = {
            "kind": each.kind,
            "names": each.names,
            "source": each.source,
            "stated_on": seed.made_on,
            "others": each.others,
            "needs_check": bool(each.others),
        }
        day = days.get((each.country, each.date))
        if day is None:
            new.append(CalendarDay(country=each.country, date=each.date, **fields))
        elif day.edited_at is not None:
            kept += 1
        elif _fill(day, fields):
            changed.append(day)
    CalendarDay.objects.bulk_create(new)
    CalendarDay.objects.bulk_update(changed, _DAY, batch_size=100)
    _load_coverage(seed)
    return Loaded(len(new), len(changed), kept)


def _load_coverage(seed: Seed) -> None:
    known = {each.country: each for each in CalendarCoverage.objects.select_for_update()}
    for each in seed.coverage:
        fields = {"known_until": each.known_until, "source": each.source, "stated_on": seed.made_on}
        row = known.get(each.country)
        if row is None:
            CalendarCoverage.objects.create(country=each.country, **fields)
        elif row.edited_at is None and _fill(row, fields):
            row.save(update_fields=_COVERAGE)


def _fill(row: CalendarDay | CalendarCoverage, fields: dict[str, Any]) -> bool:
    """Whether anything differed."""
    differs = any(getattr(row, name) != value for name, value in fields.items())
    for name, value in fields.items():
        setattr(row, name, value)
    return differs
