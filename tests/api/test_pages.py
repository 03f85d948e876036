from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.journeys.markup import problems
from tricity.api.actions import make_token
from tricity.api.models import Token

pytestmark = pytest.mark.django_db
TOKENS = "/en/my/tokens/"


@pytest.mark.parametrize("path", ["api/", "my/tokens/"])
@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("ja", "ja"), ("ko", "ko"), ("zh-hans", "zh-Hans")])
def test_page_is_sound(client: Client, path: str, code: str, tag: str) -> None:
    person = factories.user()
    client.force_login(person)
    make_token(person, name="x", scopes=["read", "write:records"], days=30)

    html = client.get(f"/{code}/{path}").content.decode()

    assert problems(html, url=f"http://testserver/{code}/{path}", language=tag) == []


def test_reference_lists_every_operation(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    html = client.get("/en/api/").content.decode()

    for path, methods in paths.items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in html


def test_token_is_shown_once(client: Client) -> None:
    client.force_login(factories.user())

    made = client.post(TOKENS, {"name": "Harvest", "scopes": ["read"], "days": "30"})

    secret = re.search(r"<code>(tri_[\w-]{43})</code>", made.content.decode())
    assert secret is not None
    assert "no-store" in made["Cache-Control"]
    assert secret[1] not in client.get(TOKENS).content.decode()
    assert Client(headers={"authorization": f"Bearer {secret[1]}"}).get("/api/v1/records").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"days": "99999"}, {"days": ""}]
)
def test_token_is_not_made_of_wrong_values(client: Client, wrong: dict[str, Any]) -> None:
    client.force_login(factories.user())

    response = client.post(TOKENS, {"name": "Harvest", "scopes": ["read"], "days": "30", **wrong})

    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert not Token.objects.exists()


def test_token_is_revoked_by_its_person_alone(client: Client) -> None:
    person = factories.user()
    token, secret = make_token(person, name="x", scopes=["read"], days=30)
    address = f"{TOKENS}{token.pk}/revoke/"
    program = Client(headers={"authorization": f"Bearer {secret}"})

    client.force_login(factories.user(roles=["operator"]))
    assert client.post(address).status_code == 404
    assert program.get("/api/v1/records").status_code == 200

    client.force_login(person)
    assert client.post(address).status_code == 302
    assert program.get("/api/v1/records").status_code == 401


def test_visitors_have_no_tokens(client: Client) -> None:
    assert client.get(TOKENS).status_code == 302
    assert client.post(TOKENS, {"name": "x"}).status_code == 302


def test_names_of_others_tokens_are_not_shown(client: Client) -> None:
    make_token(factories.user(), name="Secret harvest", scopes=["read"], days=30)
    client.force_login(factories.user())

    assert "Secret harvest" not in client.get(TOKENS).content.decode()


def test_address_without_a_version_leads_to_the_reference(client: Client) -> None:
    response = client.get("/api/", headers={"accept-language": "ko"})

    assert response["Location"] == "/ko/api/"


def test_entrance_names_the_document_and_every_list(client: Client) -> None:
    addresses = client.get("/api/v1/").json()

    assert addresses["openapi"] == "http://testserver/api/v1/openapi.json"
    assert addresses["records"] == "http://testserver/api/v1/records"
    lists = [address for name, address in addresses.items() if name != "search"]
    assert [client.get(address).status_code for address in lists] == [200] * 10
