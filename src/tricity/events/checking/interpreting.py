"""Whether interpreters have relief, do not work too long, and cover the languages."""

from __future__ import annotations

import datetime as dt
import itertools
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tricity.events.limits import Limit
from tricity.events.models import Session, SessionPerson
from tricity.events.spans import Span, merged, minutes, session_span, shift_span, without

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interpreter who works `minutes` at a stretch, or on the day `on`."""

    name: str
    minutes: int
    on: dt.date


def spoken(code: str) -> str:
    """The spoken language: Chinese is one, whichever way it is written."""
    return "zh" if code.startswith("zh") else code


def interpreters(session: Session) -> list[SessionPerson]:
    return [each for each in session.people.all() if each.role == SessionPerson.Role.INTERPRETER]


def without_relief(sessions: Sequence[Session], limit: Limit, zone: str) -> list[Stretch]:
    """Interpreters who work longer than `limit.relief_minutes` while no colleague has the same pair of languages."""
    by_pair: dict[Pair, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for person, span in _shifts(sessions):
        by_pair[_pair(person)][str(person)].append(span)
    found = []
    for team in by_pair.values():
        for name, spans in team.items():
            others = [span for other, theirs in team.items() if other != name for span in theirs]
            longest = max(without(merged(spans), others), key=minutes, default=None)
            if longest and minutes(longest) > limit.relief_minutes:
                found.append(Stretch(name, minutes(longest), _day(longest[0], zone)))
    return found


def over_the_day(
    sessions: Sequence[Session], limit: Limit, zone: str, *, elsewhere: Iterable[tuple[str, Span]] = ()
) -> list[Stretch]:
    """Interpreters who work more than `limit.daily_minutes` on a day of the event's zone.

    `elsewhere` is what they do outside the programme: name and time.
    """
    days: dict[tuple[str, dt.date], list[Span]] = defaultdict(list)
    for person, span in _shifts(sessions):
        days[str(person), _day(span[0], zone)].append(span)
    for name, span in elsewhere:
        days[name, _day(span[0], zone)].append(span)
    totals = {key: sum(map(minutes, merged(spans))) for key, spans in days.items()}
    return [
        Stretch(name, total, date) for (name, date), total in totals.items() if total > limit.daily_minutes
    ]


def uncovered(session: Session, languages: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs (from, into) nobody interprets at some time of the session, over one other language (relay) if need be."""
    wanted = sorted({spoken(code) for code in languages})
    missing: dict[tuple[str, str], None] = {}
    for team in _teams(session):
        reached = _reachable(team, wanted)
        for source in wanted:
            for target in wanted:
                if source != target and target not in reached[source]:
                    missing[source, target] = None
    return list(missing)


def _teams(session: Session) -> list[list[SessionPerson]]:
    """Who interprets, for each part of the session between two changes of shift."""
    people, whole = interpreters(session), session_span(session)
    if whole is None:
        return [people]
    shifts = [(person, span) for person in people if (span := shift_span(person, session))]
    edges = sorted(
        {*whole, *(edge for _person, span in shifts for edge in span if whole[0] < edge < whole[1])}
    )
    return [
        [person for person, span in shifts if span[0] <= start and span[1] >= end]
        for start, end in itertools.pairwise(edges)
    ]


def _reachable(team: Sequence[SessionPerson], languages: Sequence[str]) -> Mapping[str, set[str]]:
    ways: dict[str, set[str]] = defaultdict(set)
    for person in team:
        source, target = spoken(person.from_language), spoken(person.to_language)
        ways[source].add(target)
        if person.both_ways:
            ways[target].add(source)
    return {
        source: ways[source].union(*(ways[middle] for middle in list(ways[source]))) for source in languages
    }


def _shifts(sessions: Sequence[Session]) -> Iterator[tuple[SessionPerson, Span]]:
    for session in sessions:
        for person in interpreters(session):
            span = shift_span(person, session)
            if span is not None:
                yield person, span


def _pair(person: SessionPerson) -> Pair:
    return frozenset((spoken(person.from_language), spoken(person.to_language)))


def _day(moment: dt.datetime, zone: str) -> dt.date:
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).date()
