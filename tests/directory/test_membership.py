from __future__ import annotations

import pytest
from tests import factories

from tricity.activity.models import Entry
from tricity.directory.actions import administration_of, join
from tricity.directory.models import Organization
from tricity.directory.queries import body_called, city_called
from tricity.directory.rules import acts_for, edits_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "may_edit"), [("member", False), ("editor", True), ("administrator", True)])
def test_joined_person_acts_for_the_body(role: str, may_edit: bool) -> None:
    body, person = factories.organization(), factories.user()

    join(person, body, role=role)

    assert acts_for(person, body)
    assert edits_for(person, body) is may_edit
    assert Entry.objects.get().verb == "membership.made"


def test_joining_again_changes_the_role() -> None:
    body, person = factories.organization(), factories.user()
    join(person, body, role="editor")

    join(person, body, role="member")

    assert not edits_for(person, body)
    assert person.memberships.count() == 1


def test_city_gets_one_administration_named_like_it() -> None:
    city = factories.city("JP", native_name="横浜市")

    first, again = administration_of(city), administration_of(city)

    assert first == again
    assert first.names["ja"] == "横浜市"
    assert Organization.objects.count() == 1


def test_bodies_and_cities_are_found_by_code_or_name() -> None:
    body = factories.organization(names={"ja": "日本電気", "en": "NEC"})
    city = factories.city("KR", native_name="수원시", names={"ko": "수원시", "en": "Suwon"})

    assert body_called(body.code) == body_called("NEC") == body
    assert city_called(city.code) == city_called("수원시") == city
    assert body_called("nobody") is None
    assert city_called("nowhere") is None
