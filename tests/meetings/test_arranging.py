"""What organizers set up and give; interpreters' hours; what the report counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.meetings.conftest import agreed, arranged, asked, partner, slots
from tests.meetings.test_answering import interpreter
from tricity.events.checking import Kind, findings
from tricity.events.models import Event, InterpretationLimit, Session, SessionPerson
from tricity.events.papers import Asked, document_of, paper_of
from tricity.events.queries import by_code, programme
from tricity.meetings import actions
from tricity.meetings.counting import count
from tricity.meetings.digests.interpreters import work_warnings
from tricity.meetings.errors import (
    ChangedMeanwhile,
    InterpreterBusy,
    MeetingMoved,
    NoPlace,
    SlotsInUse,
    TableTaken,
)
from tricity.meetings.forms import ArrangementForm
from tricity.meetings.models import Arrangement, Interpreter, Meeting, Outcome
from tricity.notices.models import Notice
from tricity.publishing import fragment

pytestmark = pytest.mark.django_db


def spans(arrangement: Arrangement) -> list[tuple[int, int]]:
    """Minutes after the beginning of the event."""
    start = arrangement.event.starts_at
    return [
        (
            int((each.starts_at - start).total_seconds()) // 60,
            int((each.ends_at - start).total_seconds()) // 60,
        )
        for each in slots(arrangement)
    ]


def test_hours_are_divided_into_meetings_with_pauses(arrangement: Arrangement) -> None:
    assert spans(arrangement) == [(0, 20), (25, 45), (50, 70), (75, 95)]


def test_a_change_keeps_times_with_agreed_meetings_or_is_refused(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event)
    made = agreed(one, other, slots(arrangement)[1])
    hours = arrangement.hours

    arrangement.slot_minutes = 30
    with pytest.raises(SlotsInUse):
        actions.save_arrangement(arrangement, by=None, version=1)
    arrangement.slot_minutes, arrangement.version = 20, 1
    arrangement.hours = [
        {"starts": (event.starts_at + dt.timedelta(minutes=25)).isoformat(), "ends": hours[0]["ends"]}
    ]
    actions.save_arrangement(arrangement, by=None, version=1)

    made.refresh_from_db()
    assert spans(arrangement) == [(25, 45), (50, 70), (75, 95)]
    assert made.slot == slots(arrangement)[0]
    with pytest.raises(ChangedMeanwhile):
        actions.save_arrangement(arrangement, by=None, version=1)


def test_who_sets_meetings_up_a_moment_later_is_told_so(event: Event) -> None:
    arranged(event, tables=3)

    with pytest.raises(ChangedMeanwhile):
        arranged(event, tables=5)

    assert Arrangement.objects.get(event=event).tables == 3


def test_organizer_gives_another_table_or_interpreter_and_both_are_told(event: Event, organizer: Any) -> None:
    row = arranged(event, tables=3)
    people = [partner(event, way="on-site") for _ in range(4)]
    slot = slots(row)[0]
    first, second = agreed(people[0], people[1], slot), agreed(people[2], people[3], slot)
    kim = interpreter(row, "Kim Haneul", "ja", "ko")

    actions.assign(first, table=3, interpreter=kim, by=organizer)

    first.refresh_from_db()
    assert (first.table, first.interpreter, first.sequence) == (3, kim, 2)
    told = Notice.objects.filter(kind="meeting.arranged").values_list("recipient", flat=True)
    assert set(told) == {people[0].user.pk, people[1].user.pk}
    with pytest.raises(TableTaken):
        actions.assign(second, table=3, interpreter=None, by=organizer)
    with pytest.raises(InterpreterBusy):
        actions.assign(second, table=2, interpreter=kim, by=organizer)
    with pytest.raises(NoPlace):
        actions.assign(second, table=4, interpreter=None, by=organizer)
    actions.cancel_for_organizer(second, "", by=organizer)
    with pytest.raises(MeetingMoved):
        actions.assign(second, table=1, interpreter=None, by=organizer)


def test_the_same_again_moves_no_calendar(event: Event, arrangement: Arrangement, organizer: Any) -> None:
    made = agreed(partner(event), partner(event), slots(arrangement)[0])

    actions.assign(made, table=None, interpreter=None, by=organizer)

    made.refresh_from_db()
    assert made.sequence == 1


def test_interpreters_of_the_programme_are_taken_over_once(event: Event, arrangement: Arrangement) -> None:
    for minutes in (20, 40):
        session = Session.objects.create(
            event=event, kind="panel", titles={"en": "Panel"}, duration_minutes=minutes
        )
        SessionPerson.objects.create(
            session=session,
            role="interpreter",
            native_name="왕메이",
            native_language="ko",
            from_language="zh-hans",
            to_language="ko",
        )

    assert [actions.take_over(arrangement, by=None) for _ in range(2)] == [1, 0]
    assert Interpreter.objects.get().native_name == "왕메이"


def test_who_loses_the_interpreter_is_told(event: Event, organizer: Any) -> None:
    row = arranged(event, has_interpreters=True)
    kim = interpreter(row, "Kim Haneul", "ja", "ko")
    made = agreed(partner(event), partner(event), slots(row)[0], pair=("ja", "ko"))
    over = agreed(partner(event), partner(event), slots(row)[1], pair=("ja", "ko"))
    assert made.interpreter == over.interpreter == kim
    ago = timezone.now() - dt.timedelta(days=1)
    Meeting.objects.filter(pk=over.pk).update(starts_at=ago, ends_at=ago + dt.timedelta(minutes=20))

    actions.delete_interpreter(kim, by=organizer)

    made.refresh_from_db()
    assert (made.interpreter, made.sequence) == (None, 2)
    told = Notice.objects.filter(kind="meeting.arranged").values_list("subject_code", flat=True)
    assert list(told) == [made.code] * 2, "nobody is told of a meeting that is over"


def test_meetings_count_towards_the_day_of_an_interpreter(event: Event, organizer: Any) -> None:
    InterpretationLimit.objects.create(kind="simultaneous", relief_minutes=30, daily_minutes=30)
    InterpretationLimit.objects.create(kind="consecutive", relief_minutes=30, daily_minutes=30)
    row = arranged(event, has_interpreters=True)
    kim = interpreter(row, "Kim Haneul", "ja", "ko")
    people = [partner(event) for _ in range(4)]
    made = agreed(people[0], people[1], slots(row)[0], pair=("ja", "ko"))

    def daily() -> list[str]:
        fresh = by_code(event.code)
        assert fresh is not None
        found = findings(fresh, programme(fresh, with_links=False), "en")
        return [each.sentence for each in found if each.kind == Kind.DAILY]

    assert daily() == []
    assert list(work_warnings(made, event)) == []

    second = agreed(people[2], people[3], slots(row)[1], pair=("ja", "ko"))

    assert second.interpreter == kim
    assert len(daily()) == 1
    assert "40 minutes" in daily()[0]
    assert len(list(work_warnings(second, event))) == 1


def typed(event: Event, **more: str) -> dict[str, str]:
    day = event.starts_at.astimezone(dt.timezone(dt.timedelta(hours=9)))
    return {
        "is_on": "on",
        "starts_0": f"{day:%Y-%m-%d}T09:00",
        "ends_0": f"{day:%Y-%m-%d}T12:00",
        "slot_minutes": "20",
        "break_minutes": "5",
        "tables": "4",
        "most_meetings": "8",
        **more,
    }


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("ends_0", {"ends_0": "2027-05-20T08:00"}),
        ("ends_0", {"ends_0": ""}),
        ("starts_0", {"starts_0": "", "ends_0": ""}),
        ("starts_0", {"slot_minutes": "5", "break_minutes": "0", "ends_0": "+20"}),
        ("starts_0", {"is_on": "", "ends_0": "2199-12-31T12:00"}),
        ("tables", {"tables": "0"}),
        ("join_template", {"join_template": "javascript:alert(1)"}),
        ("closes", {"opens": "2027-05-20T08:00", "closes": "2027-05-20T07:00"}),
        ("slot_minutes", {"slot_minutes": "0"}),
    ],
)
def test_settings_that_cannot_be_are_refused_where_they_stand(
    event: Event, field: str, more: dict[str, str]
) -> None:
    values = typed(event, **more)
    if values["ends_0"] == "+20":
        last = dt.datetime.fromisoformat(values["starts_0"]) + dt.timedelta(hours=20)
        values["ends_0"] = f"{last:%Y-%m-%dT%H:%M}"
    if values["ends_0"] == "2027-05-20T08:00":
        values["starts_0"] = "2027-05-20T09:00"

    form = ArrangementForm(values, arrangement=Arrangement(event=event))

    assert not form.is_valid()
    assert field in form.errors


def test_stretches_that_overlap_are_refused_and_others_are_kept_as_instants(event: Event) -> None:
    day = typed(event)["starts_0"][:10]
    twice = {"starts_1": f"{day}T11:00", "ends_1": f"{day}T13:00"}
    assert not ArrangementForm(typed(event, **twice), arrangement=Arrangement(event=event)).is_valid()

    form = ArrangementForm(typed(event), arrangement=Arrangement(event=event))
    assert form.is_valid(), form.errors
    (kept,) = form.fill().hours
    assert dt.datetime.fromisoformat(kept["starts"]) == dt.datetime.fromisoformat(f"{day}T00:00+00:00")


def held(event: Event, arrangement: Arrangement, first: str, second: str) -> Meeting:
    one = partner(event, country=factories.country(first))
    other = partner(event, country=factories.country(second))
    made = agreed(one, other, slots(arrangement)[0])
    Meeting.objects.filter(pk=made.pk).update(starts_at=timezone.now() - dt.timedelta(hours=1))
    actions.note_outcome(made, partner=one, is_held=True, by=one.user)
    return made


def test_outcomes_are_noted_from_the_beginning_on_by_each_for_themselves(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event)
    made = agreed(one, other, slots(arrangement)[0])
    with pytest.raises(MeetingMoved):
        actions.note_outcome(made, partner=one, is_held=True, by=one.user)
    Meeting.objects.update(starts_at=timezone.now())

    actions.note_outcome(made, partner=one, is_held=False, by=one.user)
    actions.note_outcome(made, partner=one, is_held=True, follow=("record", "K7QX2M9R"), by=one.user)
    actions.note_outcome(made, partner=other, is_held=True, by=other.user)

    kept = Outcome.objects.order_by("pk").values_list("partner", "is_held", "follow_code")
    assert list(kept) == [(one.pk, True, "K7QX2M9R"), (other.pk, True, "")]


def test_the_report_counts_by_pair_of_countries_and_tells_no_small_group_apart(
    event: Event, organizer: Any
) -> None:
    row = arranged(event, most_meetings=1)
    for _ in range(6):
        held(event, row, "KR", "JP")
    for _ in range(5):
        held(event, row, "JP", "CN")
    for _ in range(2):
        held(event, row, "CN", "KR")
    asked(partner(event), partner(event), *slots(row))

    counts = count(event)

    assert (counts.agreed, counts.held, counts.missed) == (13, 13, 0)
    assert counts.pairs == {("JP", "KR"): 6}, "a lone small group hides behind a second one"
    assert counts.others == 7

    paper = paper_of("report")
    assert paper is not None
    page = fragment(document_of(paper, event, Asked("en", organizer)))
    assert "13 meetings were arranged" in page
    assert "Japan – Korea" in page
    assert "China" not in page.partition("Bilateral meetings")[2].partition("<h2")[0]
    assert "김하늘" not in page
