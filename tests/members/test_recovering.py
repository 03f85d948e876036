from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.members.conftest import member

from tricity.accounts.models import RoleGrant, User
from tricity.activity.models import Entry
from tricity.directory.models import Organization
from tricity.members import actions
from tricity.members.errors import CodeUsed
from tricity.members.models import RecoveryCode

pytestmark = pytest.mark.django_db
FORGOT, CODES = "/en/forgot-password/", "/en/my/recovery-codes/"
NEW = "a-quiet-river-runs"


def _words(username: str, code: str, password: str = NEW) -> dict[str, str]:
    return {"username": username, "code": code, "password": password, "again": password}


def test_the_sheet_shows_ten_codes_once_and_keeps_digests(client: Client) -> None:
    person = factories.user()
    client.force_login(person)

    refused = client.post(CODES, {"password": "wrong"})
    shown = client.post(CODES, {"password": "a-long-password"}).content.decode()

    codes = set(re.findall(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", shown))
    assert refused.status_code == 422
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert not codes & set(RecoveryCode.objects.values_list("digest", flat=True))
    assert "10 codes are left" in client.get(CODES).content.decode()
    assert not any(code in client.get(CODES).content.decode() for code in codes)


def test_who_has_no_password_needs_none_for_the_sheet(client: Client) -> None:
    person = factories.user()
    User.objects.update(password=make_password(None))
    person.refresh_from_db()
    client.force_login(person)

    assert client.post(CODES).status_code == 200
    assert RecoveryCode.objects.count() == 10


def test_a_new_sheet_replaces_the_old_one(client: Client) -> None:
    person = factories.user(username="haneul")
    old = actions.make_sheet(person)

    actions.make_sheet(person)

    assert client.post(FORGOT, _words("haneul", old[0])).status_code == 422


def test_a_code_sets_a_new_password_once_and_ends_the_sessions(client: Client) -> None:
    person = factories.user(username="haneul")
    codes, elsewhere = actions.make_sheet(person), Client()
    elsewhere.force_login(person)

    answer = client.post(FORGOT, _words("haneul", codes[0].lower()))

    person.refresh_from_db()
    assert answer.status_code == 302
    assert person.check_password(NEW)
    assert elsewhere.get("/en/my/").status_code == 302
    assert client.post(FORGOT, _words("haneul", codes[0], "another-quiet-river")).status_code == 422
    assert client.post(FORGOT, _words("haneul", codes[1], "another-quiet-river")).status_code == 302
    assert "recovery.used" in Entry.objects.values_list("verb", flat=True)


@pytest.mark.parametrize("state", ["unknown", "known", "of another", "deactivated"])
def test_nothing_says_whether_a_user_name_exists(client: Client, state: str) -> None:
    person = factories.user(username="haneul", is_active=state != "deactivated")
    code = actions.make_sheet(person)[0] if state == "deactivated" else "AAAA-AAAA-AAAA-AAAA"
    if state == "of another":
        code = actions.make_sheet(factories.user())[0]
    name = "nobody" if state == "unknown" else "haneul"

    # Too like the user name, which is not told either.
    answer = client.post(FORGOT, _words(name, code, "haneul-haneul"))

    page = answer.content.decode().replace(code, "").replace(name, "")
    expected = client.post(FORGOT, _words("somebody", "BBBB", "haneul-haneul")).content.decode()
    expected = expected.replace("BBBB", "").replace("somebody", "")
    token = r'"[A-Za-z0-9]{64}"'
    assert answer.status_code == 422
    assert re.sub(token, "", page) == re.sub(token, "", expected)


def test_a_weak_password_uses_no_code_up(client: Client) -> None:
    code = actions.make_sheet(factories.user(username="haneul"))[0]

    assert client.post(FORGOT, _words("haneul", code, "short")).status_code == 422
    assert client.post(FORGOT, _words("haneul", code)).status_code == 302


def test_trying_codes_is_stopped_even_with_a_right_one(client: Client) -> None:
    code = actions.make_sheet(factories.user(username="haneul"))[0]
    for _ in range(8):
        client.post(FORGOT, _words("haneul", "AAAA"))

    answer = client.post(FORGOT, _words("haneul", code), REMOTE_ADDR="192.0.2.7")

    assert "Too many attempts" in answer.content.decode()


def test_failed_sign_ins_do_not_bar_the_way_back(client: Client) -> None:
    code = actions.make_sheet(factories.user(username="haneul"))[0]
    for _ in range(9):
        client.post("/en/sign-in/", {"username": "haneul", "password": "wrong"})

    assert client.post(FORGOT, _words("haneul", code)).status_code == 302


def test_an_administrator_gives_a_member_a_link_for_a_day(
    client: Client, body: Organization, administrator: User
) -> None:
    person, elsewhere = member(body, username="haneul", language="ko"), Client()
    elsewhere.force_login(person)
    client.force_login(administrator)

    page = client.post(
        f"/en/organizations/{body.code}/people/{person.code}/", {"deed": "recover"}
    ).content.decode()

    found = re.search(r"/ko/recover/([A-Z0-9-]+)/", page)
    assert found is not None
    visitor = Client()
    address = f"/ko/recover/{found[1]}/"
    assert visitor.get(address).status_code == 200
    assert elsewhere.get("/en/my/").status_code == 200
    assert visitor.post(address, {"password": NEW, "again": NEW}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert elsewhere.get("/en/my/").status_code == 302
    assert visitor.get(address).status_code == 404
    issued = Entry.objects.get(verb="recovery.issued")
    assert (issued.actor, issued.subject_code) == (administrator, person.code)


def test_a_member_with_a_further_role_is_not_taken_over(
    client: Client, body: Organization, administrator: User
) -> None:
    person = member(body, roles=["curator:JP"])
    client.force_login(administrator)

    answer = client.post(f"/en/organizations/{body.code}/people/{person.code}/", {"deed": "recover"})

    assert answer.status_code == 403
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize(
    "change", ["expired", "got a role", "issuer stepped down", "newer link", "deactivated"]
)
def test_a_link_ends(client: Client, body: Organization, administrator: User, change: str) -> None:
    person = member(body)
    code, secret = actions.issue_link(person, by=administrator)
    assert client.get(f"/en/recover/{secret}/").status_code == 200
    if change == "expired":
        RecoveryCode.objects.filter(pk=code.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif change == "got a role":
        RoleGrant.objects.create(user=person, role="organizer")
    elif change == "issuer stepped down":
        administrator.memberships.update(role="editor")
    elif change == "newer link":
        actions.issue_link(person, by=administrator)
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(f"/en/recover/{secret}/").status_code == 404
    assert client.post(f"/en/recover/{secret}/", {"password": NEW, "again": NEW}).status_code == 404
    assert client.post(FORGOT, _words(person.username, secret)).status_code == 422


def test_a_code_works_for_one_of_two_who_use_it_at_once(body: Organization) -> None:
    person = factories.user()
    code, _secret = actions.issue_link(person, by=factories.user(roles=["operator"]))
    actions.recover(code, NEW)

    with pytest.raises(CodeUsed):
        actions.recover(code, "another-quiet-river")


def test_the_way_back_is_found_from_the_sign_in_page(client: Client, db: Any) -> None:
    page = client.get("/en/sign-in/").content.decode()

    assert FORGOT in page
    assert "/en/account-requests/new/" in page


def test_who_has_a_factor_but_no_password_confirms_before_the_sheet_is_made(client: Client) -> None:
    person = factories.user()
    User.objects.update(password=make_password(None))
    person.refresh_from_db()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    client.force_login(person)

    answer = client.post(CODES)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/my/security/confirm/")
    assert not RecoveryCode.objects.exists()
