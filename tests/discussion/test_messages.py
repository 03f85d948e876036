from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.discussion.conftest import signed_in
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.directory.models import Membership, Organization
from tricity.discussion import desks, notifying
from tricity.discussion.actions import messaging, moderating
from tricity.discussion.errors import NotAMember, NotReachable, TooMuch
from tricity.discussion.models import Conversation, Message, Report
from tricity.discussion.queries.messages import conversations
from tricity.discussion.registry import spoken_for
from tricity.knowledge.models import Kind, Record
from tricity.renderings.registry import renderables
from tricity.web.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def suwon(countries: dict[str, object]) -> Organization:
    return factories.organization("KR", names={"ko": "수원시", "en": "Suwon"}, language="ko")


@pytest.fixture
def officer(suwon: Organization) -> User:
    return factories.member(
        "KR", body=suwon, native_name="김민수", native_language="ko", email="kim@example.kr"
    )


@pytest.fixture
def sender(countries: dict[str, object]) -> User:
    return factories.member("JP", native_name="佐藤未来", native_language="ja", email="sato@example.jp")


@pytest.fixture
def conversation(sender: User, officer: User, suwon: Organization) -> Conversation:
    return write_to(sender, suwon)


def write_to(person: User, body: Organization, text: str = "駐車場について教えてください。") -> Conversation:
    return messaging.begin(
        by=person,
        body=spoken_for(person)[0],
        topic="駐車場",
        text=text,
        language="ja",
        to_body=body.code,
    )


def fresh(person: User) -> User:
    """The person as the next request finds them."""
    return User.objects.get(pk=person.pk)


def unread(person: User) -> int:
    return sum(each.unread for each in conversations(fresh(person)))  # type: ignore[attr-defined]


def begin_url(body: Organization) -> str:
    return f"/en/messages/new/organization/{body.code}/"


def form(person: User, **fields: str) -> dict[str, str]:
    return {
        "body": spoken_for(person)[0],
        "topic": "駐車場",
        "text": "お尋ねします。",
        "language": "",
        **fields,
    }


def test_member_writes_to_an_organization_from_its_page(
    sender: User, officer: User, suwon: Organization
) -> None:
    client = signed_in(sender)
    assert begin_url(suwon) in client.get(suwon.get_absolute_url()).content.decode()

    response = client.post(begin_url(suwon), form(sender))

    row = Conversation.objects.get()
    assert response.headers["Location"] == row.get_absolute_url()
    assert Message.objects.get().language == "ja"
    assert unread(officer) == 1
    assert unread(sender) == 0
    assert Entry.objects.get(verb="conversation.begun").details == {}


def test_reading_makes_it_read_and_an_answer_comes_back(
    conversation: Conversation, sender: User, officer: User
) -> None:
    client = signed_in(officer)
    page = client.get(conversation.get_absolute_url()).content.decode()
    assert unread(officer) == 0

    client.post(conversation.get_absolute_url(), {"text": "네, 알려 드리겠습니다.", "language": ""})

    assert "A message in Japanese" in page
    assert "駐車場について教えてください。" in page
    assert unread(sender) == 1
    section = desks.unread(fresh(sender), "ja")
    assert section is not None
    assert section.total == 1


@pytest.mark.parametrize("roles", [[], ["curator:KR"], ["curator"], ["operator"], ["translator"]])
def test_nobody_else_reads_it_whatever_their_role(conversation: Conversation, roles: list[str]) -> None:
    client = signed_in(factories.member("KR", roles=roles))
    message = Message.objects.get()

    assert client.get(conversation.get_absolute_url()).status_code == 404
    assert client.post(conversation.get_absolute_url(), {"text": "x"}).status_code == 404
    assert client.get(f"/en/messages/reports/{message.code}/").status_code == 404
    assert conversation.code not in client.get("/en/messages/").content.decode()
    with pytest.raises(NotAMember):
        messaging.write(conversation, by=factories.member(), text="x", language="en")


