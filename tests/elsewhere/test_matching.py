"""Who of a list is who of the registered."""

from __future__ import annotations

import pytest

from tests import factories
from tests.elsewhere.conftest import persons, registered, stay
from tricity.elsewhere import queries
from tricity.elsewhere.matching import Found, match
from tricity.events.models import Event

pytestmark = pytest.mark.django_db


def found(forum: Event, *stays: object) -> Found:
    return match(persons(*stays), list(queries.to_match(forum)))


def test_an_address_is_enough_whatever_the_name(forum: Event) -> None:
    row = registered(forum, "山田花子", email="Hanako@Example.jp")

    result = found(forum, stay("iPhone", "15:00", email="hanako@example.jp"))

    assert result.by_email == {0: row}


def test_the_address_of_the_account_counts_too(forum: Event) -> None:
    row = registered(forum, "山田花子", user=factories.user(email="hana@example.jp"))

    assert found(forum, stay("x", "15:00", email="hana@example.jp")).by_email == {0: row}


def test_one_address_for_two_people_is_told_apart_by_the_name(forum: Event) -> None:
    registered(forum, "山田花子", email="office@example.jp")
    other = registered(forum, "佐藤一郎", email="office@example.jp")

    named = found(forum, stay("佐藤 一郎", "15:00", email="office@example.jp"))
    unnamed = found(forum, stay("Office", "15:00", email="office@example.jp"))

    assert named.by_name == {0: other}
    assert len(unnamed.open[0]) == 2


@pytest.mark.parametrize(
    "name", ["수원시 김하늘", "김하늘(수원시)", "김하늘_수원시", "수원시/김하늘", "김하늘（수원시）"]
)
def test_name_and_organization_in_one_as_people_call_themselves(forum: Event, name: str) -> None:
    row = registered(forum, "김하늘", organization_named="수원시")

    assert found(forum, stay(name, "15:00")).by_name == {0: row}


def test_name_and_organization_in_two_columns(forum: Event) -> None:
    body = factories.organization("JP", names={"ja": "横浜市", "en": "City of Yokohama"})
    row = registered(forum, "山田花子", romanized_name="Yamada Hanako", organization=body)

    result = found(forum, stay("YAMADA Hanako", "15:00", organization="City of Yokohama"))

    assert result.by_name == {0: row}


def test_the_same_name_alone_is_a_question_to_the_organizer(forum: Event) -> None:
    one = registered(forum, "김민수", organization_named="수원시")
    other = registered(forum, "김민수", organization_named="부산시")

    result = found(forum, stay("김민수", "15:00"), stay("김민수", "15:01", organization="대구시"))

    assert (result.certain, result.open) == ({}, {0: (one, other), 1: (one, other)})


def test_nobody_is_guessed(forum: Event) -> None:
    registered(forum, "山田花子", email="hanako@example.jp", organization_named="横浜市")
    registered(forum, "取消", email="gone@example.jp", state="cancelled")

    result = found(
        forum,
        stay("花子", "15:00", email="other@example.jp"),
        stay("x", "15:00", email="gone@example.jp"),
        stay("", "15:00", email=""),
    )

    assert result == Found({}, {}, {})


def test_stays_of_one_address_or_one_name_are_one_person() -> None:
    found = persons(
        stay("Kim", "15:00", email="k@example.kr"),
        stay("Kim's phone", "15:10", email="k@example.kr"),
        stay("Lee", "15:00", organization="A"),
        stay("LEE ", "15:20", organization="A"),
        stay("Lee", "15:20", organization="B"),
    )

    assert [(each.index, each.names, len(each.stays)) for each in found] == [
        (0, ("Kim", "Kim's phone"), 2),
        (1, ("Lee", "LEE "), 2),
        (2, ("Lee",), 1),
    ]
