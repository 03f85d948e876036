"""Dates and hours that fit everywhere, best first, with those that miss by little and why."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tricity.calendars.planning.reasons import Hindrance, Reason, cautions, hindrances
from tricity.calendars.planning.sites import Clock, Site, clock_at, minute_of

STEP = dt.timedelta(minutes=30)
MOST_DAYS = 186
# What is further outside of somebody's hours is no near-miss.
NEAR_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: `minutes` long, between two dates (of the clocks at the first site), not before `earliest` (UTC)."""

    minutes: int
    first: dt.date
    last: dt.date
    sites: tuple[Site, ...]
    earliest: dt.datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time that fits at every site; `strain` is the largest distance in minutes from the middle of a working day."""

    starts_at: dt.datetime
    clocks: tuple[Clock, ...]
    cautions: tuple[Reason, ...]
    strain: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The best time of a date on which none fits, with everything that hinders it."""

    starts_at: dt.datetime
    clocks: tuple[Clock, ...]
    hindrances: tuple[Reason, ...]
    strain: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`days` is one tuple per date on which something fits, its best time first; the dates with the fewest cautions first.

    `missed` are dates on which the hours would fit but a day off is in the way at some of the sites, or the hours by little.
    `unknown` are the dates that only fail because holidays of a country are not known yet, with the sites.
    """

    days: tuple[tuple[Proposal, ...], ...]
    missed: tuple[NearMiss, ...]
    unknown: tuple[NearMiss, ...]


def plan(wish: Wish) -> Plan:
    """Every proposal is within the hours of every site on a day that is known to be a working day there.

    Raises ValueError for a wish without sites, of no length, or of more than MOST_DAYS days.
    """
    _check(wish)
    days: list[tuple[Proposal, ...]] = []
    missed: list[NearMiss] = []
    unknown: list[NearMiss] = []
    for date in _dates(wish):
        fits, misses = _day(wish, date)
        if fits:
            days.append(tuple(sorted(fits, key=_goodness)))
            continue
        best = min(misses, key=_badness, default=None)
        if best is None:
            continue
        only_unknown = {each.kind for each in best.hindrances} == {Hindrance.UNKNOWN}
        (unknown if only_unknown else missed).append(best)
    days.sort(key=lambda day: (len(day[0].cautions), day[0].starts_at))
    return Plan(tuple(days), tuple(each for each in missed if _is_near(each, wish)), tuple(unknown))


def _check(wish: Wish) -> None:
    if not wish.sites or wish.minutes <= 0 or (wish.last - wish.first).days >= MOST_DAYS:
        raise ValueError(
            f"cannot plan {wish.minutes} min at {len(wish.sites)} sites, {wish.first}–{wish.last}"
        )


def _dates(wish: Wish) -> Iterator[dt.date]:
    for number in range((wish.last - wish.first).days + 1):
        yield wish.first + dt.timedelta(days=number)


def _day(wish: Wish, date: dt.date) -> tuple[list[Proposal], list[NearMiss]]:
    fits, misses = [], []
    for moment in _moments(wish, date):
        clocks = tuple(clock_at(site, moment, wish.minutes) for site in wish.sites)
        pairs = list(zip(wish.sites, clocks, strict=True))
        against = [reason for site, clock in pairs for reason in hindrances(site, clock)]
        strain = max(_strain(site, clock) for site, clock in pairs)
        if against:
            misses.append(NearMiss(moment, clocks, tuple(against), strain))
            continue
        known = tuple(reason for site, clock in pairs for reason in cautions(site, clock))
        fits.append(Proposal(moment, clocks, known, strain))
    return fits, misses


def _moments(wish: Wish, date: dt.date) -> Iterator[dt.datetime]:
    """Each half hour of UTC that falls on the date at the first site and is not too soon."""
    zone = zoneinfo.ZoneInfo(wish.sites[0].zone)
    midnight = dt.datetime.combine(date, dt.time(), tzinfo=zone).astimezone(dt.UTC)
    moment = midnight.replace(minute=0)
    while moment < midnight + dt.timedelta(hours=26):
        if moment.astimezone(zone).date() == date and moment >= wish.earliest:
            yield moment
        moment += STEP


def _strain(site: Site, clock: Clock) -> int:
    half = int((clock.ends_at - clock.starts_at).total_seconds()) // 120
    return abs(minute_of(clock.starts_at) + half - (site.opens + site.closes) // 2)


def _goodness(proposal: Proposal) -> tuple[int, int, dt.datetime]:
    return len(proposal.cautions), proposal.strain, proposal.starts_at


def _badness(miss: NearMiss) -> tuple[int, int, int, dt.datetime]:
    """Hours that are wrong count more than days: another hour would have done."""
    hours = sum(each.kind in _OF_THE_HOURS for each in miss.hindrances)
    return hours, len(miss.hindrances), miss.strain, miss.starts_at


_OF_THE_HOURS = frozenset({Hindrance.TOO_EARLY, Hindrance.TOO_LATE, Hindrance.LUNCH})


def _is_near(miss: NearMiss, wish: Wish) -> bool:
    """Worth showing: it fits at one of several sites, and is no more than an hour out of the hours of one."""
    hindered = {each.site for each in miss.hindrances}
    if len(hindered) == len(wish.sites) and (
        len(hindered) > 1 or miss.hindrances[0].kind == Hindrance.WEEKEND
    ):
        return False
    outside = {each.site for each in miss.hindrances if each.kind in _OF_THE_HOURS}
    return len(outside) <= 1 and _minutes_outside(miss, wish.sites) <= NEAR_MINUTES


def _minutes_outside(miss: NearMiss, sites: Sequence[Site]) -> int:
    worst = 0
    for site, clock in zip(sites, miss.clocks, strict=True):
        starts = minute_of(clock.starts_at)
        length = int((clock.ends_at - clock.starts_at).total_seconds()) // 60
        worst = max(worst, site.opens - starts, starts + length - site.closes)
    return worst
