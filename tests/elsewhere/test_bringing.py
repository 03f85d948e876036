"""What a file changes, that it changes it once, and that it can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from tests.elsewhere.conftest import CLOCK, at, persons, registered, source, stay
from tests.rooms.conftest import ask, told
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.elsewhere import queries
from tricity.elsewhere.actions import Chosen, bring_attendance, bring_questions, take_back
from tricity.elsewhere.errors import BroughtAlready, NothingNew, TakenBackAlready
from tricity.elsewhere.models import BroughtFile, BroughtQuestion, Presence
from tricity.events.models import Event, Session
from tricity.participation.models import Arrival
from tricity.participation.papers import minutes_of
from tricity.participation.queries import attendance
from tricity.rooms import actions as rooms
from tricity.rooms.actions import AskedElsewhere
from tricity.rooms.models import Answer, Question, Room
from tricity.translation.models import Translation

pytestmark = pytest.mark.django_db
TWO = (
    stay("花子", "15:00", "15:30", email="h@example.jp"),
    stay("花子", "15:40", "17:00", email="h@example.jp"),
    stay("Zelda", "15:00", "16:00", email="zelda@example.org"),
    stay("Zoe", "15:00", "16:00"),
)


def bring(session: Session, by: User | None, *stays: Any, content: str = "file", row: Any = None) -> Any:
    matched = {0: row} if row else {}
    return bring_attendance(source(session, content), persons(*stays), matched, CLOCK, by=by)


def test_a_registered_person_came_elsewhere_and_how_long(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")

    outcome = bring(session, organizer, *TWO, row=row)

    arrival = Arrival.objects.get()
    assert (arrival.registration, arrival.channel) == (row, "elsewhere")
    assert (arrival.first_at, arrival.last_at, arrival.seconds) == (at(15), at(17), 110 * 60)
    assert (outcome.new, outcome.known) == (1, 0)
    assert minutes_of(row) == 110
    assert attendance(session.event).by_channel == {"elsewhere": 1}


def test_of_strangers_only_their_number_stays(session: Session, organizer: User) -> None:
    bring(session, organizer, *TWO, row=registered(session.event, "山田花子"))

    (came,) = queries.came(session.event)
    assert (came.registered, came.others) == (1, 2)
    assert BroughtFile.objects.get().strangers_seconds == 7200
    kept = " ".join(str(list(model.objects.values())) for model in (BroughtFile, Presence, Arrival, Entry))
    assert not any(word in kept for word in ("Zelda", "zelda", "Zoe"))


def test_the_same_file_again_changes_nothing(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    bring(session, organizer, *TWO, row=row)

    with pytest.raises(BroughtAlready):
        bring(session, organizer, *TWO, row=row)

    assert (BroughtFile.objects.count(), Presence.objects.count(), Arrival.objects.count()) == (1, 2, 1)


def test_the_same_rows_in_another_file_count_once(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    bring(session, organizer, *TWO, row=row)

    outcome = bring(session, organizer, *TWO, content="exported again", row=row)

    (came,) = queries.came(session.event)
    assert (outcome.new, outcome.known) == (0, 1)
    assert (came.registered, came.others) == (1, 2)
    assert Arrival.objects.get().seconds == 110 * 60


def test_what_is_taken_back_is_gone_as_a_whole(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    file = bring(session, organizer, *TWO, row=row).file

    take_back(file, by=organizer)

    assert (Arrival.objects.count(), Presence.objects.count(), queries.came(session.event)) == (0, 0, [])
    file.refresh_from_db()
    assert (file.stands, file.taken_back_by, file.unmatched, file.strangers_seconds) == (
        False,
        organizer,
        [],
        0,
    )
    with pytest.raises(TakenBackAlready):
        take_back(file, by=organizer)
    bring(session, organizer, *TWO, row=row)
    assert Arrival.objects.count() == 1


def test_what_another_file_tells_stays_when_one_is_taken_back(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    first = bring(session, organizer, *TWO, row=row).file
    bring(session, organizer, TWO[0], content="the first half", row=row)

    take_back(first, by=organizer)

    assert Arrival.objects.get().seconds == 30 * 60


def test_a_person_of_two_sessions_came_once_with_all_the_time(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    later = Session.objects.create(event=session.event, kind="panel", titles={"en": "Later"})
    bring(session, organizer, TWO[0], row=row)
    bring(later, organizer, TWO[1], row=row)

    assert Arrival.objects.get().seconds == 110 * 60
    came = {each.session_id: each.registered for each in queries.came(session.event)}
    assert came == {session.pk: 1, later.pk: 1}


def test_who_came_to_the_room_of_this_site_is_not_touched(session: Session, organizer: User) -> None:
    row = registered(session.event, "山田花子")
    Arrival.objects.create(registration=row, channel="room", first_at=at(15), last_at=at(15))
    file = bring(session, organizer, *TWO, row=row).file

    take_back(file, by=organizer)

    assert list(Arrival.objects.values_list("channel", flat=True)) == ["room"]


def test_an_empty_list_is_nothing(session: Session, organizer: User) -> None:
    with pytest.raises(NothingNew):
        bring(session, organizer)

    assert BroughtFile.objects.count() == 0


def test_both_deeds_are_in_the_audit_trail(session: Session, organizer: User) -> None:
    file = bring(session, organizer, *TWO).file
    take_back(file, by=organizer)

    verbs = list(
        Entry.objects.filter(verb__startswith="elsewhere.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["elsewhere.brought", "elsewhere.taken-back"]


def asked(text: str = "駐車場の予算は？", **fields: Any) -> AskedElsewhere:
    return AskedElsewhere(text=text, language="ja", at_ms=ms(15, 3), **fields)


def ms(hour: int, minute: int) -> int:
    return int(at(hour, minute).timestamp() * 1000)


def bring_asked(session: Session, by: User, *questions: AskedElsewhere, content: str = "file") -> Any:
    chosen = [Chosen(each) for each in questions]
    return bring_questions(source(session, content, kind="questions"), chosen, by=by)


def test_questions_stand_in_the_room_at_their_time(session: Session, organizer: User) -> None:
    question = asked(answer="3億円です。", answer_language="ja", written_at_ms=ms(15, 9))

    bring_asked(session, organizer, question)

    row = Question.objects.get()
    assert (row.text, row.language, row.at_ms, row.session) == ("駐車場の予算は？", "ja", ms(15, 3), session)
    assert (row.origin, row.state, row.asker_name, row.author) == ("elsewhere", "open", "", None)
    assert (row.in_writing.text, row.in_writing.at_ms, row.in_writing.by) == ("3億円です。", ms(15, 9), None)  # type: ignore[union-attr]
    assert [each.data["change"] for each in told(session.event, "question")] == ["asked"]


def test_answered_aloud_is_kept_with_its_time(session: Session, organizer: User) -> None:
    bring_asked(session, organizer, asked(answered_at_ms=ms(15, 20)))

    assert Question.objects.get().answered_at_ms == ms(15, 20)


def test_the_same_question_of_another_file_is_one(session: Session, organizer: User) -> None:
    first = bring_asked(session, organizer, asked()).file

    outcome = bring_asked(session, organizer, asked(), asked("別の質問？"), content="again")

    assert (outcome.new, outcome.known) == (1, 1)
    assert Question.objects.count() == 2
    take_back(first, by=organizer)
    assert Question.objects.count() == 2
    take_back(outcome.file, by=organizer)
    assert Question.objects.count() == 0


def test_without_a_time_the_words_alone_make_a_question_the_same(session: Session, organizer: User) -> None:
    untimed = Chosen(asked(), has_time=False)
    bring_questions(source(session, "a", kind="questions"), [untimed, untimed], by=organizer)

    assert Question.objects.count() == BroughtQuestion.objects.count() == 1


def test_questions_taken_back_leave_others_whole(session: Session, organizer: User) -> None:
    Room.objects.create(event=session.event, holds_questions=False)
    own = ask(session.event, "予算は？")
    file = bring_asked(session, organizer, asked(answer="はい", answer_language="ja")).file
    brought = Question.objects.get(origin="elsewhere")
    rooms.merge(own, brought, by=organizer)
    for row in (brought, brought.in_writing):
        Translation.objects.create(
            subject_kind=row._meta.label_lower,  # type: ignore[union-attr]
            subject_id=row.pk,  # type: ignore[union-attr]
            field="text",
            language="en",
            text="?",
            source_language="ja",
        )

    take_back(file, by=organizer)

    own.refresh_from_db()
    assert list(Question.objects.all()) == [own]
    assert (own.merged_into, own.is_shown) == (None, True)
    assert (Answer.objects.count(), Translation.objects.count()) == (0, 0)


def test_a_question_somebody_deleted_meanwhile_is_no_trouble(session: Session, organizer: User) -> None:
    file = bring_asked(session, organizer, asked()).file
    models.Model.delete(Question.objects.get())

    take_back(file, by=organizer)

    assert not BroughtFile.objects.get().stands


def test_nothing_chosen_is_nothing_brought(session: Session, organizer: User, forum: Event) -> None:
    with pytest.raises(NothingNew):
        bring_asked(session, organizer)

    assert BroughtFile.objects.count() == 0
