from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.rooms.conftest import ask, told
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.jobs.models import Job
from tricity.rooms import actions, jobs
from tricity.rooms.errors import MayNotTakePart, NotOpen
from tricity.rooms.models import Question, Room, Vote
from tricity.rooms.registry import Guest

pytestmark = pytest.mark.django_db


def votes(question: Question) -> tuple[int, int]:
    """The counter, and the rows that count."""
    question.refresh_from_db()
    return question.votes, Vote.objects.filter(question=question).count()


def test_second_vote_of_a_person_changes_nothing(forum: Event, asker: User) -> None:
    question = ask(forum)

    assert actions.vote(question, by=asker)
    assert not actions.vote(question, by=asker)
    assert votes(question) == (1, 1)


def test_database_itself_refuses_a_second_vote(forum: Event, asker: User) -> None:
    question, other = ask(forum), ask(forum)
    actions.vote(question, by=asker)

    for cast_on in (question, other):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.create(question=question, cast_on=cast_on, voter=f"user:{asker.pk}")


def test_vote_is_taken_back_once(forum: Event, asker: User) -> None:
    question = ask(forum)
    actions.vote(question, by=asker)

    assert actions.take_back(question, by=asker)
    assert not actions.take_back(question, by=asker)
    assert votes(question) == (0, 0)


def test_guests_and_members_count_once_each(forum: Event, asker: User) -> None:
    question = ask(forum)
    guest = Guest("a", forum.pk)

    assert [actions.vote(question, by=each) for each in (asker, guest, guest, Guest("b", forum.pk))] == [
        True,
        True,
        False,
        True,
    ]
    assert votes(question) == (3, 3)


def test_guest_of_another_event_has_no_vote(forum: Event) -> None:
    with pytest.raises(MayNotTakePart):
        actions.vote(ask(forum), by=Guest("a", forum.pk + 1))


def test_hidden_question_takes_no_votes(forum: Event, asker: User) -> None:
    question = ask(forum)
    actions.hide(question, by=None, reason="x", reason_language="en")

    with pytest.raises(NotOpen):
        actions.vote(question, by=asker)


def test_first_vote_is_told_at_once_and_the_next_together(forum: Event) -> None:
    question = ask(forum)
    for _each in range(5):
        actions.vote(question, by=factories.user())

    assert [row.data["votes"] for row in told(forum, "counters")] == [1]
    assert Job.objects.filter(name="rooms.counts").count() == 1
    jobs.counts(event=forum.pk)
    assert [row.data["votes"] for row in told(forum, "counters")] == [1, 5]
    assert told(forum, "counters")[-1].key == f"question:{question.code}"


def test_numbers_are_not_told_twice(forum: Event) -> None:
    question = ask(forum)
    actions.vote(question, by=factories.user())

    jobs.counts(event=forum.pk)
    jobs.counts(event=forum.pk)

    assert len(told(forum, "counters")) == 1


def test_reactions_are_counted_and_told_together(forum: Event, asker: User) -> None:
    for kind in ("applause", "applause", "idea"):
        actions.react(Event.objects.get(), kind, by=asker)
    jobs.counts(event=forum.pk)

    assert Room.objects.get().reaction_totals == {"applause": 2, "idea": 1}
    assert told(forum, "counters")[-1].data == {"reactions": {"applause": 2, "idea": 1}}


@pytest.mark.django_db(transaction=True)
def test_many_votes_at_once_are_all_counted_and_none_twice() -> None:
    """Twenty people vote in eight threads, each twice: the counter, the rows and the people are the same number."""
    forum = factories.event()
    Room.objects.create(event=forum, holds_questions=False)
    question = ask(forum)
    people = [Guest(f"{each % 20}", forum.pk) for each in range(40)]
    barrier = threading.Barrier(8, timeout=30)

    def work(mine: list[Guest]) -> int:
        barrier.wait()
        try:
            return sum(actions.vote(Question.objects.get(pk=question.pk), by=each) for each in mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        counted = sum(pool.map(work, [people[start::8] for start in range(8)]))

    assert counted == 20
    assert votes(question) == (20, 20)
