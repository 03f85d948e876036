from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from tests.rooms.conftest import ask, told
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.rooms import actions, queries
from tricity.rooms.errors import MayNotTakePart, NotOpen, TooOften
from tricity.rooms.models import Question, Room
from tricity.rooms.registry import Guest

pytestmark = pytest.mark.django_db


def test_question_is_kept_with_its_place_on_the_clock(forum: Event, asker: User) -> None:
    question = actions.ask(forum, by=asker, text="駐車場は？", language="ja")

    assert (question.language, question.state, question.seq) == ("ja", "open", 1)
    assert [(row.seq, row.type, row.audience) for row in told(forum)] == [(1, "question", "all")]
    assert told(forum)[0].data == {"code": question.code, "change": "asked"}


def test_stream_never_carries_the_words_of_a_question(forum: Event, moderator: User) -> None:
    question = ask(forum, "秘密の質問")
    actions.pin(question, by=moderator)
    actions.hide(question, by=moderator, reason="秘密の質問は", reason_language="ja")

    assert "秘密" not in str([row.data for row in told(forum)])


def test_where_questions_are_held_only_moderators_are_told(forum: Event, moderator: User) -> None:
    Room.objects.update(holds_questions=True)

    question = ask(Event.objects.get())
    assert list(queries.shown_questions(forum)) == []
    assert [row.audience for row in told(forum)] == ["moderators"]

    actions.let_through(question, by=moderator)
    assert list(queries.shown_questions(forum)) == [question]
    assert told(forum)[-1].audience == "all"
    assert Entry.objects.get(verb="question.let-through").actor == moderator


def test_same_words_of_the_same_person_are_one_question(forum: Event, asker: User) -> None:
    one, other = ask(forum, "同じ", by=asker), ask(forum, "同じ", by=asker)
    third = ask(forum, "同じ")

    assert one == other
    assert one != third


def test_name_is_kept_only_where_it_is_to_be_shown(forum: Event, asker: User) -> None:
    named = actions.ask(forum, by=asker, text="一", language="ja", is_named=True)
    unnamed = actions.ask(forum, by=asker, text="二", language="ja")

    assert (named.asker_name, unnamed.asker_name) == ("山田花子", "")


def test_nobody_unknown_asks(forum: Event) -> None:
    with pytest.raises(MayNotTakePart):
        actions.ask(forum, by=AnonymousUser(), text="？", language="ja")


def test_guest_of_another_event_does_not_ask_here(forum: Event) -> None:
    question = actions.ask(forum, by=Guest("key", forum.pk, "客"), text="？", language="ja")

    assert (question.author, question.asker) == (None, "guest:key")
    with pytest.raises(MayNotTakePart):
        actions.ask(factories.event(), by=Guest("key", forum.pk), text="？", language="ja")


def test_closed_room_takes_no_questions(forum: Event, asker: User) -> None:
    Room.objects.update(takes_questions=False)

    with pytest.raises(NotOpen):
        ask(Event.objects.get(), by=asker)


def test_one_person_asks_ten_questions_in_a_quarter_of_an_hour(forum: Event, asker: User) -> None:
    for _each in range(10):
        ask(forum, by=asker)

    with pytest.raises(TooOften):
        ask(forum, by=asker)
    assert Question.objects.count() == 10


def test_hiding_gives_a_reason_and_can_be_undone(forum: Event, moderator: User) -> None:
    question = ask(forum)
    actions.pin(question, by=moderator)

    actions.hide(question, by=moderator, reason="広告", reason_language="ja")
    assert (question.state, question.reason, question.is_pinned) == ("hidden", "広告", False)
    actions.let_through(question, by=moderator)
    assert (question.state, question.reason) == ("open", "")
    verbs = Entry.objects.filter(subject_code=question.code).values_list("verb", flat=True)
    assert set(verbs) == {"question.pinned", "question.hidden", "question.shown-again"}


@pytest.mark.parametrize(
    "deed",
    [
        lambda question: actions.pin(question, by=None),
        lambda question: actions.answered_aloud(question, by=None),
        lambda question: actions.answer(question, by=None, text="答え", language="ja"),
    ],
)
def test_what_is_not_shown_is_neither_pinned_nor_answered(forum: Event, deed: Any) -> None:
    question = ask(forum)
    actions.hide(question, by=None, reason="x", reason_language="en")

    with pytest.raises(NotOpen):
        deed(question)


def test_answer_aloud_stands_on_the_clock(forum: Event, moderator: User) -> None:
    question = ask(forum)

    actions.answered_aloud(question, by=moderator)
    assert question.answered_at_ms == told(forum)[-1].at_ms
    assert question.is_answered
    actions.not_answered(question, by=moderator)
    assert not question.is_answered


def test_written_answer_is_changed_and_taken_back(forum: Event, moderator: User) -> None:
    question = ask(forum)

    actions.answer(question, by=moderator, text="はい", language="ja")
    actions.answer(Question.objects.get(), by=moderator, text="네", language="ko")
    assert (Question.objects.get().written_answer.text, question.event_id) == ("네", forum.pk)
    assert list(queries.unanswered(queries.shown_questions(forum))) == []

    actions.answer(Question.objects.get(), by=moderator, text="", language="ko")
    assert Question.objects.get().in_writing is None


def test_order_is_pinned_then_most_wanted_then_earliest(forum: Event) -> None:
    first, second, wanted, pinned = (ask(forum) for _each in range(4))
    actions.vote(wanted, by=factories.user())
    actions.pin(pinned, by=None)

    assert list(queries.shown_questions(forum)) == [pinned, wanted, first, second]


def test_what_was_asked_is_listed_in_order_with_what_was_merged(forum: Event) -> None:
    first, second, third = (ask(forum) for _each in range(3))
    actions.hide(second, by=None, reason="x", reason_language="en")
    actions.merge(third, first, by=None)

    assert [(each.question, each.also) for each in queries.questions_of(forum)] == [(first, (third,))]