def test_unreported_message_is_closed_to_moderators(conversation: Conversation) -> None:
    client = signed_in(factories.user(roles=["operator"]))

    assert client.get(f"/en/moderation/messages/{Message.objects.get().code}/").status_code == 404
    assert not Entry.objects.filter(verb="message.looked-at").exists()


def test_messages_are_never_to_be_rendered() -> None:
    assert not {Message, Conversation} & {each.model for each in renderables()}


def test_no_address_is_shown_anywhere(conversation: Conversation, sender: User, officer: User) -> None:
    client = signed_in(officer)

    for path in (conversation.get_absolute_url(), "/en/messages/", f"/en/messages/new/person/{sender.code}/"):
        page = client.get(path).content.decode()
        assert "@" not in page
        assert sender.username not in page


def test_visitor_and_person_without_organization_write_to_nobody(suwon: Organization, officer: User) -> None:
    assert Client().get(begin_url(suwon)).status_code == 302
    refused = signed_in(factories.user()).post(begin_url(suwon), {"text": "x"})

    assert refused.status_code == 403
    assert not Conversation.objects.exists()


def test_body_without_members_here_cannot_be_reached(sender: User, suwon: Organization) -> None:
    response = signed_in(sender).get(begin_url(suwon))

    assert response.status_code == 403
    assert "Nobody can be reached here" in response.content.decode()


def test_who_does_not_want_to_be_written_to_is_left_alone(
    sender: User, officer: User, suwon: Organization
) -> None:
    signed_in(officer).post("/en/messages/reachable/", {"deed": "close"})

    with pytest.raises(NotReachable):
        write_to(sender, suwon)
    with pytest.raises(NotReachable):
        messaging.begin(
            by=sender, body=spoken_for(sender)[0], topic="x", text="x", language="en", to_person=officer
        )
    signed_in(officer).post("/en/messages/reachable/", {"deed": "open"})
    assert write_to(fresh(sender), suwon)


def test_person_is_written_to(sender: User, officer: User) -> None:
    client = signed_in(sender)

    client.post(f"/en/messages/new/person/{officer.code}/", form(sender))

    row = Conversation.objects.get()
    assert row.addressee == officer
    assert unread(officer) == 1
    colleague = factories.member("KR", body=Organization.objects.get(code=spoken_for(officer)[0]))
    assert signed_in(colleague).get(row.get_absolute_url()).status_code == 404


def test_those_a_record_names_are_written_to(sender: User, officer: User, suwon: Organization) -> None:
    record: Record = factories.record("KR", Kind.SOLUTION, title="주차 안내", owner=suwon)
    client = signed_in(sender)
    address = f"/en/messages/new/record/{record.code}/"
    assert address in client.get(record.get_absolute_url()).content.decode()

    outsider = client.post(address, form(sender, to=factories.organization().code))
    client.post(address, form(sender, to=suwon.code))

    row = Conversation.objects.get()
    assert outsider.status_code == 422
    assert (row.addressee_body, row.about_kind, row.about_id) == (suwon.code, "record", record.pk)
    assert "It began with:" in client.get(row.get_absolute_url()).content.decode()


def test_messages_of_a_blocked_person_do_not_arrive(
    conversation: Conversation, sender: User, officer: User
) -> None:
    told: list[User] = []
    notifying.register(listener := lambda people, what, subject: told.extend(people))
    moderating.block(sender, by=officer)

    messaging.write(conversation, by=sender, text="もう一度", language="ja")

    notifying._tellers.remove(listener)
    assert told == []
    assert unread(officer) == 0
    assert conversation.code not in signed_in(officer).get("/en/messages/").content.decode()
    assert "もう一度" in signed_in(sender).get(conversation.get_absolute_url()).content.decode()


def test_answer_is_told_to_the_other_side(conversation: Conversation, sender: User, officer: User) -> None:
    told: list[tuple[User, str]] = []
    notifying.register(listener := lambda people, what, subject: told.extend((each, what) for each in people))

    messaging.write(conversation, by=officer, text="네", language="ko")

    notifying._tellers.remove(listener)
    assert told == [(sender, "message")]


