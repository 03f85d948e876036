"""The scheduler's promises, for any holidays, zones and hours; then the cases people asked about."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.calendars.planning import (
    Calendar,
    Caution,
    DayKind,
    Hindrance,
    Plan,
    Site,
    SpecialDay,
    Standing,
    Wish,
    plan,
    standing_of,
)

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
FAR = dt.date(2030, 12, 31)
MONDAY = dt.date(2026, 9, 14)


def site(name: str, zone: str, calendar: Calendar | None = None, **more: object) -> Site:
    return Site(name, zone, calendar=calendar or Calendar(FAR), **more)  # type: ignore[arg-type]


def three(**calendars: Calendar) -> tuple[Site, ...]:
    zones = {"CN": "Asia/Shanghai", "JP": "Asia/Tokyo", "KR": "Asia/Seoul"}
    return tuple(site(code, zone, calendars.get(code)) for code, zone in zones.items())


def planned(
    sites: tuple[Site, ...], first: dt.date, days: int = 1, minutes: int = 120, **more: object
) -> Plan:
    last = first + dt.timedelta(days=days - 1)
    return plan(Wish(minutes, first, last, sites, **{"earliest": LONG_AGO, **more}))  # type: ignore[arg-type]


DATES = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 1))
ZONES = st.sampled_from(
    [
        "Asia/Shanghai",
        "Asia/Tokyo",
        "Asia/Seoul",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
    ]
)


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    first = draw(DATES)
    sites = []
    for number in range(draw(st.integers(1, 3))):
        offsets = st.dictionaries(st.integers(-2, 12), st.sampled_from(list(DayKind)), max_size=5)
        days = {first + dt.timedelta(days=key): SpecialDay(kind) for key, kind in draw(offsets).items()}
        known = first + dt.timedelta(days=draw(st.integers(-2, 20)))
        opens = draw(st.integers(0, 20)) * 60
        closes = draw(st.integers(opens // 60 + 1, 24)) * 60
        lunch = draw(st.sampled_from([None, (12 * 60, 13 * 60)]))
        calendar = draw(st.sampled_from([Calendar(known, days), None]))
        sites.append(Site(str(number), draw(ZONES), opens, closes, lunch, calendar))
    earliest = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
    last = first + dt.timedelta(days=draw(st.integers(0, 9)))
    return Wish(draw(st.integers(15, 300)), first, last, tuple(sites), earliest)


@settings(max_examples=60, deadline=None)
@given(wishes())
def test_every_proposal_is_on_a_known_working_day_within_the_hours_everywhere(wish: Wish) -> None:
    found = plan(wish)

    for proposal in (each for day in found.days for each in day):
        assert proposal.starts_at >= wish.earliest
        for where, clock in zip(wish.sites, proposal.clocks, strict=True):
            zone = zoneinfo.ZoneInfo(where.zone)
            starts = proposal.starts_at.astimezone(zone)
            ends = (proposal.starts_at + dt.timedelta(minutes=wish.minutes)).astimezone(zone)
            assert (clock.starts_at, clock.ends_at) == (starts, ends)
            assert starts.hour * 60 + starts.minute >= where.opens
            whole_days = (ends.date() - starts.date()).days
            assert whole_days * 1440 + ends.hour * 60 + ends.minute <= where.closes
            if where.calendar is None:
                assert starts.weekday() < 5
            else:
                assert standing_of(starts.date(), where.calendar) in (Standing.WORKING, Standing.MAKEUP)


@settings(max_examples=60, deadline=None)
@given(wishes())
def test_every_miss_says_why(wish: Wish) -> None:
    found = plan(wish)

    assert all(miss.hindrances for miss in (*found.missed, *found.unknown))
    assert all({each.kind for each in miss.hindrances} == {Hindrance.UNKNOWN} for miss in found.unknown)


def test_one_hour_lies_between_beijing_and_the_others() -> None:
    best = planned(three(), MONDAY).days[0][0]

    assert [f"{clock.starts_at:%H:%M}" for clock in best.clocks] == ["12:00", "13:00", "13:00"]
    assert best.cautions == ()


def test_lunch_is_left_free_where_it_is_wished() -> None:
    sites = tuple(Site(each.name, each.zone, lunch=(720, 780), calendar=each.calendar) for each in three())

    for proposal in planned(sites, MONDAY).days[0]:
        for clock in proposal.clocks:
            assert clock.ends_at.hour * 60 + clock.ends_at.minute <= 720 or clock.starts_at.hour >= 13


def test_make_up_saturday_is_a_working_day_in_china_alone() -> None:
    saturday = dt.date(2026, 10, 10)
    china = Calendar(FAR, {saturday: SpecialDay(DayKind.MAKEUP, "National Day")})

    alone = planned(three(CN=china)[:1], saturday)
    together = planned(three(CN=china), saturday)

    assert [(each.kind, each.name) for each in alone.days[0][0].cautions] == [
        (Caution.MAKEUP, "National Day")
    ]
    assert together.days == ()
    [miss] = together.missed
    assert {(each.kind, each.site) for each in miss.hindrances} == {
        (Hindrance.WEEKEND, "JP"),
        (Hindrance.WEEKEND, "KR"),
    }


def test_holiday_of_one_country_is_a_near_miss_that_names_it() -> None:
    thursday = dt.date(2026, 9, 24)
    korea = Calendar(FAR, {thursday: SpecialDay(DayKind.PUBLIC, "Day before Chuseok")})

    found = planned(three(KR=korea), thursday - dt.timedelta(days=1), days=2)

    [day] = found.days
    assert [(each.kind, each.name) for each in day[0].cautions] == [
        (Caution.DAY_BEFORE, "Day before Chuseok")
    ]
    [miss] = found.missed
    assert [(each.kind, each.site, each.name) for each in miss.hindrances] == [
        (Hindrance.HOLIDAY, "KR", "Day before Chuseok")
    ]


def test_after_the_last_known_day_nothing_is_assumed() -> None:
    china = Calendar(dt.date(2026, 12, 31))

    found = planned(three(CN=china), dt.date(2027, 3, 1), days=7)

    assert found.days == ()
    assert len(found.unknown) == 5
    assert {(each.kind, each.site) for miss in found.unknown for each in miss.hindrances} == {
        (Hindrance.UNKNOWN, "CN")
    }


def test_daylight_saving_elsewhere_moves_the_hours() -> None:
    sites = (site("Tokyo", "Asia/Tokyo"), site("Berlin", "Europe/Berlin", opens=8 * 60, closes=20 * 60))

    before = planned(sites, dt.date(2026, 10, 23), minutes=60).days[0]
    after = planned(sites, dt.date(2026, 10, 26), minutes=60).days[0]

    assert max(clock.clocks[1].starts_at.hour for clock in before) == 10
    assert max(clock.clocks[1].starts_at.hour for clock in after) == 9


def test_half_hour_zones_fit_too() -> None:
    sites = (site("Tokyo", "Asia/Tokyo"), site("Kolkata", "Asia/Kolkata"))

    best = planned(sites, MONDAY, minutes=60).days[0][0]

    assert (best.clocks[0].starts_at - best.clocks[1].starts_at) == dt.timedelta()
    assert best.clocks[1].starts_at.utcoffset() == dt.timedelta(hours=5, minutes=30)


def test_no_time_is_proposed_before_the_notice_is_over() -> None:
    earliest = dt.datetime(2026, 9, 14, 6, tzinfo=dt.UTC)

    [day] = planned(three(), MONDAY, minutes=60, earliest=earliest).days

    assert min(each.starts_at for each in day) == earliest


@pytest.mark.parametrize(("sites", "minutes", "days"), [((), 60, 1), (three(), 0, 1), (three(), 60, 187)])
def test_wish_that_cannot_be_is_refused(sites: tuple[Site, ...], minutes: int, days: int) -> None:
    with pytest.raises(ValueError, match="cannot plan"):
        planned(sites, MONDAY, days=days, minutes=minutes)
