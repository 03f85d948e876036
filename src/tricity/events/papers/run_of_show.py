"""The run of show: the programme by the clocks of all who take part, for those who run the event."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.events.digests import EventPage, SessionView, present_page, sessions_with_parts
from tricity.events.models import Event
from tricity.events.papers.parts import Clock, clocks, facts, joined, paper, said, strong, when
from tricity.events.papers.people import who
from tricity.events.papers.registry import Asked
from tricity.publishing import Block, Document, Heading, Paragraph, Role, Runs, Table, runs

Starts = Mapping[int, dt.datetime | None]  # session id → its hour
_TIME_SHARE, _WHAT_SHARE, _WHO_SHARE = 3, 8, 8


def run_of_show(event: Event, asked: Asked) -> Document:
    sessions = sessions_with_parts(event)
    page = present_page(event, asked.language, user=asked.user, sessions=sessions)
    starts = {row.pk: row.starts_at for row in sessions}
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


def programme(page: EventPage, starts: Starts, columns: Sequence[Clock]) -> Iterator[Block]:
    """One table a day; sessions whose hour is not set stay where they are in the order."""
    if not page.sessions:
        yield Paragraph(runs(_("The programme is not known yet.")), Role.QUIET)
        return
    if not any(starts.get(session.pk) for session in page.sessions):
        yield Paragraph(runs(_("The hours of the sessions are not set.")), Role.QUIET)
        yield _table(page.sessions, starts, (), "")
        return
    day: list[SessionView] = []
    shown = _day(page.event.starts_at, columns[0].zone)
    for session in page.sessions:
        starts_at = starts.get(session.pk)
        if starts_at is not None and _day(starts_at, columns[0].zone) != shown:
            if day:
                yield _table(day, starts, columns, shown)
            day, shown = [], _day(starts_at, columns[0].zone)
        day.append(session)
    yield _table(day, starts, columns, shown)


def starts_of(event: Event) -> Starts:
    """Session id → its hour; one query."""
    return dict(event.sessions.values_list("pk", "starts_at"))


def _day(moment: dt.datetime, zone: zoneinfo.ZoneInfo) -> str:
    return formats.date_format(moment.astimezone(zone), "DATE_FORMAT")


def _table(sessions: Sequence[SessionView], starts: Starts, columns: Sequence[Clock], day: str) -> Table:
    what, who_appears = pgettext("run of show", "What"), pgettext("run of show", "Who")
    return Table(
        head=(*(column.label for column in columns), runs(what), runs(who_appears)),
        rows=tuple(row for session in sessions for row in _rows(session, starts.get(session.pk), columns)),
        caption=runs(day),
        widths=(*(_TIME_SHARE for _column in columns), _WHAT_SHARE, _WHO_SHARE),
    )


def _rows(
    session: SessionView, starts_at: dt.datetime | None, columns: Sequence[Clock]
) -> Iterator[tuple[Runs, ...]]:
    """The session with those who speak in it; a talk with a title of its own has its own row below."""
    what = [strong(said(session.title))]
    if str(session.title) != session.kind_label:
        what.append(runs(session.kind_label))
    if session.minutes:
        minutes = ngettext("%(minutes)s minute", "%(minutes)s minutes", session.minutes)
        what.append(runs(minutes % {"minutes": session.minutes}))
    speakers = joined([who(talk) for talk in session.talks if not said(talk.title)], "\n")
    yield (*_times(starts_at, session.minutes, columns), joined(what, "\n"), speakers)
    for talk in session.talks:
        if title := said(talk.title):
            yield (*((),) * len(columns), title, who(talk))


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
