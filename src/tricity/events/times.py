"""An event's hours in the zones that matter to its readers."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats, timezone

from tricity.directory.models import Country
from tricity.directory.names import DisplayName, display
from tricity.directory.queries import countries_in_order


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end as clocks and calendars of `zone` show them; `ends_on` only where it is another day.

    `offset` is that of the start ("UTC+9"); `machine_start` and `machine_end` are in UTC, for `<time>`.
    """

    zone: str
    offset: str
    starts_on: str
    starts: str
    ends_on: str
    ends: str
    machine_start: str
    machine_end: str


@dataclass(frozen=True, slots=True)
class CapitalHours:
    """The same hours in a capital; `has_other_dates` where its calendar shows another day than the reader's."""

    capital: DisplayName
    hours: Hours
    has_other_dates: bool


def hours(starts_at: dt.datetime, ends_at: dt.datetime, zone: str) -> Hours:
    """Hours in `zone`, written as the active language writes dates."""
    place = zoneinfo.ZoneInfo(zone)
    start, end = starts_at.astimezone(place), ends_at.astimezone(place)
    return Hours(
        zone=zone,
        offset=offset(start),
        starts_on=_day(start),
        starts=formats.time_format(start, "H:i"),
        ends_on=_day(end) if end.date() != start.date() else "",
        ends=formats.time_format(end, "H:i"),
        machine_start=_machine(starts_at),
        machine_end=_machine(ends_at),
    )


def reader_zone() -> str:
    """The tz database's name of the reader's zone: of the account, the browser, or the site."""
    return timezone.get_current_timezone_name()


def in_capitals(
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    language: str,
    countries: Sequence[Country] | None = None,
) -> list[CapitalHours]:
    """The same hours in the capital of each country, ordered as countries are for this reader; one query, or none
    where the countries are given.
    """
    here = hours(starts_at, ends_at, reader_zone())
    order = countries_in_order(language) if countries is None else countries
    return [_in_capital(country, starts_at, ends_at, here, language) for country in order]


def lasts_days(starts_at: dt.datetime, ends_at: dt.datetime, zone: str) -> bool:
    """Whether clocks in `zone` show another date at the end than at the start; midnight belongs to the day before."""
    place = zoneinfo.ZoneInfo(zone)
    last = ends_at - dt.timedelta(minutes=1)
    return starts_at.astimezone(place).date() != last.astimezone(place).date()


def span(when: Hours) -> str:
    """“5 August 2020 15:00–17:00 (UTC+9)”."""
    ends = f"{when.ends_on} {when.ends}".strip()
    return f"{when.starts_on} {when.starts}–{ends} ({when.offset})"


def offset(moment: dt.datetime) -> str:
    """“UTC+9”, “UTC+5:30”."""
    minutes = int((moment.utcoffset() or dt.timedelta()).total_seconds()) // 60
    whole, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{whole}:{rest:02d}" if rest else f"UTC{sign}{whole}"


def _in_capital(
    country: Country, starts_at: dt.datetime, ends_at: dt.datetime, here: Hours, language: str
) -> CapitalHours:
    there = hours(starts_at, ends_at, country.capital_time_zone)
    return CapitalHours(
        capital=display(country.capital_names, language, country.language),
        hours=there,
        has_other_dates=(there.starts_on, there.ends_on) != (here.starts_on, here.ends_on),
    )


def _day(moment: dt.datetime) -> str:
    return formats.date_format(moment, "DATE_FORMAT")


def _machine(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ")
