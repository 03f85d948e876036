"""Interpreters of meetings, and whether one works too much or in two places."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tricity.events.limits import limits
from tricity.events.models import Event, Interpretation
from tricity.events.spans import Span, merged, minutes, overlap
from tricity.meetings.digests.texts import both
from tricity.meetings.models import Arrangement, Meeting
from tricity.meetings.working import session_shifts, work_in_meetings
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class InterpreterView:
    pk: int
    name: LocalizedText
    latin: str
    pair: str
    meetings: int


def interpreter_views(arrangement: Arrangement) -> list[InterpreterView]:
    """With the number of agreed meetings of each; one query."""
    agreed = Count("meetings", filter=Q(meetings__state=Meeting.State.AGREED))
    return [
        InterpreterView(
            pk=each.pk,
            name=LocalizedText(str(each), each.native_language if each.native_name else "en"),
            latin=each.romanized_name if each.native_name else "",
            pair=both(each.from_language, each.to_language),
            meetings=each.number,
        )
        for each in arrangement.interpreters.annotate(number=agreed)
    ]


def work_warnings(meeting: Meeting, event: Event) -> Iterator[str]:
    """Of the interpreter of an agreed meeting: at work in the programme meanwhile, or too long on that day."""
    if meeting.interpreter is None or meeting.starts_at is None or meeting.ends_at is None:
        return
    name = str(meeting.interpreter)
    shifts = list(session_shifts(event).get(name, ()))
    if any(overlap((meeting.starts_at, meeting.ends_at), each) for each in shifts):
        yield _("The interpreter is at work in a session then.")
    in_meetings = [span for who, span in work_in_meetings(event) if who == name]
    most = limits()[event.interpretation or Interpretation.CONSECUTIVE].daily_minutes
    worked = sum(map(minutes, merged(_of_day([*shifts, *in_meetings], meeting.starts_at, event.time_zone))))
    if worked > most:
        yield _("The interpreter works %(minutes)s minutes on that day (at most %(limit)s).") % {
            "minutes": worked,
            "limit": most,
        }


def _of_day(spans: list[Span], moment: dt.datetime, zone: str) -> list[Span]:
    place = zoneinfo.ZoneInfo(zone)
    day = moment.astimezone(place).date()
    return [each for each in spans if each[0].astimezone(place).date() == day]
