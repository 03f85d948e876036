"""Everything to look at, in sentences of the active language."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from django.utils import formats
from django.utils.translation import gettext as _

from tricity.calendars.planning import Standing, standing_of
from tricity.calendars.queries import planning_calendars
from tricity.directory.names import display
from tricity.directory.queries import countries_in_order
from tricity.events.channels import refused_channels
from tricity.events.checking.interpreting import interpreters, over_the_day, uncovered, without_relief
from tricity.events.checking.work import work_elsewhere
from tricity.events.digests.sessions import session_title
from tricity.events.digests.texts import language_label
from tricity.events.limits import limits
from tricity.events.models import Event, Interpretation, Session, SessionKind
from tricity.events.spans import overlap, session_span
from tricity.media import FLOOR

ONE_DAY = dt.timedelta(days=1)


class Kind(StrEnum):
    TWICE = "twice"
    RELIEF = "relief"
    DAILY = "daily"
    LANGUAGES = "languages"
    HOURS = "hours"
    ROOM = "room"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; `session_id` where it is about one session."""

    kind: Kind
    sentence: str
    session_id: int | None = None


def findings(event: Event, sessions: Sequence[Session], language: str) -> list[Finding]:
    """In the order of `Kind`. The sessions come with their talks and people. Five queries."""
    return [
        *_twice(sessions, language),
        *_interpreting(event, sessions, language),
        *_hours(event, sessions, language),
        *_rooms(sessions, language),
        *_days_off(event, language),
        *_refused(event),
    ]


def _twice(sessions: Sequence[Session], language: str) -> Iterator[Finding]:
    places: dict[str, list[Session]] = defaultdict(list)
    called = _called(sessions)
    for session in sessions:
        for name in sorted(_people(session)):
            places[name].append(session)
    for name, where in places.items():
        for one, other in combinations(where, 2):
            if _meet(one, other):
                sentence = _("%(name)s is in two sessions at the same time: %(one)s, %(other)s") % {
                    "name": called.get(name, name),
                    "one": session_title(one, language),
                    "other": session_title(other, language),
                }
                yield Finding(Kind.TWICE, sentence, other.pk)


def _called(sessions: Sequence[Session]) -> dict[str, str]:
    """Native name → the name in Latin letters where it is known: a sentence has one language, and all read these."""
    found = {talk.native_name: talk.speaker_name for each in sessions for talk in each.talks.all()}
    return found | {
        str(row): row.romanized_name or str(row) for each in sessions for row in each.people.all()
    }


def _people(session: Session) -> set[str]:
    """Speakers and all others but interpreters, whose shifts are looked at apart."""
    busy = {talk.native_name or talk.speaker_name for talk in session.talks.all()}
    at_work = {each.pk for each in interpreters(session)}
    return busy | {str(each) for each in session.people.all() if each.pk not in at_work}


def _meet(one: Session, other: Session) -> bool:
    first, second = session_span(one), session_span(other)
    return first is not None and second is not None and overlap(first, second)


def _interpreting(event: Event, sessions: Sequence[Session], language: str) -> Iterator[Finding]:
    called = _called(sessions)
    limit = limits()[event.interpretation or Interpretation.SIMULTANEOUS]
    for each in without_relief(sessions, limit, event.time_zone):
        values = {
            "name": called.get(each.name, each.name),
            "minutes": each.minutes,
            "limit": limit.relief_minutes,
        }
        sentence = _("%(name)s interprets %(minutes)s minutes without relief (at most %(limit)s)") % values
        yield Finding(Kind.RELIEF, sentence)
    for each in over_the_day(sessions, limit, event.time_zone, elsewhere=work_elsewhere(event)):
        day = formats.date_format(each.on, "MONTH_DAY_FORMAT")
        values = {
            "name": called.get(each.name, each.name),
            "minutes": each.minutes,
            "limit": limit.daily_minutes,
            "day": day,
        }
        sentence = _("%(name)s interprets %(minutes)s minutes on %(day)s (at most %(limit)s)") % values
        yield Finding(Kind.DAILY, sentence)
    if event.interpretation and len(set(event.languages)) > 1:
        yield from _languages(event, sessions, language)


def _languages(event: Event, sessions: Sequence[Session], language: str) -> Iterator[Finding]:
    for session in sessions:
        if session.kind == SessionKind.BREAK:
            continue
        values = {"session": str(session_title(session, language))}
        if not interpreters(session):
            sentence = _("No interpreter is named for “%(session)s”") % values
            yield Finding(Kind.LANGUAGES, sentence, session.pk)
            continue
        for source, target in uncovered(session, event.languages):
            values |= {"source": _label(source), "target": _label(target)}
            sentence = _("Nobody interprets from %(source)s into %(target)s in “%(session)s”") % values
            yield Finding(Kind.LANGUAGES, sentence, session.pk)


def _label(spoken: str) -> str:
    return language_label("zh-hans" if spoken == "zh" else spoken)


def _hours(event: Event, sessions: Sequence[Session], language: str) -> Iterator[Finding]:
    for session in sessions:
        span = session_span(session)
        if span and (span[0] < event.starts_at or span[1] > event.ends_at):
            sentence = _("“%(session)s” lies outside the hours of the event")
            yield Finding(Kind.HOURS, sentence % {"session": session_title(session, language)}, session.pk)


def _rooms(sessions: Sequence[Session], language: str) -> Iterator[Finding]:
    for one, other in combinations(sessions, 2):
        if one.room_id == other.room_id and _meet(one, other):
            sentence = _("“%(one)s” and “%(other)s” overlap in the same room") % {
                "one": session_title(one, language),
                "other": session_title(other, language),
            }
            yield Finding(Kind.ROOM, sentence, other.pk)


def _days_off(event: Event, language: str) -> Iterator[Finding]:
    countries = countries_in_order(language)
    first, last = event.starts_at.date() - ONE_DAY, event.ends_at.date() + ONE_DAY
    calendars = planning_calendars([each.code for each in countries], first, last, language=language)
    for country in countries:
        for date in _dates(event, country.capital_time_zone):
            standing = standing_of(date, calendars[country.code])
            special = calendars[country.code].days.get(date)
            values = {
                "country": display(country.names, language, language),
                "day": formats.date_format(date, "MONTH_DAY_FORMAT"),
                "name": special.name if special else "",
            }
            if standing == Standing.HOLIDAY:
                yield Finding(Kind.HOLIDAY, _("%(day)s is a day off in %(country)s: %(name)s") % values)
            elif standing == Standing.UNKNOWN:
                sentence = _("Whether %(day)s is a day off in %(country)s is not known yet")
                yield Finding(Kind.UNKNOWN, sentence % values)


def _refused(event: Event) -> Iterator[Finding]:
    for channel, people in refused_channels(event).items():
        for person in people:
            name = person.romanized_name or str(person)
            if channel == FLOOR:
                sentence = _("%(name)s does not agree to the floor being recorded and published")
            else:
                sentence = _(
                    "%(name)s does not agree to the sound in %(language)s being recorded and published"
                )
            values = {"name": name, "language": "" if channel == FLOOR else _label(channel)}
            yield Finding(Kind.REFUSED, sentence % values, person.session_id)


def _dates(event: Event, zone: str) -> list[dt.date]:
    """The days of the event as the calendars of the zone show them."""
    place = zoneinfo.ZoneInfo(zone)
    first, last = event.starts_at.astimezone(place).date(), event.ends_at.astimezone(place).date()
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]
