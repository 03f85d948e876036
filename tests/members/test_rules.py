"""Who may do what, for the own and for a foreign organization, as every role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from tests import factories
from tests.members.conftest import member

from tricity.accounts.models import User
from tricity.directory.actions import join
from tricity.directory.models import Organization
from tricity.members import standing
from tricity.members.rules import may_help_back_in, may_invite, may_manage

pytestmark = pytest.mark.django_db
MEMBERS = ["member", "editor", "administrator"]
ROLES = [
    "visitor",
    "stranger",
    *MEMBERS,
    "curator:JP",
    "curator:KR",
    "curator",
    "organizer",
    "translator",
    "operator",
]
INVITES = {"administrator", "curator:JP", "curator", "operator"}
MANAGES = {"administrator", "operator"}


@pytest.fixture
def person(body: Organization) -> Callable[[str], object]:
    def make(role: str) -> object:
        if role == "visitor":
            return AnonymousUser()
        if role in MEMBERS:
            return member(body, role)
        return factories.user(roles=[] if role == "stranger" else [role])

    return make


@pytest.mark.parametrize("role", ROLES)
def test_who_invites_and_manages_in_the_own_organization(
    role: str, body: Organization, person: Callable[[str], object]
) -> None:
    user = person(role)

    assert (may_invite(user, body), may_manage(user, body)) == (role in INVITES, role in MANAGES)


@pytest.mark.parametrize("role", ROLES)
def test_who_invites_and_manages_in_an_organization_of_another_country(
    role: str, other: Organization, person: Callable[[str], object]
) -> None:
    user = person(role)

    invites = role in {"curator:KR", "curator", "operator"}
    assert (may_invite(user, other), may_manage(user, other)) == (invites, role == "operator")


@pytest.mark.parametrize("role", ROLES)
def test_only_operators_invite_to_no_organization(role: str, person: Callable[[str], object]) -> None:
    assert may_invite(person(role), None) is (role == "operator")


@pytest.mark.parametrize("role", ROLES)
def test_who_helps_a_member_back_in(role: str, body: Organization, person: Callable[[str], object]) -> None:
    helped = member(body)

    assert may_help_back_in(person(role), helped, body) is (role in MANAGES)


@pytest.mark.parametrize("reach", ["operator", "curator:JP", "curator", "organizer", "translator"])
def test_an_administrator_cannot_take_over_who_has_a_role_of_the_site(
    reach: str, body: Organization, administrator: User
) -> None:
    helped = member(body, roles=[reach])

    assert not may_help_back_in(administrator, helped, body)
    assert may_help_back_in(factories.user(roles=["operator"]), helped)


@pytest.mark.parametrize("role", ["member", "editor", "administrator"])
def test_an_administrator_cannot_take_over_who_belongs_elsewhere_too(
    role: str, body: Organization, other: Organization, administrator: User
) -> None:
    helped = member(body)
    join(helped, other, role=role)

    assert not may_help_back_in(administrator, helped, body)


def test_an_administrator_cannot_take_over_a_superuser_or_who_reaches_further(
    body: Organization, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    above, deputy, plain = member(body, is_superuser=True), member(body), member(body)
    monkeypatch.setattr(standing, "_predicates", [lambda user: user.pk == deputy.pk])

    assert not may_help_back_in(administrator, above, body)
    assert not may_help_back_in(administrator, deputy, body)
    assert may_help_back_in(administrator, plain, body)


def test_nobody_helps_themselves_or_a_deactivated_account(body: Organization, administrator: User) -> None:
    operator, gone = factories.user(roles=["operator"]), member(body, is_active=False)

    assert not may_help_back_in(operator, operator)
    assert not may_help_back_in(administrator, administrator, body)
    assert not may_help_back_in(operator, gone)
