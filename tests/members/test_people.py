from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests import factories
from tests.members.conftest import member

from tricity.accounts.administration import LastOperator, set_active, withdraw
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.directory.models import Membership, Organization
from tricity.members import actions
from tricity.members.errors import LastAdministrator

pytestmark = pytest.mark.django_db


def _address(body: Organization, person: User) -> str:
    return f"/en/organizations/{body.code}/people/{person.code}/"


def _of(person: User) -> Membership:
    return person.memberships.get()


def test_an_administrator_sees_members_and_curators_see_numbers(
    client: Client, body: Organization, administrator: User
) -> None:
    member(body, "editor", native_name="田中みどり")
    address = f"/en/organizations/{body.code}/people/"

    client.force_login(administrator)
    assert "田中みどり" in client.get(address).content.decode()
    client.force_login(factories.user(roles=["curator:JP"]))
    seen = client.get(address).content.decode()
    assert "Editor: 1" in seen
    assert "田中みどり" not in seen


@pytest.mark.parametrize(
    "role", ["member", "editor", "foreign administrator", "curator:JP", "curator", "organizer"]
)
@pytest.mark.parametrize("deed", [{"deed": "role", "role": "member"}, {"deed": "end"}, {"deed": "recover"}])
def test_others_change_nobody(
    client: Client, body: Organization, other: Organization, role: str, deed: dict[str, str]
) -> None:
    target = member(body, "editor")
    if role == "foreign administrator":
        person = member(other, "administrator")
    elif role in ("member", "editor"):
        person = member(body, role)
    else:
        person = factories.user(roles=[role])
    client.force_login(person)

    assert client.get(_address(body, target)).status_code == 403
    assert client.post(_address(body, target), deed).status_code == 403
    assert _of(target).role == "editor"


def test_a_member_of_another_body_is_not_found_here(
    client: Client, body: Organization, other: Organization, administrator: User
) -> None:
    client.force_login(administrator)

    assert client.get(_address(body, member(other))).status_code == 404


def test_an_administrator_changes_a_role_and_ends_a_membership(
    client: Client, body: Organization, administrator: User
) -> None:
    target = member(body)
    client.force_login(administrator)

    client.post(_address(body, target), {"deed": "role", "role": "editor"})
    assert _of(target).role == "editor"
    client.post(_address(body, target), {"deed": "end"})

    assert not target.memberships.exists()
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.actor, entry.subject_code) == ("membership.ended", administrator, body.code)
    assert entry.details == {"user": target.code, "role": "editor"}


def test_the_last_administrator_stays_unless_an_operator_says_so(
    client: Client, body: Organization, administrator: User
) -> None:
    client.force_login(administrator)
    address = _address(body, administrator)

    assert client.post(address, {"deed": "end", "even_last": "yes"}).status_code == 409
    assert client.post(address, {"deed": "role", "role": "member"}).status_code == 409
    assert client.post(f"/en/organizations/{body.code}/leave/").status_code == 409
    client.force_login(factories.user(roles=["operator"]))
    assert client.post(address, {"deed": "end"}).status_code == 409
    assert client.post(address, {"deed": "end", "even_last": "yes"}).status_code == 302
    assert not administrator.memberships.exists()


def test_a_deactivated_administrator_does_not_count(body: Organization, administrator: User) -> None:
    member(body, "administrator", is_active=False)

    with pytest.raises(LastAdministrator):
        actions.end_membership(_of(administrator), by=administrator)


def test_an_administrator_who_steps_down_lands_on_the_organization(
    client: Client, body: Organization, administrator: User
) -> None:
    member(body, "administrator")
    client.force_login(administrator)

    answer = client.post(_address(body, administrator), {"deed": "role", "role": "editor"})

    assert answer["Location"] == body.get_absolute_url()


