"""What the newer apps keep of a person: taken along by its owner, and without a name once the person has left."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.utils import timezone
from tests import factories

from tricity.accounts.models import SignIn, User
from tricity.discussion.actions import messaging, moderating, posting
from tricity.discussion.models import Block, Conversation, Follow, Message, Post
from tricity.discussion.registry import discussable
from tricity.members import actions as members
from tricity.members.actions.inviting import Guest, NewPerson
from tricity.members.models import Invitation, RecoveryCode
from tricity.notices.models import Notice
from tricity.privacy import actions
from tricity.privacy.models import Deletion
from tricity.privacy.registry import holding

pytestmark = pytest.mark.django_db
NAME, ROMANIZED, EMAIL = "許田結衣", "Kyoda Yui", "yui.kyoda@example.jp"


@pytest.fixture
def other(countries: dict[str, object]) -> User:
    return factories.member("KR")


@pytest.fixture
def yui(other: User) -> User:
    """A person invited by e-mail who has posted, written, followed, blocked and signed in with everything."""
    body = factories.organization("JP")
    host = factories.user(roles=["operator"])
    invitation, _secret = members.invite(Guest(NAME, "ja", EMAIL), body, by=host, role="editor")
    person = members.accept(
        invitation, NewPerson("yui-k", "a-quiet-river-runs", NAME, "ja", "", ROMANIZED, "ja")
    )
    User.objects.filter(pk=person.pk).update(email=EMAIL)
    person = User.objects.get(pk=person.pk)
    spec, need = discussable("record"), factories.record("KR", "need", publication_state="published")
    assert spec is not None
    said = posting.post(
        spec, need, by=person, body=body.code, text=f"{NAME}と申します。{EMAIL}", language="ja"
    )
    posting.edit(said, by=person, text=f"{NAME}です。", language="ja")
    talk = messaging.begin(
        by=person,
        body=body.code,
        topic=f"{NAME}より",
        text=f"{ROMANIZED} です",
        language="ja",
        to_person=other,
    )
    messaging.write(talk, by=other, text="네, 알겠습니다.", language="ko")
    moderating.block(other, by=person)
    members.make_sheet(person)
    SignIn.objects.create(user=person, session_key="k", device="Firefox", seen_at=timezone.now())
    SocialAccount.objects.create(user=person, provider="city", uid=EMAIL, extra_data={"name": NAME})
    Authenticator.objects.create(user=person, type="totp", data={"secret": "hidden-secret"})
    return person


def whole_database() -> str:
    return "\n".join(
        repr(row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    )


def exported(name: str, person: User) -> Any:
    found = holding(name)
    assert found is not None
    return found.export(person)


def test_no_name_and_no_address_is_left_anywhere(yui: User) -> None:
    traces = (NAME, ROMANIZED, EMAIL, "yui-k")
    assert all(trace in whole_database() for trace in traces)

    actions.ask_deletion(yui)
    Deletion.objects.update(due_at=timezone.now())
    actions.erase_due(yui.pk)

    assert [trace for trace in traces if trace in whole_database()] == []
    for model in (SignIn, SocialAccount, Authenticator, RecoveryCode, Block, Invitation):
        assert not model.objects.exists(), model
    assert not Follow.objects.filter(user=yui).exists()
    assert not Notice.objects.filter(recipient=yui).exists()


def test_posts_and_messages_stay_for_others_as_those_of_a_former_member(yui: User) -> None:
    actions.ask_deletion(yui)
    Deletion.objects.update(due_at=timezone.now())
    actions.erase_due(yui.pk)

    post = Post.objects.select_related("author").get()
    assert (post.text, post.author and post.author.display_name) == ("[…]です。", "a former member")
    assert Conversation.objects.get().topic == "[…]より"
    assert sorted(Message.objects.values_list("text", flat=True)) == ["[…] です", "네, 알겠습니다."]


def test_one_takes_ones_own_words_and_what_was_sent_to_one(yui: User, other: User) -> None:
    [post] = exported("posts", yui)
    assert (post["text"], post["earlier"]) == (f"{NAME}です。", [f"{NAME}と申します。{EMAIL}"])
    received = {row["text"]: row["is_received"] for row in exported("messages", yui)}
    assert received == {f"{ROMANIZED} です": False, "네, 알겠습니다.": True}
    assert exported("posts", other) == []


def test_secrets_and_who_blocked_one_are_in_no_export(yui: User, other: User) -> None:
    assert "hidden-secret" not in repr(exported("second-factors", yui))
    assert exported("blocks", other) == []
