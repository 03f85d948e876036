from __future__ import annotations

import pytest

from tests import factories
from tests.outcomes.conftest import as_, page, passage_of
from tricity.accounts.models import User
from tricity.directory.models import Organization
from tricity.events.models import Event
from tricity.notices.models import Notice
from tricity.outcomes import actions
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import Saying
from tricity.rooms.models import Question

pytestmark = pytest.mark.django_db


def settle_page(question: Question) -> str:
    return page(question.event, f"settle/?question={question.code}")


def test_an_organizer_says_that_a_question_is_not_pursued_and_why(
    organizer: User, asker: User, question: Question
) -> None:
    sent = {"state": "not-pursued", "reasons_ja": "予算がありません。", "reasons_en": "There is no budget."}

    answer = as_(organizer).post(settle_page(question), sent)

    row = Outcome.objects.get()
    assert answer.status_code == 302
    assert (row.state, row.question, row.reasons["ja"]) == ("not-pursued", question, "予算がありません。")
    assert Notice.objects.get(recipient=asker).values == {"state": "not-pursued"}


def test_without_a_reason_it_is_refused(organizer: User, question: Question) -> None:
    answer = as_(organizer).post(settle_page(question), {"state": "not-pursued"})

    assert answer.status_code == 422
    assert "Say why, in at least one language." in answer.content.decode()
    assert not Outcome.objects.exists()


def test_an_organization_is_named_in_any_language_and_its_editors_are_told(
    organizer: User, editor: User, suwon: Organization, question: Question
) -> None:
    as_(organizer).post(settle_page(question), {"state": "passed-on", "organization": "수원시"})

    assert Outcome.objects.get().passed_to == suwon
    assert Notice.objects.get(recipient=editor).kind == "outcome.passed-on"


@pytest.mark.parametrize("name", ["", "Nowhere"])
def test_passing_on_needs_an_organization_of_the_directory(
    organizer: User, question: Question, name: str
) -> None:
    answer = as_(organizer).post(settle_page(question), {"state": "passed-on", "organization": name})

    assert answer.status_code == 422
    assert not Outcome.objects.exists()


def test_a_question_has_one_standing_which_changes(
    organizer: User, question: Question, suwon: Organization
) -> None:
    as_(organizer).post(settle_page(question), {"state": "passed-on", "organization": "Suwon"})
    as_(organizer).post(settle_page(question), {"state": "not-pursued", "reasons_en": "Too dear."})
    as_(organizer).post(settle_page(question), {"state": "open"})

    row = Outcome.objects.get()
    assert (row.state, row.passed_to, row.reasons) == ("open", None, {})


def test_a_passage_is_noted_as_an_open_point(organizer: User, forum: Event) -> None:
    as_(organizer).post(page(forum, f"settle/{passage_of(forum)}"), {"state": "open"})

    row = Outcome.objects.get()
    assert (row.state, row.question, row.language) == ("open", None, "ko")


def test_a_note_made_by_mistake_is_removed_and_its_draft_stays(
    organizer: User, editor: User, suwon: Organization, asked: Saying
) -> None:
    record = factories.record("KR", owner=suwon)
    row = Outcome.objects.create(**asked.columns(), state="taken-up", kind="need", record=record, by=editor)

    answer = as_(organizer).post(page(asked.event, f"{row.code}/remove/"))

    assert answer.status_code == 302
    assert not Outcome.objects.exists()
    record.refresh_from_db()


def test_others_neither_settle_nor_remove(
    editor: User, curator: User, organizer: User, asked: Saying
) -> None:
    row = actions.settle(asked, by=organizer, state="open")
    assert asked.question is not None

    for person in (editor, curator):
        assert as_(person).get(settle_page(asked.question)).status_code == 403
        assert as_(person).post(page(asked.event, f"{row.code}/remove/")).status_code == 403
    assert Outcome.objects.count() == 1


def test_only_a_draft_makes_something_taken_up(organizer: User, asked: Saying) -> None:
    with pytest.raises(ValueError, match="taken-up"):
        actions.settle(asked, by=organizer, state="taken-up")
