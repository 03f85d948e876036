"""The run of show: the programme by the clocks of all who take part, for those who run the event."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.events.digests import EventPage, SessionView, present_page
from tricity.events.models import Event
from tricity.events.papers.parts import Clock, clocks, facts, joined, paper, said, strong, when
from tricity.events.papers.people import who
from tricity.events.papers.registry import Asked
from tricity.publishing import Block, Document, Heading, Paragraph, Role, Runs, Table, runs

_TIME_SHARE, _WHAT_SHARE, _WHO_SHARE = 3, 8, 8


def run_of_show(event: Event, asked: Asked) -> Document:
    page = present_page(event, asked.language, user=asked.user)
    starts = starts_of(event)
    columns = clocks(event, page.capitals)
    blocks: list[Block] = [
        facts(
            (_("When"), when(event, page)),
            (_("Place"), said(page.event.place)),
            (_("Organizers"), joined(map(said, page.event.organizers))),
            (_("Languages"), runs(" · ".join(page.event.languages))),
            (_("Interpretation"), runs(page.event.interpretation)),
        ),
        Heading(runs(_("Programme"))),
        *programme(page, starts, columns),
    ]
    return paper(event, page, asked, _("Run of show"), blocks)


def programme(
    page: EventPage, starts: dict[int, dt.datetime | None], columns: Sequence[Clock]
) -> Iterator[Block]:
    """One table a day; sessions whose hour is not set stay where they are in the order."""
    if not page.sessions:
        yield Paragraph(runs(_("The programme is not known yet.")), Role.QUIET)
        return
    day: list[tuple[Runs, ...]] = []
    shown = _day(page.event.starts_at, columns[0].zone)
    for session in page.sessions:
        starts_at = starts.get(session.pk)
        if starts_at is not None and _day(starts_at, columns[0].zone) != shown:
            if day:
                yield _table(day, columns, shown)
            day, shown = [], _day(starts_at, columns[0].zone)
        day.extend(_rows(session, starts_at, columns))
    yield _table(day, columns, shown)


def starts_of(event: Event) -> dict[int, dt.datetime | None]:
    """Session id → its hour; one query."""
    return dict(event.sessions.values_list("pk", "starts_at"))


def _day(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> str:
    return formats.date_format(moment.astimezone(zone), "DATE_FORMAT")


def _table(rows: Sequence[tuple[Runs, ...]], columns: Sequence[Clock], day: str) -> Table:
    head = (
        *(column.label for column in columns),
        runs(pgettext("run of show", "What")),
        runs(pgettext("run of show", "Who")),
    )
    widths = (*(_TIME_SHARE for _column in columns), _WHAT_SHARE, _WHO_SHARE)
    return Table(head, tuple(rows), caption=runs(day), widths=widths)


def _rows(
    session: SessionView, starts_at: dt.datetime | None, columns: Sequence[Clock]
) -> Iterator[tuple[Runs, ...]]:
    what = [strong(said(session.title))]
    if str(session.title) != session.kind_label:
        what.append(runs(session.kind_label))
    if session.minutes:
        minutes = ngettext("%(minutes)s minute", "%(minutes)s minutes", session.minutes) % {
            "minutes": session.minutes
        }
        what.append(runs(minutes))
    yield (*_times(starts_at, session.minutes, columns), joined(what, "\n"), ())
    for talk in session.talks:
        yield (*((),) * len(columns), said(talk.title), who(talk))


def _times(starts_at: dt.datetime | None, minutes: int | None, columns: Sequence[Clock]) -> tuple[Runs, ...]:
    if starts_at is None:
        return (runs("–"),) * len(columns)
    found = []
    for column in columns:
        text = column.shows(starts_at, columns[0])
        if minutes:
            ends_at = (starts_at + dt.timedelta(minutes=minutes)).astimezone(column.zone)
            first, *date = text.split("\n")
            text = "\n".join([f"{first}–{formats.time_format(ends_at, 'H:i')}", *date])
        found.append(runs(text))
    return tuple(found)
