"""Calendars of several countries side by side, for a reader of one language."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats

from tricity.calendars import rules
from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.calendars.planning import Calendar, DayKind, SpecialDay, Standing, standing_of
from tricity.directory.models import Country
from tricity.directory.names import DisplayName, display
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Head:
    """A country as a column; `known_until` is None where nobody has said anything about it."""

    code: str
    name: DisplayName
    coverage: CalendarCoverage | None
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A date in a country. `standing` is a word of `planning.Standing`; `name` of what is stated of it, if anything is."""

    standing: str
    pk: int = 0
    name: LocalizedText | None = None
    kind_label: str = ""
    kind: str = ""
    source: str = ""
    stated_on: dt.date | None = None
    others: tuple[str, ...] = ()
    needs_check: bool = False
    may_edit: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    date: dt.date
    day: str
    weekday: str
    is_weekend: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """`rows` are all days, or only those of which something is stated in some country."""

    first: dt.date
    title: str
    rows: tuple[Row, ...]


def heads(
    countries: Sequence[Country], coverage: Mapping[str, CalendarCoverage], language: str, user: Any
) -> list[Head]:
    return [
        Head(
            each.code,
            display(each.names, language, language),
            coverage.get(each.code),
            rules.may_edit(user, each.code),
        )
        for each in countries
    ]


def month(
    first: dt.date, columns: Sequence[Head], days: Sequence[CalendarDay], language: str, *, every: bool
) -> Month:
    """The month that begins on `first`; with `every` of its days, else only the special ones."""
    stated = {(day.country, day.date): day for day in days}
    length = months.monthrange(first.year, first.month)[1]
    dates = [first.replace(day=number) for number in range(1, length + 1)]
    rows = [
        _row(date, columns, stated, language)
        for date in dates
        if every or any(_is_shown(stated.get((head.code, date))) for head in columns)
    ]
    return Month(first, formats.date_format(first, "YEAR_MONTH_FORMAT"), tuple(rows))


def _is_shown(day: CalendarDay | None) -> bool:
    return day is not None and day.kind != CalendarDay.Kind.ORDINARY


def _row(
    date: dt.date,
    columns: Sequence[Head],
    stated: Mapping[tuple[str, dt.date], CalendarDay],
    language: str,
) -> Row:
    cells = tuple(_cell(date, head, stated.get((head.code, date)), language) for head in columns)
    return Row(
        date,
        formats.date_format(date, "j"),
        formats.date_format(date, "D"),
        date.weekday() >= 5,
        cells,
    )


def _cell(date: dt.date, head: Head, day: CalendarDay | None, language: str) -> Cell:
    known = head.coverage.known_until if head.coverage else None
    special = {date: SpecialDay(DayKind(day.kind))} if day else {}
    standing: Standing = standing_of(date, Calendar(known, special))
    if day is None:
        return Cell(standing)
    return Cell(
        standing,
        pk=day.pk,
        name=name_in(day.names, language) if _is_shown(day) else None,
        kind_label=day.get_kind_display(),
        kind=day.kind,
        source=day.source,
        stated_on=day.stated_on,
        others=tuple(str(each["source"]) for each in day.others),
        needs_check=day.needs_check,
        may_edit=head.may_edit,
    )
