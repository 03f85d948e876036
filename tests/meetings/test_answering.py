"""Agreeing, proposing, declining, cancelling: nobody and nothing is booked twice."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests import factories
from tests.meetings.conftest import agreed, arranged, asked, partner, slots
from tricity.events.models import Event, Session, SessionPerson
from tricity.meetings import actions, queries
from tricity.meetings.actions import answering
from tricity.meetings.actions.locking import fresh
from tricity.meetings.errors import (
    EnoughMeetings,
    InterpreterBusy,
    MeetingMoved,
    NoPlace,
    OtherHasEnough,
    SlotTaken,
)
from tricity.meetings.models import Arrangement, Booking, Interpreter, Meeting, Partner
from tricity.notices.models import Notice
from tricity.participation.actions import cancel as cancel_registration
from tricity.participation.models import Admission

pytestmark = pytest.mark.django_db
State = Meeting.State


def test_accepting_books_both_and_gives_a_table_to_people_on_site(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event, way="on-site"), partner(event, way="on-site")
    slot = slots(arrangement)[0]

    made = agreed(one, other, slot)

    assert (made.state, made.table, made.starts_at) == (State.AGREED, 1, slot.starts_at)
    assert set(Booking.objects.values_list("partner", "slot")) == {(one.pk, slot.pk), (other.pk, slot.pk)}
    assert Notice.objects.get(recipient=one.user, kind="meeting.state").values == {"state": "agreed"}


def test_tables_are_given_one_after_another_and_then_people_meet_online(event: Event) -> None:
    row = arranged(event, tables=2)
    people = [partner(event, way="on-site") for _ in range(6)]

    tables = [
        agreed(people[number], people[number + 1], slots(row)[0]).table for number in range(0, len(people), 2)
    ]

    assert tables == [1, 2, None]


def test_without_a_table_and_without_meetings_online_a_time_is_refused(event: Event) -> None:
    row = arranged(event, tables=1, is_online=False)
    people = [partner(event, way="on-site") for _ in range(4)]
    agreed(people[0], people[1], slots(row)[0])
    waiting = asked(people[2], people[3], *slots(row)[:2])

    with pytest.raises(NoPlace):
        actions.accept(waiting, slots(row)[0], partner=people[3], by=people[3].user)

    made = actions.accept(waiting, slots(row)[1], partner=people[3], by=people[3].user)
    assert made.table == 1


def test_who_is_online_meets_online(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event, way="on-site"), partner(event, way="online")

    assert agreed(one, other, slots(arrangement)[0]).table is None


def test_only_the_one_whose_turn_it_is_answers(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    first, second, third, _fourth = slots(arrangement)
    made = asked(one, other, first)
    with pytest.raises(MeetingMoved):
        actions.accept(made, first, partner=one, by=one.user)

    made = actions.propose(made, [second, third], partner=other, by=other.user)
    assert made.state == State.PROPOSED
    assert Notice.objects.filter(recipient=one.user, kind="meeting.asked").count() == 1
    with pytest.raises(MeetingMoved):
        actions.accept(made, second, partner=other, by=other.user)
    with pytest.raises(SlotTaken):
        actions.accept(made, first, partner=one, by=one.user)

    made = actions.propose(made, [first], partner=one, by=one.user)
    assert made.state == State.ASKED
    assert actions.accept(made, first, partner=other, by=other.user).slot == first


def test_declining_keeps_the_reason_and_frees_the_pair(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    made = asked(one, other, *slots(arrangement))

    actions.decline(made, "출장 중입니다.", partner=other, by=other.user)

    made.refresh_from_db()
    assert (made.state, made.reason) == (State.DECLINED, "출장 중입니다.")
    with pytest.raises(MeetingMoved):
        actions.accept(made, slots(arrangement)[0], partner=other, by=other.user)
    assert asked(one, other, *slots(arrangement)).pk


def test_either_cancels_and_gives_everything_back(event: Event, arrangement: Arrangement) -> None:
    one, other, third = (partner(event, way="on-site") for _ in range(3))
    slot = slots(arrangement)[0]
    made = agreed(one, other, slot)

    actions.cancel(made, "", partner=other, by=other.user)

    made.refresh_from_db()
    assert (made.state, made.slot, made.table, made.sequence) == (State.CANCELLED, None, None, 2)
    assert made.starts_at == slot.starts_at, "calendars must be told what they strike out"
    assert agreed(one, third, slot).table == 1


def test_what_has_begun_is_not_cancelled(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    made = agreed(one, other, slots(arrangement)[0])
    Meeting.objects.update(starts_at=timezone.now() - dt.timedelta(minutes=1))

    with pytest.raises(MeetingMoved):
        actions.cancel(made, "", partner=one, by=one.user)


def test_the_limit_holds_for_both_when_they_agree(event: Event) -> None:
    row = arranged(event, most_meetings=1)
    one, other, third, fourth = (partner(event) for _ in range(4))
    to_other, to_third = asked(one, other, *slots(row)), asked(fourth, third, *slots(row))
    agreed_first = actions.accept(to_third, slots(row)[0], partner=third, by=third.user)
    assert agreed_first.state == State.AGREED
    actions.cancel(to_other, "", partner=one, by=one.user)
    to_third_again = asked(one, third, *slots(row)[1:])

    with pytest.raises(EnoughMeetings):
        actions.accept(to_third_again, slots(row)[1], partner=third, by=third.user)
    proposed = actions.propose(to_third_again, [slots(row)[2]], partner=third, by=third.user)
    with pytest.raises(OtherHasEnough):
        actions.accept(proposed, slots(row)[2], partner=one, by=one.user)


def interpreter(arrangement: Arrangement, name: str, *pair: str) -> Interpreter:
    return Interpreter.objects.create(
        arrangement=arrangement, romanized_name=name, from_language=pair[0], to_language=pair[1]
    )


def test_an_interpreter_of_the_pair_is_given_while_one_is_free(event: Event) -> None:
    row = arranged(event, has_interpreters=True)
    interpreter(row, "Wang Mei", "zh-hans", "ja")
    kim = interpreter(row, "Kim Haneul", "ja", "ko")
    people = [partner(event) for _ in range(4)]
    slot = slots(row)[0]

    first = agreed(people[0], people[1], slot, pair=("ko", "ja"))
    second = agreed(people[2], people[3], slot, pair=("ja", "ko"))

    assert first.interpreter == kim
    assert (second.state, second.interpreter) == (State.AGREED, None), (
        "the organizer sees that one is lacking"
    )


def test_an_interpreter_of_two_pairs_is_in_one_meeting_at_a_time(event: Event) -> None:
    row = arranged(event, has_interpreters=True)
    interpreter(row, "Kim Haneul", "ja", "ko")
    twin = interpreter(row, "Kim Haneul", "zh-hans", "ko")
    people = [partner(event) for _ in range(4)]
    slot = slots(row)[0]

    first = agreed(people[0], people[1], slot, pair=("ja", "ko"))
    second = agreed(people[2], people[3], slot, pair=("zh-hans", "ko"))

    assert (str(first.interpreter), second.interpreter) == ("Kim Haneul", None)
    with pytest.raises(InterpreterBusy):
        actions.assign(second, table=None, interpreter=twin, by=None)


def test_an_interpreter_at_work_in_a_session_is_not_given(event: Event) -> None:
    row = arranged(event, has_interpreters=True)
    interpreter(row, "Kim Haneul", "ja", "ko")
    session = Session.objects.create(
        event=event, kind="panel", titles={"en": "Panel"}, starts_at=event.starts_at, duration_minutes=20
    )
    SessionPerson.objects.create(
        session=session, role="interpreter", romanized_name="Kim Haneul", from_language="ja", to_language="ko"
    )
    one, other, third = (partner(event) for _ in range(3))

    assert agreed(one, other, slots(row)[0], pair=("ja", "ko")).interpreter is None
    assert agreed(one, third, slots(row)[1], pair=("ja", "ko")).interpreter is not None


def test_the_database_itself_refuses_a_second_booking(event: Event, arrangement: Arrangement) -> None:
    people = [partner(event, way="on-site") for _ in range(4)]
    slot = slots(arrangement)[0]
    made = agreed(people[0], people[1], slot)
    kim = interpreter(arrangement, "Kim Haneul", "ja", "ko")
    Meeting.objects.filter(pk=made.pk).update(interpreter=kim)
    second = agreed(people[2], people[3], slot)

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(meeting=second, partner=people[0], slot=slot)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(table=made.table)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(interpreter=kim)


def test_who_takes_part_no_longer_meets_nobody(event: Event, arrangement: Arrangement) -> None:
    one, other, third = (partner(event) for _ in range(3))
    first = agreed(one, other, slots(arrangement)[0])
    second = asked(third, one, *slots(arrangement))

    cancel_registration(one.registration, by=one.user)

    assert {each.state for each in Meeting.objects.all()} == {State.CANCELLED}
    assert not Booking.objects.exists()
    told = Notice.objects.filter(kind="meeting.state").values_list("recipient", "subject_code")
    assert (other.user.pk, first.code) in told
    assert (third.user.pk, second.code) in told


def test_who_leaves_as_the_other_declines_leaves_all_the_same(
    event: Event, arrangement: Arrangement, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, third = (partner(event) for _ in range(3))
    declined = asked(other, one, slots(arrangement)[0])
    waiting = asked(third, one, slots(arrangement)[1])

    def after_a_decline(meeting: Meeting, *states: str) -> Meeting:
        Meeting.objects.filter(pk=declined.pk).update(state=State.DECLINED)
        return fresh(meeting, *states)

    monkeypatch.setattr(answering, "fresh", after_a_decline)
    cancel_registration(one.registration, by=one.user)

    declined.refresh_from_db()
    waiting.refresh_from_db()
    assert (declined.state, waiting.state) == (State.DECLINED, State.CANCELLED)


def test_who_leaves_the_list_keeps_what_is_agreed(event: Event, arrangement: Arrangement) -> None:
    one, other, third = (partner(event) for _ in range(3))
    kept = agreed(one, other, slots(arrangement)[0])
    asked(third, one, *slots(arrangement))

    actions.unlist(one, by=one.user)

    assert dict(Meeting.objects.values_list("state", "pk")).keys() == {State.AGREED, State.CANCELLED}
    kept.refresh_from_db()
    assert kept.state == State.AGREED


@pytest.mark.django_db(transaction=True)
def test_many_who_accept_at_once_book_nobody_and_no_table_twice() -> None:
    """Eight people wait for the same time with one person, and four pairs for two tables; all answer in the same moment."""
    start = timezone.now() + dt.timedelta(hours=20)
    event = factories.event(starts_at=start, ends_at=start + dt.timedelta(hours=2))
    Admission.objects.create(event=event, is_open=True, on_site_places=None)
    row = arranged(event, tables=2, is_online=False, most_meetings=20)
    slot = slots(row)[0]
    wanted = partner(event, way="on-site")
    crowd = [partner(event, way="on-site") for _ in range(8)]
    pairs = [(partner(event, way="on-site"), partner(event, way="on-site")) for _ in range(4)]
    waiting = [(asked(each, wanted, slot), wanted) for each in crowd]
    waiting += [(asked(one, other, slot), other) for one, other in pairs]
    barrier = threading.Barrier(len(waiting), timeout=60)

    def answer(given: tuple[Meeting, Partner]) -> str:
        meeting, who = given
        barrier.wait()
        try:
            return actions.accept(meeting, slot, partner=who, by=who.user).state
        except (SlotTaken, NoPlace):
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(waiting)) as pool:
        answers: list[Any] = list(pool.map(answer, waiting))

    done = Meeting.objects.filter(state=State.AGREED)
    assert answers.count(State.AGREED) == done.count() == 2
    assert sorted(done.values_list("table", flat=True)) == [1, 2]
    assert Booking.objects.count() == 4
    assert Booking.objects.filter(partner=wanted).count() <= 1
    assert queries.number_standing(wanted) <= 1
