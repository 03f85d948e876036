"""What organizers are shown to look at; none of it stops them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.events.checking import findings
from tricity.events.models import Event, InterpretationLimit, Room, Session, SessionPerson, Talk
from tricity.events.queries import programme

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 9, 15, 5, tzinfo=dt.UTC)


@pytest.fixture
def forum(db: None) -> Event:
    return factories.event(
        starts_at=START,
        ends_at=START + dt.timedelta(hours=3),
        time_zone="Asia/Seoul",
        languages=["ja", "ko"],
        interpretation="simultaneous",
    )


def session(event: Event, after: int = 0, minutes: int = 60, **fields: Any) -> Session:
    starts_at = event.starts_at + dt.timedelta(minutes=after)
    return add_session(event, starts_at=starts_at, duration_minutes=minutes, **fields)


def interpreter(
    part: Session, name: str = "A", pair: str = "ja ko", shift: tuple[int, int] | None = None
) -> SessionPerson:
    source, target = pair.split()
    offset, minutes = shift or (None, None)
    return SessionPerson.objects.create(
        session=part,
        role="interpreter",
        romanized_name=name,
        from_language=source,
        to_language=target,
        shift_offset_minutes=offset,
        shift_minutes=minutes,
    )


def found(event: Event, *kinds: str) -> list[str]:
    """Sentences of these kinds."""
    return [
        each.sentence
        for each in findings(event, programme(event, with_links=False), "en")
        if each.kind in kinds
    ]


def test_programme_without_faults_has_nothing_to_look_at(forum: Event) -> None:
    part = session(forum)
    interpreter(part, "A", shift=(0, 30))
    interpreter(part, "B", shift=(30, 30))

    assert findings(forum, programme(forum, with_links=False), "en") == []


def test_speaker_in_two_rooms_at_once_is_named(forum: Event) -> None:
    halls = [Room.objects.create(event=forum, names={"en": name}) for name in ("Hall", "Side room")]
    for hall, title in zip(halls, ("One", "Two"), strict=True):
        part = session(forum, titles={"en": title}, room=hall)
        Talk.objects.create(session=part, speaker_name="Kim Haneul")

    assert found(forum, "twice") == ["Kim Haneul is in two sessions at the same time: One, Two"]
    assert found(forum, "room") == []


def test_sessions_overlapping_in_the_same_room_are_named(forum: Event) -> None:
    session(forum, titles={"en": "One"})
    session(forum, after=59, titles={"en": "Two"})
    session(forum, after=119, titles={"en": "Three"})

    assert found(forum, "room") == ["“One” and “Two” overlap in the same room"]


def test_session_outside_the_hours_of_the_event_is_named(forum: Event) -> None:
    session(forum, after=150, minutes=31, titles={"en": "Late"})

    assert found(forum, "hours") == ["“Late” lies outside the hours of the event"]


@pytest.mark.parametrize(
    ("shifts", "sentences"),
    [
        ([("A", None)], ["A interprets 60 minutes without relief (at most 30)"]),
        ([("A", None), ("B", None)], []),
        ([("A", (0, 30)), ("B", (30, 30))], []),
        ([("A", (0, 31)), ("B", (31, 29))], ["A interprets 31 minutes without relief (at most 30)"]),
        ([("A", (0, 30)), ("A", (30, 30))], ["A interprets 60 minutes without relief (at most 30)"]),
    ],
)
def test_interpreter_needs_relief(
    forum: Event, shifts: list[tuple[str, tuple[int, int] | None]], sentences: list[str]
) -> None:
    part = session(forum)
    for name, shift in shifts:
        interpreter(part, name, shift=shift)

    assert found(forum, "relief") == sentences


def test_relief_counts_over_sessions_that_follow_each_other(forum: Event) -> None:
    for after in (0, 20):
        interpreter(session(forum, after=after, minutes=20), "A")

    assert found(forum, "relief") == ["A interprets 40 minutes without relief (at most 30)"]


def test_colleague_of_another_pair_is_no_relief(forum: Event) -> None:
    part = session(forum)
    interpreter(part, "A", "ja ko")
    interpreter(part, "B", "ja zh-hans")

    assert [each.split()[0] for each in found(forum, "relief")] == ["A", "B"]


def test_operator_sets_the_limits(forum: Event) -> None:
    InterpretationLimit.objects.create(kind="simultaneous", relief_minutes=20, daily_minutes=45)
    part = session(forum)
    interpreter(part, "A")
    interpreter(part, "B", shift=(20, 40))

    assert found(forum, "relief") == ["B interprets 40 minutes without relief (at most 20)"] or found(
        forum, "daily"
    ) == ["A interprets 60 minutes on September 15 (at most 45)"]


def test_pair_nobody_interprets_is_named(forum: Event) -> None:
    forum.languages = ["ja", "ko", "zh-hans"]
    part = session(forum, titles={"en": "Panel"})
    interpreter(part, "A", "ja ko")

    assert "Nobody interprets from Japanese into Chinese in “Panel”" in found(forum, "languages")
    assert not any("Japanese into Korean" in each for each in found(forum, "languages"))


def test_relay_over_one_language_covers_a_pair(forum: Event) -> None:
    forum.languages = ["ja", "ko", "zh-hans"]
    part = session(forum)
    interpreter(part, "A", "zh-hans en")
    interpreter(part, "B", "ja en")
    interpreter(part, "C", "ko en")

    assert found(forum, "languages") == []


def test_session_without_interpreters_is_named_but_no_break(forum: Event) -> None:
    session(forum, titles={"en": "Panel"})
    session(forum, after=60, kind="break")

    assert found(forum, "languages") == ["No interpreter is named for “Panel”"]


def test_day_off_in_one_country_is_named_and_what_is_unknown_too(forum: Event) -> None:
    for code in ("JP", "KR"):
        factories.country(code)
    CalendarCoverage.objects.create(
        country="KR", known_until="2026-12-31", source="law", stated_on="2026-01-01"
    )
    CalendarDay.objects.create(
        country="KR",
        date="2026-09-15",
        kind="public",
        names={"en": "Chuseok"},
        source="law",
        stated_on="2026-01-01",
    )

    assert found(forum, "holiday") == ["September 15 is a day off in Korea: Chuseok"]
    assert found(forum, "unknown") == ["Whether September 15 is a day off in Japan is not known yet"]


def test_organizer_sees_what_to_look_at(organizer: Client, forum: Event) -> None:
    session(forum, titles={"en": "Panel"})

    content = organizer.get(f"/en/events/{forum.code}/preparation/").content.decode()

    assert "No interpreter is named for “Panel”" in content


@pytest.mark.parametrize("role", ["", "curator", "translator"])
def test_preparation_is_not_for_others(client: Client, forum: Event, role: str) -> None:
    client.force_login(factories.user(roles=[role] if role else []))

    assert client.get(f"/en/events/{forum.code}/preparation/").status_code == 403


def test_preparation_asks_the_database_a_fixed_number_of_times(
    organizer: Client, forum: Event, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        part = session(forum, after=number * 30, minutes=30)
        interpreter(part, f"A{number}")
        Talk.objects.create(session=part, speaker_name="S", organization=factories.organization())

    with django_assert_max_num_queries(20):
        organizer.get(f"/en/events/{forum.code}/preparation/")
