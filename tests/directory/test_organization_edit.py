from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories

from tricity.activity.queries import history
from tricity.directory.models import Membership, Organization
from tricity.search.models import Outbox
from tricity.translation.actions import render
from tricity.web.identity import Standing
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(countries: dict[str, Any]) -> Organization:
    return factories.organization(
        "JP",
        names={"ja": "組合", "en": "Union"},
        name_basis={"ja": "official"},
        readings={"ja": "くみあい"},
        role_summary="古い文",
    )


def _form(body: Organization, **changes: str) -> dict[str, str]:
    values = {
        "name_ja": "組合",
        "basis_ja": "official",
        "name_en": "Union",
        "role_summary": "新しい文",
        "for_cities": "",
        "url": "https://example.jp/",
        "seen": body.updated_at.isoformat(),
    }
    return values | changes


def _address(body: Organization) -> str:
    return f"/en/organizations/{body.code}/edit/"


def _signed_in(client: Client, **fields: Any) -> Any:
    person = factories.user(**fields)
    client.force_login(person)
    return person


def test_a_visitor_is_asked_to_sign_in(client: Client, body: Organization) -> None:
    response = client.post(_address(body), _form(body))

    assert response.status_code == HTTPStatus.FOUND
    assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize("roles", [[], ["curator:KR"], ["organizer"], ["translator"]])
def test_others_may_not_edit(client: Client, body: Organization, roles: list[str]) -> None:
    _signed_in(client, roles=roles, organizations=[factories.organization("JP")])

    assert client.get(_address(body)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(_address(body), _form(body)).status_code == HTTPStatus.FORBIDDEN
    body.refresh_from_db()
    assert body.role_summary == "古い文"


def test_a_plain_member_may_not_edit(client: Client, body: Organization) -> None:
    person = _signed_in(client)
    Membership.objects.create(user=person, organization=body, role=Membership.Role.MEMBER)

    assert client.post(_address(body), _form(body)).status_code == HTTPStatus.FORBIDDEN
    assert "/edit/" not in client.get(body.get_absolute_url()).content.decode()


def test_what_an_editor_saves_is_submitted_by_the_body(client: Client, body: Organization) -> None:
    person = _signed_in(client, organizations=[body])

    response = client.post(_address(body), _form(body))

    assert response.status_code == HTTPStatus.FOUND
    body.refresh_from_db()
    assert (body.role_summary, body.standing, body.confirmed_on) == ("新しい文", Standing.SUBMITTED, None)
    entry = history(body)[0]
    assert (entry.verb, entry.actor, entry.details["fields"]) == (
        "organization.changed",
        person,
        ["role_summary", "url"],
    )
    assert Outbox.objects.filter(subject_kind="directory.organization", subject_id=body.pk).exists()


def test_an_editor_can_confirm_what_is_said(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])

    client.post(_address(body), _form(body, confirm="on"))

    body.refresh_from_db()
    assert (body.standing, body.confirmed_on) == (Standing.CONFIRMED, timezone.localdate())
    assert "Confirmed by the body itself on" in client.get(body.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["curator:JP", "curator:", "operator"])
def test_a_curator_does_not_speak_for_the_body(client: Client, body: Organization, role: str) -> None:
    Organization.objects.filter(pk=body.pk).update(standing=Standing.CONFIRMED, confirmed_on="2026-01-05")
    _signed_in(client, roles=[role])

    response = client.post(_address(body), _form(body, confirm="on"))

    assert response.status_code == HTTPStatus.FOUND
    body.refresh_from_db()
    assert (body.standing, body.confirmed_on) == (Standing.COMPILED, None)


def test_a_refused_form_keeps_what_was_typed(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])

    response = client.post(_address(body), _form(body, url="not an address", role_summary="typed"))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "typed" in response.content.decode()
    body.refresh_from_db()
    assert body.role_summary == "古い文"


def test_an_organization_keeps_at_least_one_name(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])

    response = client.post(_address(body), _form(body, name_ja="", name_en="  "))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Give the name in at least one language." in response.content.decode()


def test_an_older_form_does_not_undo_newer_words(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])
    old = _form(body, role_summary="mine")
    body.role_summary = "theirs"
    body.save()

    response = client.post(_address(body), old)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "mine" in response.content.decode()
    body.refresh_from_db()
    assert body.role_summary == "theirs"
    again = {**old, "seen": response.context["form"]["seen"].value()}
    assert client.post(_address(body), again).status_code == HTTPStatus.FOUND


def test_a_changed_name_loses_its_reading_and_finds_its_place(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])

    client.post(_address(body), _form(body, name_ja="連合会", name_en="Alliance"))

    body.refresh_from_db()
    assert body.readings == {}
    assert body.sort_keys["en"] == "alliance"


def test_a_rendering_of_the_old_words_is_marked(client: Client, body: Organization) -> None:
    render(
        body,
        "role_summary",
        source="古い文",
        source_language="ja",
        language="en",
        text="Old words",
        origin=Origin.HUMAN,
    )
    _signed_in(client, organizations=[body])

    client.post(_address(body), _form(body))

    assert "Rendering of an earlier version" in client.get(body.get_absolute_url()).content.decode()


def test_a_form_without_its_token_is_refused(body: Organization) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.user(organizations=[body]))

    assert client.post(_address(body), _form(body)).status_code == HTTPStatus.FORBIDDEN
