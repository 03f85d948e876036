from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from tests import factories

from tricity.accounts import administration
from tricity.accounts.models import User
from tricity.accounts.rules import is_curator, is_operator, is_organizer
from tricity.web.errors import BadInput

pytestmark = pytest.mark.django_db


def test_added_account_can_sign_in() -> None:
    administration.add("mirai", "a-long-password", name="佐藤未来", language="ja")

    user = User.objects.get(username="mirai")
    assert user.check_password("a-long-password")
    assert (user.native_name, user.language) == ("佐藤未来", "ja")


def test_name_is_given_once() -> None:
    administration.add("mirai", "a-long-password")

    with pytest.raises(BadInput, match="already an account"):
        administration.add("mirai", "a-long-password")


def test_weak_password_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(ValidationError):
        administration.add("mirai", "12345")

    assert not User.objects.exists()


def test_unknown_language_is_refused() -> None:
    with pytest.raises(BadInput, match="zh-hans"):
        administration.add("mirai", "a-long-password", language="fr")


def test_curator_of_one_country_is_none_of_another() -> None:
    user = factories.user(roles=["curator:JP"])

    assert is_curator(user, "JP")
    assert not is_curator(user, "KR")
    assert is_curator(user)


def test_curator_without_country_serves_all() -> None:
    user = factories.user(roles=["curator"])

    assert is_curator(user, "KR")


def test_operator_may_do_what_organizers_and_curators_may() -> None:
    user = factories.user(roles=["operator"])

    assert is_operator(user)
    assert is_organizer(user)
    assert is_curator(user, "CN")


def test_granting_twice_changes_nothing() -> None:
    factories.user(username="mirai")

    administration.grant("mirai", "curator", country="jp")
    administration.grant("mirai", "curator", country="JP")

    assert administration.everybody()[0]["roles"] == ["curator JP"]


def test_only_curators_have_a_country() -> None:
    factories.user(username="mirai")

    with pytest.raises(BadInput):
        administration.grant("mirai", "organizer", country="JP")
