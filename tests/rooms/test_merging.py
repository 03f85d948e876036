from __future__ import annotations

import pytest

from tests import factories
from tests.rooms.conftest import ask, told
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.rooms import actions, queries
from tricity.rooms.errors import CannotMerge
from tricity.rooms.models import Question, QuestionPair, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> list[User]:
    return [factories.user() for _each in range(3)]


def counts(*questions: Question) -> list[int]:
    for each in questions:
        each.refresh_from_db()
        assert each.votes == Vote.objects.filter(question=each).count() or each.merged_into_id is not None
    return [each.votes for each in questions]


def test_who_voted_for_both_counts_once(forum: Event, people: list[User]) -> None:
    one, two = ask(forum), ask(forum, language="ko")
    for person in people[:2]:
        actions.vote(one, by=person)
    for person in people[1:]:
        actions.vote(two, by=person)

    actions.merge(two, one, by=None)

    assert counts(one) == [3]
    assert list(queries.shown_questions(forum)) == [one]
    assert [row.data["change"] for row in told(forum, "question")][-2:] == ["shown", "merged"]


def test_vote_on_a_merged_question_counts_for_the_other(forum: Event, people: list[User]) -> None:
    one, two = ask(forum), ask(forum)
    actions.merge(two, one, by=None)
    two.refresh_from_db()

    assert actions.vote(two, by=people[0])
    assert not actions.vote(one, by=people[0])
    assert counts(one) == [1]
    assert actions.take_back(one, by=people[0])
    assert counts(one) == [0]


def test_parting_gives_every_vote_back(forum: Event, people: list[User]) -> None:
    one, two = ask(forum), ask(forum)
    for person in people[:2]:
        actions.vote(one, by=person)
    for person in people[1:]:
        actions.vote(two, by=person)
    actions.merge(two, one, by=None)
    two.refresh_from_db()

    actions.part(two, by=None)

    assert counts(one, two) == [2, 2]
    assert set(queries.shown_questions(forum)) == {one, two}


def test_what_was_merged_before_goes_along(forum: Event, people: list[User]) -> None:
    one, two, three = (ask(forum) for _each in range(3))
    for question, person in zip((one, two, three), people, strict=True):
        actions.vote(question, by=person)
    actions.merge(one, two, by=None)
    two.refresh_from_db()
    actions.merge(two, three, by=None)

    assert counts(three) == [3]
    assert three.merged_count == 2

    two.refresh_from_db()
    actions.part(two, by=None)
    assert counts(two, three) == [1, 2]


def test_question_that_waits_comes_out_with_one_that_is_shown(forum: Event) -> None:
    waiting, shown = ask(forum), ask(forum)
    Question.objects.filter(pk=waiting.pk).update(state="waiting")

    actions.merge(shown, waiting, by=None)

    assert list(queries.shown_questions(forum)) == [waiting]


def test_what_cannot_become_one_is_refused(forum: Event) -> None:
    one, two, three = ask(forum), ask(forum), ask(factories.event())
    hidden = ask(forum)
    actions.hide(hidden, by=None, reason="x", reason_language="en")

    for question, into in ((one, one), (one, three), (hidden, one), (one, hidden)):
        with pytest.raises(CannotMerge):
            actions.merge(question, into, by=None)
    actions.merge(one, two, by=None)
    with pytest.raises(CannotMerge):
        actions.merge(one, two, by=None)


def test_decisions_are_in_the_audit_trail_and_settle_the_pair(forum: Event, moderator: User) -> None:
    one, two, three = (ask(forum) for _each in range(3))
    for first, second in ((one, two), (one, three)):
        QuestionPair.objects.create(event=forum, first=first, second=second, score=0.8)

    actions.merge(two, one, by=moderator)
    actions.tell_apart(queries.open_pairs(forum).get(), by=moderator)

    assert list(queries.open_pairs(forum)) == []
    verbs = Entry.objects.filter(actor=moderator).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["question.merged", "question.told-apart"]
