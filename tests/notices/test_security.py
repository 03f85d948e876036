"""People learn what happens to their account, to their requests and in their discussions."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from tests import factories
from tricity.accounts.models import SignIn, User
from tricity.activity.models import Entry
from tricity.api.actions import make_token
from tricity.discussion.actions import messaging, posting
from tricity.discussion.registry import discussable
from tricity.members import actions
from tricity.members.actions.asking import Wish
from tricity.members.models import RecoveryCode
from tricity.notices.models import Notice

pytestmark = pytest.mark.django_db


def told(person: User) -> list[str]:
    return sorted(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


@pytest.mark.parametrize(("lost", "left"), [(True, 0), (False, 1)])
def test_recovery_ends_sessions_and_tokens_and_the_second_factor_only_where_asked(
    lost: bool, left: int, django_user_model: type[User]
) -> None:
    person, operator = factories.user(), factories.user(roles=["operator"])
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    SignIn.objects.create(user=person, session_key="k", seen_at="2026-01-01T00:00:00Z")
    token, _secret = make_token(person, name="t", scopes=["read"], days=30)
    code, _secret = actions.issue_link(person, by=operator, forgets_factors=lost)

    actions.recover(RecoveryCode.objects.get(pk=code.pk), "a-quiet-river-runs")

    token.refresh_from_db()
    assert token.revoked_at is not None
    assert not person.sign_ins.exists()
    assert Authenticator.objects.filter(user=person).count() == left
    assert Entry.objects.filter(verb="account.factors-reset", actor=operator).exists() is lost
    assert {"security.recovered", "security.recovery-issued"} <= set(told(person))
    assert ("security.factors-reset" in told(person)) is lost
    assert told(operator) == []


def test_a_code_of_the_sheet_leaves_the_second_factor(countries: dict[str, object]) -> None:
    person = factories.user()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    actions.make_sheet(person)

    actions.recover(RecoveryCode.objects.filter(user=person).first(), "a-quiet-river-runs")  # type: ignore[arg-type]

    assert Authenticator.objects.filter(user=person).exists()


def test_those_nearest_to_the_organization_are_told_of_a_request(countries: dict[str, object]) -> None:
    body = factories.organization("JP")
    curator, operator = factories.user(roles=["curator:JP"]), factories.user(roles=["operator"])
    wish = Wish("Sato", body, "", None, "work", "ja")

    actions.ask(wish)

    assert (told(curator), told(operator)) == (["account.requested"], [])


def test_an_answer_is_told_to_whom_it_answers_and_never_to_its_author(countries: dict[str, object]) -> None:
    asking, answering = factories.member("JP"), factories.member("KR")
    spec, need = discussable("record"), factories.record("KR", "need", publication_state="published")
    assert spec is not None
    codes = {each.pk: each.memberships.get().organization.code for each in (asking, answering)}
    top = posting.post(spec, need, by=asking, body=codes[asking.pk], text="質問です", language="ja")

    posting.post(
        spec, need, by=answering, body=codes[answering.pk], text="답변입니다", language="ko", parent=top
    )
    messaging.begin(
        by=answering,
        body=codes[answering.pk],
        topic="주차장",
        text="안녕하세요",
        language="ko",
        to_person=asking,
    )

    assert told(asking) == ["discussion.answer", "discussion.message"]
    assert told(answering) == []
