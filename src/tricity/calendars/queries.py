from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.calendars.planning import Calendar, DayKind, SpecialDay
from tricity.translation.names import name_in

FIRST_YEAR, LAST_YEAR = 2020, 2100
_AROUND = dt.timedelta(days=3)


def days_between(first: dt.date, last: dt.date) -> QuerySet[CalendarDay]:
    """What is stated of the dates, both ends included, in order of time."""
    return CalendarDay.objects.filter(date__range=(first, last)).order_by("date", "country")


def coverage_by_country() -> dict[str, CalendarCoverage]:
    return {each.country: each for each in CalendarCoverage.objects.all()}


def days_to_check(today: dt.date) -> QuerySet[CalendarDay]:
    """Days to come about which sources disagree, the next one first."""
    return CalendarDay.objects.filter(needs_check=True, date__gte=today).order_by("date", "country")


def planning_calendars(
    countries: Collection[str], first: dt.date, last: dt.date, *, language: str
) -> Mapping[str, Calendar]:
    """Country → its calendar around the dates, with names for readers of `language`. Two queries.

    A country nobody has said anything about gets one that is known until never.
    """
    coverage = coverage_by_country()
    days: dict[str, dict[dt.date, SpecialDay]] = {country: {} for country in countries}
    for day in days_between(first - _AROUND, last + _AROUND).filter(country__in=countries):
        days[day.country][day.date] = SpecialDay(
            DayKind(day.kind), name_in(day.names, language).text, day.needs_check
        )
    return {
        country: Calendar(coverage[country].known_until if country in coverage else None, days[country])
        for country in countries
    }
