"""What the planner found, in sentences for the organizer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from tricity.calendars.planning import Caution, Clock, Hindrance, NearMiss, Plan, Proposal, Reason
from tricity.directory.models import Country
from tricity.events.clocks import shown_in
from tricity.events.digests.texts import language_label
from tricity.knowledge.digests.sentences import listed

MOST_DAYS, MOST_HOURS, MOST_MISSED = 12, 5, 8
RELIEF_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Time:
    """A time on all clocks, with the address of a new event at it; `sentence` is “14:00 Beijing / 15:00 Tokyo”."""

    sentence: str
    day: str
    clocks: tuple[str, ...]
    remarks: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    best: Time
    others: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    days: tuple[Day, ...]
    missed: tuple[Time, ...]
    unknown: tuple[Time, ...]
    notes: tuple[str, ...]
    more_days: int


def plan_view(
    found: Plan, *, minutes: int, zone: str, languages: Sequence[str], countries: Iterable[Country]
) -> PlanView:
    """`zone` is that of the organizer, in which the new event is begun; `languages` can be spoken or interpreted."""

    def time(each: Proposal) -> Time:
        return _time(each.starts_at, each.clocks, _cautions(each), minutes, zone, languages)

    def miss(each: NearMiss) -> Time:
        return _time(each.starts_at, each.clocks, _hindrances(each), minutes, zone, languages)

    days = tuple(
        Day(time(each[0]), tuple(map(time, each[1 : MOST_HOURS + 1]))) for each in found.days[:MOST_DAYS]
    )
    return PlanView(
        days=days,
        missed=tuple(map(miss, found.missed[:MOST_MISSED])),
        unknown=tuple(map(miss, found.unknown[:MOST_MISSED])),
        notes=tuple(_notes(minutes, languages, countries)),
        more_days=max(0, len(found.days) - MOST_DAYS),
    )


def _time(
    starts_at: dt.datetime,
    clocks: Sequence[Clock],
    remarks: tuple[str, ...],
    minutes: int,
    zone: str,
    languages: Sequence[str],
) -> Time:
    begins = [f"{clock.starts_at:%H:%M} {clock.site}" for clock in clocks]
    shapes = {
        "starts": shown_in(starts_at, zone),
        "ends": shown_in(starts_at + dt.timedelta(minutes=minutes), zone),
    }
    given = [(name, f"{moment:%Y-%m-%dT%H:%M}") for name, moment in shapes.items()]
    query = urlencode([*given, ("time_zone", zone), *(("languages", code) for code in languages)])
    return Time(
        sentence=" / ".join(begins),
        day=f"{formats.date_format(clocks[0].starts_at, 'DATE_FORMAT')} ({formats.date_format(clocks[0].starts_at, 'D')})",
        clocks=tuple(_clock(clock, clocks[0]) for clock in clocks),
        remarks=remarks,
        url=f"{reverse('events:event-new')}?{query}",
    )


def _clock(clock: Clock, first: Clock) -> str:
    span = f"{clock.starts_at:%H:%M}–{clock.ends_at:%H:%M} {clock.site}"
    if clock.starts_at.date() == first.starts_at.date():
        return span
    return f"{formats.date_format(clock.starts_at, 'SHORT_DATE_FORMAT')} {span}"


def _cautions(proposal: Proposal) -> tuple[str, ...]:
    return tuple(_sentence(reason) for reason in proposal.cautions)


def _hindrances(miss: NearMiss) -> tuple[str, ...]:
    return tuple(_sentence(reason) for reason in miss.hindrances)


def _sentence(reason: Reason) -> str:
    sentences = {
        Hindrance.HOLIDAY: _("Day off in %(place)s: %(name)s"),
        Hindrance.WEEKEND: _("Weekend in %(place)s"),
        Hindrance.UNKNOWN: _("The days off of this year are not known yet in %(place)s"),
        Hindrance.TOO_EARLY: _("Before work begins in %(place)s"),
        Hindrance.TOO_LATE: _("After work ends in %(place)s"),
        Hindrance.LUNCH: _("Over lunch in %(place)s"),
        Caution.MAKEUP: _("Make-up working day in %(place)s (%(name)s)"),
        Caution.DAY_BEFORE: _("The day before a day off in %(place)s: %(name)s"),
        Caution.DAY_AFTER: _("The day after a day off in %(place)s: %(name)s"),
        Caution.DISPUTED: _("Sources disagree about this day in %(place)s: %(name)s"),
        Caution.NO_CALENDAR: _("Holidays in %(place)s are not looked at"),
    }
    return sentences[reason.kind] % {"place": reason.site, "name": reason.name}


def _notes(minutes: int, languages: Sequence[str], countries: Iterable[Country]) -> Iterable[str]:
    """What is true of every proposal alike."""
    lacking = sorted({language_label(each.language) for each in countries if each.language not in languages})
    if lacking:
        yield _("Nobody speaks or interprets: %(languages)s.") % {"languages": listed(lacking)}
    if minutes > RELIEF_MINUTES and len(set(languages)) > 1:
        yield _(
            "Simultaneous interpreters relieve each other every %(minutes)s minutes: "
            "plan two for each pair of languages."
        ) % {"minutes": RELIEF_MINUTES}
