"""Tokens and the password of their person."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.accounts.people import PASSWORD, SECURITY, signed_in
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.api.actions import make_token
from tricity.api.queries import valid_tokens

pytestmark = pytest.mark.django_db
ADDRESS = "/en/my/password/"
NEW = {
    "old_password": PASSWORD,
    "new_password1": "quite-another-one",
    "new_password2": "quite-another-one",
}


@pytest.fixture
def person() -> Any:
    found = factories.user(username="haneul")
    make_token(found, name="Night harvester", scopes=["read"], days=30)
    make_token(factories.user(), name="Somebody else's", scopes=["read"], days=30)
    return found


@pytest.fixture
def browser(person: Any) -> Client:
    return signed_in("haneul")


def test_revoking_is_offered_and_ticked_where_there_are_tokens(browser: Client) -> None:
    field = browser.get(ADDRESS).content.decode().split('name="end_keys"')[1].split(">")[0]

    assert "checked" in field


def test_who_has_no_token_is_not_asked() -> None:
    factories.user(username="mirai")

    assert "end_keys" not in signed_in("mirai").get(ADDRESS).content.decode()


def test_with_the_password_the_persons_own_tokens_end(browser: Client, person: Any) -> None:
    answer = browser.post(ADDRESS, {**NEW, "end_keys": "on"}, follow=True)

    assert not valid_tokens(person).exists()
    assert "1 token has been revoked." in answer.content.decode()
    assert Entry.objects.filter(verb="token.revoked", actor=person).count() == 1
    assert valid_tokens(User.objects.exclude(pk=person.pk).get()).count() == 1


def test_without_the_tick_they_stay(browser: Client, person: Any) -> None:
    browser.post(ADDRESS, NEW)

    person.refresh_from_db()
    assert person.check_password("quite-another-one")
    assert valid_tokens(person).count() == 1


def test_a_refused_password_ends_nothing(browser: Client, person: Any) -> None:
    refused = browser.post(ADDRESS, {**NEW, "new_password2": "mistyped-here", "end_keys": "on"})

    assert refused.status_code == 422
    assert valid_tokens(person).count() == 1


def test_the_security_page_lists_valid_tokens_and_ends_one(browser: Client, person: Any) -> None:
    token = valid_tokens(person).get()
    shown = browser.get(SECURITY).content.decode()

    browser.post(f"/en/my/tokens/{token.pk}/revoke/")

    assert "Night harvester" in shown
    assert token.start in shown
    assert "Somebody else" not in shown
    assert f'action="/en/my/tokens/{token.pk}/revoke/"' in shown
    assert "Night harvester" not in browser.get(SECURITY).content.decode()
