from __future__ import annotations

import datetime as dt
import re
import smtplib
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.members.conftest import member

from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.directory.models import Organization
from tricity.members import actions
from tricity.members.actions.inviting import Guest, NewPerson
from tricity.members.errors import InvitationOver, NameTaken, OwnInvitation
from tricity.members.models import Invitation

pytestmark = pytest.mark.django_db
GUEST = Guest("佐藤 花子", "ja")
NEW = {
    "native_name": "佐藤 花子",
    "native_language": "ja",
    "reading": "さとう はなこ",
    "romanized_name": "Sato Hanako",
    "language": "ja",
    "username": "hanako",
    "password": "a-quiet-river-runs",
    "again": "a-quiet-river-runs",
}


def _invited(body: Organization, by: Any, role: str = "editor") -> tuple[Invitation, str]:
    return actions.invite(GUEST, body, by=by, role=role)


def _person(username: str = "hanako") -> NewPerson:
    return NewPerson(**{**{key: NEW[key] for key in NewPerson.__slots__}, "username": username})


def test_an_administrator_gets_a_sheet_in_the_language_of_the_invited(
    client: Client, body: Organization, administrator: User
) -> None:
    client.force_login(administrator)

    answer = client.post(
        f"/en/organizations/{body.code}/people/invite/",
        {"name": "佐藤 花子", "role": "editor", "language": "ja", "email": "", "days": "7"},
    )

    invitation = Invitation.objects.get()
    page = answer.content.decode()
    found = re.search(r"http://testserver/ja/join/([A-Z0-9-]+)/", page)
    assert found is not None
    assert 'lang="ja"' in page
    assert found[1] not in str(vars(invitation))
    assert "no-store" in answer["Cache-Control"]
    assert dt.timedelta(days=6) < invitation.expires_at - timezone.now() < dt.timedelta(days=7)
    assert mail.outbox == []
    assert Entry.objects.latest("pk").verb == "invitation.made"


@pytest.mark.parametrize(
    "role", ["member", "editor", "administrator-of-another", "curator:KR", "organizer", "translator"]
)
def test_others_invite_nobody(client: Client, body: Organization, other: Organization, role: str) -> None:
    if role == "administrator-of-another":
        person = member(other, "administrator")
    elif role in ("member", "editor"):
        person = member(body, role)
    else:
        person = factories.user(roles=[role])
    invitation, _secret = _invited(body, None)
    client.force_login(person)

    start = f"/en/organizations/{body.code}/people/"
    assert client.get(start).status_code == 403
    assert client.post(f"{start}invite/", {"name": "x"}).status_code == 403
    assert client.post(f"{start}invitations/{invitation.code}/", {"deed": "renew"}).status_code == 403
    assert client.get("/en/people/invite/").status_code == 403
    assert Invitation.objects.count() == 1


def test_an_invitation_is_not_reached_through_another_organization(
    client: Client, body: Organization, other: Organization
) -> None:
    invitation, _secret = _invited(body, None)
    client.force_login(member(other, "administrator"))

    address = f"/en/organizations/{other.code}/people/invitations/{invitation.code}/"
    assert client.post(address, {"deed": "withdraw"}).status_code == 404


def test_the_invited_person_makes_an_account_and_belongs(
    client: Client, body: Organization, administrator: User
) -> None:
    _invitation, secret = _invited(body, administrator)

    answer = client.post(f"/ja/join/{secret}/", NEW)

    user = User.objects.get(username="hanako")
    assert answer.status_code == 302
    assert client.get("/ja/my/").status_code == 200
    assert (user.native_name, user.reading, user.language) == ("佐藤 花子", "さとう はなこ", "ja")
    assert user.check_password(NEW["password"])
    assert user.memberships.get().role == "editor"


def test_looking_at_the_link_uses_nothing_up_and_case_does_not_matter(
    client: Client, body: Organization
) -> None:
    _invitation, secret = _invited(body, None)

    assert client.get(f"/en/join/{secret}/").status_code == 200
    assert client.get(f"/en/join/{secret.lower().replace('-', '')}/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("again", "another-password", "not the same password"),
        ("password", "short", "too short"),
        ("username", "two words", "without spaces"),
        ("native_name", "", "required"),
    ],
)
def test_what_is_wrong_is_said_and_the_invitation_stays(
    client: Client, body: Organization, field: str, value: str, said: str
) -> None:
    _invitation, secret = _invited(body, None)

    answer = client.post(f"/en/join/{secret}/", {**NEW, field: value})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.filter(username="hanako").exists()
    assert client.get(f"/en/join/{secret}/").status_code == 200


def test_a_user_name_is_given_once_whatever_its_case(client: Client, body: Organization) -> None:
    factories.user(username="Hanako")
    invitation, secret = _invited(body, None)

    answer = client.post(f"/en/join/{secret}/", NEW)

    assert "Choose another" in answer.content.decode()
    with pytest.raises(NameTaken):
        actions.accept(invitation, _person())


def test_somebody_with_an_account_joins_with_it(client: Client, body: Organization) -> None:
    person = factories.user()
    _invitation, secret = _invited(body, None, "member")
    client.force_login(person)

    assert "Accept with this account" in client.get(f"/en/join/{secret}/").content.decode()
    client.post(f"/en/join/{secret}/")

    assert person.memberships.get().role == "member"
    assert User.objects.count() == 1


