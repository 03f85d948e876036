"""Questions that were brought from a meeting platform are taken back: what became of them is told first, and lost to nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.elsewhere.conftest import source
from tests.outcomes.conftest import as_
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.elsewhere.actions import Chosen, bring_questions, take_back
from tricity.elsewhere.errors import MoreWouldGo
from tricity.elsewhere.models import BroughtFile
from tricity.events.models import Event, Session
from tricity.outcomes.actions import settle
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import of_question
from tricity.rooms.actions import AskedElsewhere
from tricity.rooms.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(forum: Event, organizer: User) -> BroughtFile:
    """Two questions, of which the first has been noted as an open point."""
    session = Session.objects.create(
        event=forum, kind="panel", titles={"en": "Panel"}, starts_at=forum.starts_at, duration_minutes=60
    )
    at_ms = round((forum.starts_at + dt.timedelta(minutes=3)).timestamp() * 1000)
    asked = [AskedElsewhere(text, "ja", at_ms) for text in ("予算はいくらですか。", "いつ始まりますか。")]
    made = bring_questions(source(session, kind="questions"), [Chosen(each) for each in asked], by=organizer)
    note(Question.objects.get(text__startswith="予算"), organizer)
    return made.file


def note(question: Question, by: User) -> Outcome:
    return settle(of_question(question), by=by, state="open")


def address(file: BroughtFile) -> str:
    return f"/en/events/{file.event.code}/elsewhere/files/{file.pk}/take-back/"


def test_what_became_of_its_questions_is_told_before_it_is_deleted(
    file: BroughtFile, organizer: User
) -> None:
    html = as_(organizer).get(address(file)).content.decode()

    row = Outcome.objects.get()
    assert "1 note is deleted." in html
    assert f'href="{row.get_absolute_url()}"' in html
    assert "予算はいくらですか。" in html
    assert "An open point" in html
    assert f'name="seen" value="{row.code}"' in html


def test_confirmed_it_goes_and_the_audit_trail_says_so(file: BroughtFile, organizer: User) -> None:
    code = Outcome.objects.get().code

    response = as_(organizer).post(address(file), {"seen": code})

    assert response.status_code == 302
    assert (Outcome.objects.count(), Question.objects.filter(origin="elsewhere").count()) == (0, 0)
    assert Entry.objects.get(verb="outcome.removed").actor == organizer


def test_what_came_after_the_page_was_opened_is_not_deleted_unseen(
    file: BroughtFile, organizer: User
) -> None:
    seen = Outcome.objects.get().code
    later = note(Question.objects.get(text__startswith="いつ"), organizer)

    response = as_(organizer).post(address(file), {"seen": seen})

    html = response.content.decode()
    assert response.status_code == 409
    assert "nothing has been taken back yet" in html
    assert later.code in html
    assert Outcome.objects.count() == 2
    assert as_(organizer).post(address(file), {"seen": f"{seen} {later.code}"}).status_code == 302


def test_without_a_look_nothing_is_taken_back(file: BroughtFile, organizer: User) -> None:
    with pytest.raises(MoreWouldGo):
        take_back(file, by=organizer)

    file.refresh_from_db()
    assert (file.stands, Outcome.objects.count()) == (True, 1)


def test_a_file_whose_questions_nobody_followed_up_is_taken_back_at_once(
    file: BroughtFile, organizer: User
) -> None:
    Outcome.objects.all().delete()

    assert "deleted with them" not in as_(organizer).get(address(file)).content.decode()
    assert as_(organizer).post(address(file)).status_code == 302
