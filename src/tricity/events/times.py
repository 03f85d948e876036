"""An event's hours in the zones that matter to its readers."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.utils import timezone

from tricity.directory.queries import countries_in_order
from tricity.events.models import Event
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class CapitalTime:
    """When the event is on in one capital: `starts` and `ends` carry that zone."""

    capital: LocalizedText
    zone: str
    starts: dt.datetime
    ends: dt.datetime


def in_reader_zone(event: Event) -> tuple[dt.datetime, dt.datetime]:
    """Start and end in the reader's zone (account, browser, or the site's)."""
    return timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)


def reader_zone_name() -> str:
    """The tz database's name of the reader's zone."""
    return timezone.get_current_timezone_name()


def in_capitals(event: Event, *, language: str) -> list[CapitalTime]:
    """The same hours in the capital of each country, ordered as countries are for this reader."""
    return [
        CapitalTime(
            name_in(country.capital_names, language),
            country.capital_time_zone,
            event.starts_at.astimezone(zoneinfo.ZoneInfo(country.capital_time_zone)),
            event.ends_at.astimezone(zoneinfo.ZoneInfo(country.capital_time_zone)),
        )
        for country in countries_in_order(language)
    ]
