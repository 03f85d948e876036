"""The shipped calendars: reading and checking the file, nothing else. `tools/collect_holidays.py` makes it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tricity.calendars.errors import BadSeed
from tricity.calendars.models import CalendarDay

DAYS_FILE = Path(__file__).parent / "seed" / "days.json"
NAMES_FILE = DAYS_FILE.with_name("names.json")


@dataclass(frozen=True, slots=True)
class SeedDay:
    country: str
    date: dt.date
    kind: str
    names: dict[str, str]
    source: str
    others: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class SeedCoverage:
    country: str
    known_until: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class Seed:
    """`made_on` is the day on which the sources were read; `made_from` are the packages and their versions."""

    made_on: dt.date
    made_from: tuple[str, ...]
    days: tuple[SeedDay, ...]
    coverage: tuple[SeedCoverage, ...]


def read_seed(path: Path = DAYS_FILE, names_path: Path = NAMES_FILE) -> Seed:
    """The calendars of the file. Raises BadSeed."""
    given = json.loads(path.read_text(encoding="utf-8"))
    names = json.loads(names_path.read_text(encoding="utf-8"))
    days = tuple(_day(each, names) for each in given["days"])
    if len({(day.country, day.date) for day in days}) < len(days):
        raise BadSeed("a day stands in the file twice")
    return Seed(
        made_on=dt.date.fromisoformat(given["made_on"]),
        made_from=tuple(f"{each['name']} {each['version']}" for each in given["made_from"]),
        days=days,
        coverage=tuple(
            SeedCoverage(country, dt.date.fromisoformat(each["known_until"]), each["source"])
            for country, each in given["coverage"].items()
        ),
    )


def _day(given: Mapping[str, Any], names: Mapping[str, dict[str, str]]) -> SeedDay:
    if given["kind"] not in CalendarDay.Kind.values or given["name"] not in names:
        raise BadSeed(f"{given['country']} {given['date']}: unknown kind or name")
    return SeedDay(
        country=given["country"],
        date=dt.date.fromisoformat(given["date"]),
        kind=given["kind"],
        names=names[given["name"]],
        source=given["source"],
        others=given.get("others", []),
    )
