"""What stays of people, and what goes when they go."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.elsewhere.conftest import CLOCK, at, persons, registered, source, stay
from tricity.accounts.models import User
from tricity.elsewhere.actions import Chosen, bring_attendance, bring_questions
from tricity.elsewhere.personal_data import ASKERS, FILES, STAYS, expire_askers
from tricity.events.models import Session
from tricity.rooms.actions import AskedElsewhere
from tricity.rooms.models import Question

pytestmark = pytest.mark.django_db


def bring_named(session: Session, by: User, text: str = "金さんの質問です？") -> Question:
    asked = AskedElsewhere(text, "ja", int(at(15, 3).timestamp() * 1000), asker_name="山田花子")
    bring_questions(source(session, kind="questions"), [Chosen(asked)], by=by)
    return Question.objects.get()


def test_people_take_home_when_they_were_there(session: Session, organizer: User) -> None:
    user = factories.user()
    row = registered(session.event, "山田花子", user=user)
    bring_attendance(source(session), persons(stay("花子", "15:00", "16:00")), {0: row}, CLOCK, by=organizer)

    (kept,) = STAYS.export(user)
    assert (kept["file__event__code"], kept["joined_at"]) == (session.event.code, at(15).isoformat())
    assert STAYS.export(organizer) == []
    assert [each["name"] for each in FILES.export(organizer)] == ["list.csv"]


def test_the_name_of_an_asker_goes_with_the_account(session: Session, organizer: User) -> None:
    user = factories.user(native_name="山田花子", native_language="ja")
    question = bring_named(session, organizer, "山田花子です。予算は？")

    assert [each["asker_name"] for each in ASKERS.export(user)] == ["山田花子"]
    ASKERS.erase(user, timezone.now())

    question.refresh_from_db()
    assert (question.asker_name, question.text) == ("", "[…]です。予算は？")


def test_names_of_askers_go_after_their_time(session: Session, organizer: User) -> None:
    question = bring_named(session, organizer)

    assert expire_askers(at(16)) == 0
    assert expire_askers(at(18) + dt.timedelta(days=1)) == 1
    question.refresh_from_db()
    assert (question.asker_name, question.text) == ("", "金さんの質問です？")
