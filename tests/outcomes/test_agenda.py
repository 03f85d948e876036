from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.outcomes.conftest import as_, page
from tests.rooms.conftest import ask
from tricity.accounts.models import User
from tricity.events.models import Event, Series, Session
from tricity.notices.models import Notice
from tricity.outcomes import actions
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import Saying, of_question
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(forum: Event) -> Event:
    return later("Next forum")


def later(title: str, **fields: Any) -> Event:
    start = timezone.now() + dt.timedelta(days=30)
    return factories.event(
        titles={"en": title}, starts_at=start, ends_at=start + dt.timedelta(hours=2), **fields
    )


def agenda(event: Event, query: str = "") -> str:
    return f"/en/events/{event.code}/agenda/{query}"


def points(person: User, event: Event, query: str = "") -> list[str]:
    return [each.key for each in as_(person).get(agenda(event, query)).context["points"]]


def press(person: User, event: Event, point: str) -> Any:
    return as_(person).post(agenda(event), {"point": point})


def test_questions_nobody_answered_and_noted_points_are_offered(
    organizer: User, forum: Event, coming: Event
) -> None:
    unanswered, written, aloud, refused, passed = (ask(forum) for _each in range(5))
    rooms.answer(written, by=None, text="はい", language="ja")
    rooms.answered_aloud(aloud, by=None)
    actions.settle(of_question(refused), by=organizer, state="not-pursued", reasons={"en": "No."})
    row = actions.settle(of_question(passed), by=organizer, state="passed-on")

    assert points(organizer, coming) == [
        f"{forum.code}:question:{unanswered.code}",
        f"{forum.code}:outcome:{row.code}",
    ]


def test_one_press_makes_a_session_with_the_words_and_the_way_back(
    organizer: User, coming: Event, question: Question
) -> None:
    Translation.objects.create(
        subject_kind="rooms.question", subject_id=question.pk, field="text", language="ko",
        text="빈자리를 어떻게 알립니까? 비용은 얼마입니까?", origin="human", source_language="ja",
        source_digest=digest(question.text),
    )  # fmt: skip

    answer = press(organizer, coming, f"{question.event.code}:question:{question.code}")

    session = Session.objects.get(event=coming)
    assert answer["Location"] == f"/en/events/{coming.code}/sessions/{session.pk}/edit/"
    assert session.titles == {"ja": "駐車場の空きはどう知らせますか。", "ko": "빈자리를 어떻게 알립니까?"}
    assert question.text in session.purposes["ja"]
    assert f"http://testserver/ja/events/{question.event.code}/outcomes/" in session.purposes["ja"]
    assert "フォーラム" in session.purposes["ja"]


def test_the_point_then_says_on_whose_programme_it_is(
    client: Client, organizer: User, asker: User, coming: Event, question: Question
) -> None:
    press(organizer, coming, f"{question.event.code}:question:{question.code}")

    content = client.get(page(question.event)).content.decode()
    assert "On the programme of:" in content
    assert f'href="/en/events/{coming.code}/"' in content
    assert Notice.objects.get(recipient=asker).values == {"state": "on-agenda"}


def test_a_point_that_was_passed_on_is_told_to_be_on_the_programme_too(
    organizer: User, asker: User, coming: Event, asked: Saying
) -> None:
    row = actions.settle(asked, by=organizer, state="passed-on")
    Notice.objects.all().delete()

    press(organizer, coming, f"{asked.event.code}:outcome:{row.code}")

    assert Notice.objects.get(recipient=asker).values == {"state": "on-agenda"}


def test_a_draft_of_the_next_event_is_not_told_to_others(
    client: Client, organizer: User, forum: Event, question: Question
) -> None:
    hidden = later("Secret forum", publication_state=PublicationState.DRAFT, published_at=None)

    press(organizer, hidden, f"{forum.code}:question:{question.code}")

    assert hidden.code not in client.get(page(forum)).content.decode()
    assert hidden.code in as_(organizer).get(page(forum)).content.decode()
    assert not Notice.objects.exists()


def test_a_point_is_on_one_programme_until_the_session_is_deleted(
    organizer: User, coming: Event, asked: Saying
) -> None:
    row = actions.settle(asked, by=organizer, state="open")
    key = f"{asked.event.code}:outcome:{row.code}"
    press(organizer, coming, key)

    again = press(organizer, coming, key)
    Session.objects.all().delete()
    once_more = press(organizer, coming, key)

    assert (again.status_code, once_more.status_code) == (409, 302)


def test_events_of_the_series_come_by_themselves_others_when_chosen(
    organizer: User, forum: Event, question: Question
) -> None:
    series = Series.objects.create(titles={"en": "Forums"})
    start = timezone.now() - dt.timedelta(days=90)
    first = factories.event(series=series, starts_at=start, ends_at=start + dt.timedelta(hours=1))
    old = Question.objects.create(
        event=first, seq=1, at_ms=1, text="以前の質問", language="ja", asker="user:0", state="open"
    )
    coming = later("Third forum", series=series)

    assert points(organizer, coming) == [f"{first.code}:question:{old.code}"]
    assert points(organizer, coming, f"?of={forum.code}") == [f"{forum.code}:question:{question.code}"]


def test_only_earlier_events_and_only_those_one_may_see(organizer: User, forum: Event) -> None:
    coming = later("Next forum")
    following = later("The one after")
    body = factories.organization("JP")
    editor = factories.user(organizations=[body])
    own = later("Own forum", owner=body)
    secret = factories.event(
        starts_at=timezone.now() - dt.timedelta(days=3), ends_at=timezone.now() - dt.timedelta(days=2),
        publication_state=PublicationState.DRAFT, published_at=None,
    )  # fmt: skip

    def codes(person: User, event: Event) -> set[str]:
        return {each.code for each in as_(person).get(agenda(event)).context["earlier"]}

    assert codes(organizer, coming) == {forum.code, secret.code}
    assert codes(editor, own) == {forum.code}
    assert following.code not in codes(organizer, coming)


@pytest.mark.parametrize("point", ["", "x", "x:question:y", "CODE:question:y", "CODE:outcome:y", "CODE:z:y"])
def test_what_is_no_point_is_not_found(organizer: User, forum: Event, coming: Event, point: str) -> None:
    answer = press(organizer, coming, point.replace("CODE", forum.code))

    assert answer.status_code == 404
    assert not Session.objects.filter(event=coming).exists()


def test_who_may_not_change_the_event_plans_nothing(editor: User, coming: Event, question: Question) -> None:
    answer = press(editor, coming, f"{question.event.code}:question:{question.code}")

    assert answer.status_code == 403
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_asks_at_most_twelve_queries(
    organizer: User, forum: Event, coming: Event, django_assert_max_num_queries: Any, number: int
) -> None:
    for _each in range(number):
        ask(forum)
        actions.settle(of_question(ask(forum)), by=organizer, state="open")
    browser = as_(organizer)
    browser.get(agenda(coming))

    with django_assert_max_num_queries(14):
        browser.get(agenda(coming))