def test_pressed_twice_is_one_message(conversation: Conversation, sender: User) -> None:
    first = messaging.write(conversation, by=sender, text="もう一度", language="ja")

    assert messaging.write(conversation, by=sender, text="もう一度", language="ja") == first


def test_few_new_conversations_an_hour(sender: User, officer: User, suwon: Organization) -> None:
    for number in range(5):
        write_to(sender, suwon, f"第{number}回")

    with pytest.raises(TooMuch):
        write_to(sender, suwon, "六回目")
    Conversation.objects.update(created_at=timezone.now() - dt.timedelta(hours=2))
    assert write_to(sender, suwon, "六回目")


def test_moderator_reads_the_reported_message_and_its_neighbours_only(
    conversation: Conversation, sender: User, officer: User
) -> None:
    for number in range(6):
        messaging.write(conversation, by=sender, text=f"文{number}です", language="ja")
    reported = Message.objects.get(text="文3です")
    moderating.report_message(reported, by=officer, reason="insult", text="", language="ko")
    curator = factories.user(roles=["curator:KR"])
    client = signed_in(curator)
    assert reported.code in client.get("/en/moderation/").content.decode()

    page = client.get(f"/en/moderation/messages/{reported.code}/").content.decode()

    assert all(f"文{number}です" in page for number in (1, 2, 3, 4, 5))
    assert "文0です" not in page
    assert "駐車場" not in page
    assert Entry.objects.get(verb="message.looked-at").actor == curator
    assert client.get(conversation.get_absolute_url()).status_code == 404


def test_hidden_message_is_gone_for_the_other_side(
    conversation: Conversation, sender: User, officer: User
) -> None:
    message = Message.objects.get()
    signed_in(officer).post(f"/en/messages/reports/{message.code}/", {"reason": "spam", "language": ""})
    client = signed_in(factories.user(roles=["curator:JP"]))

    client.post(
        f"/en/moderation/messages/{message.code}/", {"deed": "hide", "text": "宣伝です", "language": "ja"}
    )

    theirs = signed_in(officer).get(conversation.get_absolute_url()).content.decode()
    own = signed_in(sender).get(conversation.get_absolute_url()).content.decode()
    assert message.text not in theirs
    assert "宣伝です" not in theirs
    assert message.text in own
    assert "宣伝です" in own
    assert Report.objects.get().outcome == "hidden"


def test_moderator_who_takes_part_does_not_judge(suwon: Organization, sender: User) -> None:
    curator = factories.member("KR", body=suwon, roles=["curator:KR"])
    write_to(sender, suwon)
    message = Message.objects.get()
    moderating.report_message(message, by=curator, reason="spam", text="", language="ko")

    with pytest.raises(Refused):
        moderating.decide_message(message, by=curator, hide=True, reason="x", language="ko")
    assert signed_in(curator).get(f"/en/moderation/messages/{message.code}/").status_code == 404


def test_pages_take_few_queries(
    conversation: Conversation,
    sender: User,
    officer: User,
    suwon: Organization,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(4):
        write_to(sender, suwon, f"第{number}回")
        messaging.write(conversation, by=sender, text=f"文{number}", language="ja")
    client = signed_in(officer)

    for path in ("/ko/messages/", conversation.get_absolute_url(), begin_url(suwon), "/ko/blocked/"):
        with django_assert_max_num_queries(12):
            client.get(path)


def test_member_of_two_bodies_chooses_for_which_one(sender: User, officer: User, suwon: Organization) -> None:
    second = factories.organization("JP")
    Membership.objects.create(user=sender, organization=second)

    page = signed_in(sender).get(begin_url(suwon)).content.decode()

    assert "For which organization" in page


def test_nobody_writes_for_a_body_they_have_left(conversation: Conversation, sender: User) -> None:
    sender.memberships.all().delete()

    messaging.write(conversation, by=fresh(sender), text="まだ書けますか。", language="ja")

    assert Message.objects.order_by("pk").last().body == ""