def test_accepting_never_lowers_a_role(body: Organization, administrator: User) -> None:
    invitation, _secret = _invited(body, None, "member")

    actions.accept_as(invitation, administrator)

    assert administrator.memberships.get().role == "administrator"


def test_nobody_accepts_what_they_offered_themselves(client: Client, body: Organization) -> None:
    curator = factories.user(roles=["curator:JP"])
    invitation, secret = _invited(body, curator, "administrator")
    client.force_login(curator)

    assert client.post(f"/en/join/{secret}/").status_code == 403
    with pytest.raises(OwnInvitation):
        actions.accept_as(invitation, curator)
    assert not curator.memberships.exists()


def test_used_withdrawn_expired_and_invented_links_open_nothing(
    client: Client, body: Organization, administrator: User
) -> None:
    used, withdrawn, expired = (_invited(body, administrator) for _ in range(3))
    actions.accept(used[0], _person())
    actions.withdraw(withdrawn[0], by=administrator)
    Invitation.objects.filter(pk=expired[0].pk).update(expires_at=timezone.now())

    for secret in (used[1], withdrawn[1], expired[1], "AAAA-BBBB"):
        assert client.get(f"/en/join/{secret}/").status_code == 404
        assert client.post(f"/en/join/{secret}/", {**NEW, "username": "second"}).status_code == 404
    assert not User.objects.filter(username="second").exists()
    with pytest.raises(InvitationOver):
        actions.renew(used[0], by=administrator)


def test_a_renewed_invitation_has_another_link(
    client: Client, body: Organization, administrator: User
) -> None:
    invitation, before = _invited(body, administrator)
    Invitation.objects.update(expires_at=timezone.now())
    client.force_login(administrator)

    answer = client.post(
        f"/en/organizations/{body.code}/people/invitations/{invitation.code}/", {"deed": "renew"}
    )

    found = re.search(r"/ja/join/([A-Z0-9-]+)/", answer.content.decode())
    assert found is not None
    client.logout()
    assert client.get(f"/en/join/{before}/").status_code == 404
    assert client.get(f"/en/join/{found[1]}/").status_code == 200


def test_trying_links_is_stopped(client: Client, body: Organization) -> None:
    _invitation, secret = _invited(body, None)
    for number in range(8):
        client.get(f"/en/join/AAAA-{number}/")

    assert client.get(f"/en/join/{secret}/").status_code == 429


def test_a_letter_is_sent_in_the_language_of_the_invited_where_mail_is_set_up(
    client: Client, body: Organization, administrator: User, settings: Any
) -> None:
    settings.MAIL_CONFIGURED = True
    client.force_login(administrator)
    address = f"/en/organizations/{body.code}/people/invite/"
    values = {"name": "佐藤", "role": "editor", "language": "ja", "days": "14", "email": "sato@example.jp"}

    answer = client.post(address, values)

    assert "also sent to sato@example.jp" in answer.content.decode()
    assert mail.outbox[0].to == ["sato@example.jp"]
    assert re.search(r"http://testserver/ja/join/[A-Z0-9-]+/", str(mail.outbox[0].body))


def test_a_mail_server_that_fails_loses_no_invitation(
    client: Client, body: Organization, administrator: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_CONFIGURED = True

    def fail(*_arguments: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("tricity.members.mailing.send_mail", fail)
    client.force_login(administrator)
    values = {"name": "佐藤", "role": "editor", "language": "ja", "days": "14", "email": "sato@example.jp"}

    answer = client.post(f"/en/organizations/{body.code}/people/invite/", values)

    assert "could not be sent" in answer.content.decode()
    assert "/ja/join/" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_make_one_account(countries: dict[str, Any]) -> None:
    invitation, _secret = _invited(factories.organization("JP"), None)
    start, outcomes = threading.Barrier(2), []

    def accept(username: str) -> None:
        try:
            start.wait()
            actions.accept(invitation, _person(username))
            outcomes.append("made")
        except InvitationOver:
            outcomes.append("over")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(name,)) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", "over"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("change", ["membership ended", "role lowered", "account closed"])
def test_a_link_opens_nothing_once_who_gave_it_may_not_invite(
    client: Client, body: Organization, administrator: User, change: str
) -> None:
    member(body, "administrator")
    invitation, secret = _invited(body, administrator, "administrator")
    if change == "account closed":
        User.objects.filter(pk=administrator.pk).update(is_active=False)
    elif change == "role lowered":
        actions.change_role(administrator.memberships.get(), "editor", by=None)
    else:
        actions.end_membership(administrator.memberships.get(), by=None)

    assert client.get(f"/en/join/{secret}/").status_code == 404
    with pytest.raises(InvitationOver):
        actions.accept(invitation, _person())


def test_a_link_renewed_by_another_administrator_holds(
    client: Client, body: Organization, administrator: User
) -> None:
    invitation, _before = _invited(body, administrator)
    secret = actions.renew(invitation, by=member(body, "administrator"))

    actions.end_membership(administrator.memberships.get(), by=None)

    assert client.get(f"/en/join/{secret}/").status_code == 200


def test_a_user_name_in_other_forms_of_the_same_letters_is_taken_too(body: Organization) -> None:
    factories.user(username="Hanako")

    with pytest.raises(NameTaken):
        actions.accept(_invited(body, None)[0], _person("ｈａｎａｋｏ"))
