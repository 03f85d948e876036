"""Who came and what they think, without telling anybody apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.participation.conftest import admission, registered
from tricity.events.models import Event
from tricity.participation import actions, queries
from tricity.participation.errors import SurveyDone
from tricity.participation.models import Arrival, Question, Registration, Verdict
from tricity.participation.personal_data import expire_registrations

Channel = Arrival.Channel


def came(event: Event, country: str, number: int, role: str = "city") -> None:
    for _ in range(number):
        row = registered(event, country=factories.country(country), role=role)
        actions.arrive(row, Channel.ROOM)


@pytest.mark.django_db
def test_a_person_counts_once_and_by_each_channel(event: Event, organizer: Any) -> None:
    admission(event)
    row = registered(event)
    for channel in (Channel.DOOR, Channel.ROOM, Channel.ROOM):
        actions.arrive(row, channel, by=organizer)
    registered(event)

    found = queries.attendance(event, fewest=1)

    assert (found.total, found.by_channel) == (1, {"door": 1, "room": 1})


@pytest.mark.django_db
def test_small_groups_are_counted_with_others(event: Event) -> None:
    admission(event)
    came(event, "JP", 6)
    came(event, "KR", 6, role="company")
    came(event, "CN", 2, role="company")

    found = queries.attendance(event)

    assert found.by_country == {"KR": 6} or found.by_country == {"JP": 6}, "one group alone could be reckoned"
    assert found.others[0] == 8
    assert found.by_role == {"city": 6, "company": 8}


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 12), max_size=6))
def test_no_group_below_the_limit_can_be_reckoned(counts: dict[str, int]) -> None:
    from collections import Counter

    kept, rest = queries.told_apart(Counter(counts), queries.FEWEST)

    assert all(number >= queries.FEWEST for number in kept.values())
    assert sum(kept.values()) + rest == sum(counts.values())
    left = [name for name in counts if name not in kept]
    assert len(left) != 1 or len(counts) == 1


@pytest.mark.django_db
def test_door_finds_the_ticket_by_either_code_and_only_of_this_event(event: Event, organizer: Any) -> None:
    admission(event)
    row = registered(event)
    other = factories.event()

    assert actions.arrive_by_code(other, row.code, by=organizer) is None
    assert actions.arrive_by_code(event, row.code.lower(), by=organizer) == row
    assert row.arrivals.get().channel == Channel.DOOR


def survey_of(event: Event) -> tuple[Question, Question]:
    settings = admission(event, survey_is_open=True)
    scale = Question(kind="scale", texts={"en": "How was it?"})
    choice = Question(kind="many", texts={"en": "What next?"}, choices=[{"en": "Energy"}, {"en": "Water"}])
    actions.save_questions(settings, "survey", [scale, choice], by=None)
    return scale, choice


@pytest.mark.django_db
def test_survey_is_answered_once_and_keeps_no_name(event: Event) -> None:
    scale, choice = survey_of(event)
    row = registered(event, country=factories.country("KR"))
    Event.objects.filter(pk=event.pk).update(starts_at="2026-01-01T00:00Z")

    actions.answer_survey(row, {str(scale.pk): 4, str(choice.pk): [1]}, "ko")
    with pytest.raises(SurveyDone):
        actions.answer_survey(row, {str(scale.pk): 1}, "ko")

    columns = {field.name for field in Verdict._meta.get_fields()}
    assert columns == {"id", "event", "country", "role", "language", "answers"}
    first, second = queries.survey_results(event) or []
    assert (first.counts, first.mean) == ((0, 0, 0, 1, 0), 4.0)
    assert second.counts == (0, 1)


@pytest.mark.django_db
def test_survey_before_the_event_is_refused(event: Event) -> None:
    survey_of(event)
    with pytest.raises(SurveyDone):
        actions.answer_survey(registered(event), {}, "ko")


@pytest.mark.django_db
def test_answers_of_few_are_not_told_apart(event: Event) -> None:
    scale, _choice = survey_of(event)
    for country, number in (("KR", 5), ("JP", 4), ("CN", 6)):
        for _ in range(number):
            Verdict.objects.create(
                event=event, country=factories.country(country), role="city", answers={str(scale.pk): 5}
            )

    assert queries.survey_results(event, country="JP") is None
    assert queries.survey_results(event, country="KR") is None, (
        "the small group could be reckoned from the whole"
    )
    assert queries.survey_results(event, country="CN") is not None
    assert queries.survey_results(event)[0].number == 15  # type: ignore[index]


@pytest.mark.django_db
def test_names_go_after_the_period_and_counts_stay(event: Event) -> None:
    admission(event)
    came(event, "KR", 1)
    Event.objects.filter(pk=event.pk).update(starts_at="2025-01-01T00:00Z", ends_at="2025-01-01T02:00Z")
    event.refresh_from_db()

    assert expire_registrations(event.ends_at) == 0
    assert expire_registrations(event.ends_at.replace(year=2026)) == 1

    row = Registration.objects.get()
    assert (row.name, row.country_id, row.state) == ("", "KR", "confirmed")
    assert queries.attendance(event, fewest=1).by_country == {"KR": 1}