def test_a_member_leaves(client: Client, body: Organization, administrator: User) -> None:
    person = member(body)
    client.force_login(person)

    assert client.get(f"/en/organizations/{body.code}/leave/").status_code == 200
    client.post(f"/en/organizations/{body.code}/leave/")

    assert not person.memberships.exists()
    assert client.get(f"/en/organizations/{body.code}/leave/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_both_leave_at_once(countries: dict[str, Any]) -> None:
    body = factories.organization("JP")
    people = [member(body, "administrator") for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def leave(person: User) -> None:
        try:
            start.wait()
            actions.end_membership(_of(person), by=person)
            outcomes.append("gone")
        except LastAdministrator:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["gone", "stays"]


# --- Accounts, for operators -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", "curator", "curator:JP", "organizer", "translator"])
def test_only_operators_look_after_accounts(client: Client, role: str) -> None:
    target = factories.user()
    client.force_login(factories.user(roles=[role] if role else []))

    assert client.get("/en/people/").status_code == 403
    assert client.get(f"/en/people/{target.code}/").status_code == 403
    for deed in ("deactivate", "grant", "recover"):
        assert (
            client.post(f"/en/people/{target.code}/", {"deed": deed, "role": "operator"}).status_code == 403
        )
    target.refresh_from_db()
    assert target.is_active
    assert not target.role_grants.exists()


def test_an_operator_finds_accounts(client: Client) -> None:
    factories.user(username="haneul", native_name="김하늘")
    factories.user(username="midori", native_name="田中みどり", is_active=False)
    client.force_login(factories.user(roles=["operator"]))

    found = client.get("/en/people/?q=김하").content.decode()
    inactive = client.get("/en/people/?state=inactive").content.decode()

    assert "haneul" in found
    assert "midori" not in found
    assert "midori" in inactive
    assert "haneul" not in inactive


def test_an_operator_grants_and_withdraws_roles(client: Client, countries: dict[str, Any]) -> None:
    operator, target = factories.user(roles=["operator"]), factories.user()
    client.force_login(operator)
    address = f"/en/people/{target.code}/"

    wrong = client.post(address, {"deed": "grant", "role": "organizer", "country": "JP"})
    client.post(address, {"deed": "grant", "role": "curator", "country": "JP"})
    grant = target.role_grants.get()
    assert wrong.status_code == 422
    assert (grant.role, grant.country) == ("curator", "JP")
    client.post(address, {"deed": "withdraw", "grant": str(grant.pk)})

    assert not target.role_grants.exists()
    made, taken = Entry.objects.order_by("pk")
    assert (made.verb, made.actor) == ("account.role-granted", operator)
    assert (taken.verb, taken.actor) == ("account.role-withdrawn", operator)
    assert taken.details == {"role": "curator", "country": "JP"}


def test_a_grant_is_withdrawn_only_from_who_holds_it(client: Client) -> None:
    operator, target, third = (
        factories.user(roles=["operator"]),
        factories.user(),
        factories.user(roles=["organizer"]),
    )
    client.force_login(operator)

    answer = client.post(
        f"/en/people/{target.code}/", {"deed": "withdraw", "grant": str(third.role_grants.get().pk)}
    )

    assert answer.status_code == 400
    assert third.role_grants.exists()


def test_a_deactivated_person_is_signed_out_at_once_and_can_come_back(client: Client) -> None:
    operator, target = factories.user(roles=["operator"]), factories.user()
    theirs = Client()
    theirs.force_login(target)
    client.force_login(operator)

    client.post(f"/en/people/{target.code}/", {"deed": "deactivate"})
    assert theirs.get("/en/my/").status_code == 302
    client.post(f"/en/people/{target.code}/", {"deed": "reactivate"})

    target.refresh_from_db()
    assert target.is_active
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "account.deactivated",
        "account.reactivated",
    ]


def test_the_last_operator_stays(client: Client) -> None:
    operator = factories.user(roles=["operator"])
    factories.user(roles=["operator"], is_active=False)

    with pytest.raises(LastOperator):
        set_active(operator, False)
    with pytest.raises(LastOperator):
        withdraw(operator, "operator")
    factories.user(roles=["operator"])
    withdraw(operator, "operator")
    assert not operator.role_grants.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_database_seldom(
    client: Client, body: Organization, administrator: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(number):
        member(body, "editor")
        actions.invite(actions.inviting.Guest("x", "ja"), body, by=administrator, role="member")
    operator = factories.user(roles=["operator"])
    client.force_login(operator)

    for address in (f"/en/organizations/{body.code}/people/", _address(body, administrator), "/en/people/",
                    f"/en/people/{operator.code}/", "/en/account-requests/"):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
