from __future__ import annotations

import pytest
from django.utils import timezone

from tests import factories
from tricity.outcomes.models import Outcome
from tricity.outcomes.personal_data import FOLLOWED, QUOTED

pytestmark = pytest.mark.django_db


def test_people_find_what_they_followed_up_and_what_is_quoted_of_them() -> None:
    person = factories.user(native_name="山田花子", native_language="ja")
    row = Outcome.objects.create(
        event=factories.event(),
        text="言葉",
        language="ja",
        speaker="山田花子",
        start_ms=0,
        end_ms=1,
        by=person,
    )

    (followed,), (quoted,) = FOLLOWED.export(person), QUOTED.export(person)

    assert (followed["code"], quoted["text"]) == (row.code, "言葉")


def test_who_leaves_takes_nothing_that_was_made(django_user_model: object) -> None:
    person = factories.user()
    row = Outcome.objects.create(
        event=factories.event(), text="言葉", language="ja", start_ms=0, end_ms=1, by=person
    )

    FOLLOWED.erase(person, timezone.now())

    row.refresh_from_db()
    assert row.text == "言葉"
