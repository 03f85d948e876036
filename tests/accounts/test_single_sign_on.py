"""Single sign-on against a real OpenID Connect provider in a process of its own on this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.accounts.people import SECURITY, confirm, signed_in, verbs

from tricity.accounts.models import SignIn, User

pytestmark = pytest.mark.django_db
CLAIMS = {"sub": "u-1001", "preferred_username": "haneul", "name": "김하늘", "email": "haneul@example.org"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Address of the provider, which knows one person."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    process = subprocess.Popen(
        [*command, "--user-claims", json.dumps(CLAIMS)],
        env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            requests.get(address, timeout=5)
            return
        except requests.ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture(autouse=True)
def _configured(issuer: str, settings: Any) -> None:
    _use(settings, issuer)


def _use(settings: Any, server: str, issuer: str | None = None, **how: Any) -> None:
    settings.OIDC_ISSUER = issuer or server
    settings.OIDC_LABEL = "City account"
    app = {
        "provider_id": "sso",
        "name": "City account",
        "client_id": "tricity",
        "secret": "not-a-secret",
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.OIDC_LINK = how.get("link", "by-hand")


def begin(client: Client, path: str = "/en/sign-in/sso/", **more: str) -> str:
    """Address at the provider that the person is led to."""
    response = client.post(path, more)
    assert response.status_code == 200
    return response.headers["Refresh"].removeprefix("0; url=")


def at_provider(address: str, **form: str) -> str:
    """What the person does at the provider: the address they are sent back to."""
    response = requests.post(address, data=form or {"sub": "u-1001"}, allow_redirects=False, timeout=10)
    back = urlsplit(response.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_on(client: Client, **more: str) -> HttpResponse:
    return client.get(at_provider(begin(client, **more)))


def linked(username: str = "haneul", **fields: Any) -> User:
    user = factories.user(username=username, **fields)
    SocialAccount.objects.create(user=user, provider="sso", uid="u-1001")
    return user


def is_signed_in(client: Client) -> bool:
    return client.get("/en/my/").status_code == 200


def told(client: Client, path: str = "/en/sign-in/") -> str:
    return client.get(path).content.decode()


def test_a_linked_person_signs_in_at_the_provider(client: Client) -> None:
    linked(language="ko")

    response = sign_on(client)

    assert response["Location"] == "/ko/my/"
    assert is_signed_in(client)
    assert SignIn.objects.get().method == SignIn.Method.SINGLE_SIGN_ON


def test_the_person_returns_to_the_page_they_came_from_on_this_site_only(client: Client) -> None:
    linked(language="ko")

    assert sign_on(client, next="/ja/needs/")["Location"] == "/ja/needs/"
    client.logout()
    assert sign_on(client, next="https://example.org/")["Location"] == "/ko/my/"


def test_the_question_carries_state_nonce_and_a_challenge(client: Client) -> None:
    asked = parse_qs(urlsplit(begin(client)).query)

    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/sso/sso/answer/"]


def test_going_there_takes_a_form_of_this_site(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert client.get("/en/sign-in/sso/").status_code == 405
    assert strict.post("/en/sign-in/sso/").status_code == 403


def test_an_unknown_person_is_told_how_to_link(client: Client) -> None:
    factories.user(username="haneul")

    response = sign_on(client)

    assert response["Location"] == "/en/sign-in/"
    assert "No account here is linked" in told(client)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_person_links_their_account_and_ends_the_link(client: Client) -> None:
    factories.user(username="haneul")
    mine = signed_in("haneul")
    confirm(mine)

    linking = mine.get(at_provider(begin(mine, SECURITY + "sso/link/")))
    assert linking["Location"] == SECURITY
    assert is_signed_in(client) is False
    sign_on(client)
    assert is_signed_in(client)
    mine.post(SECURITY + "sso/unlink/")

    assert not SocialAccount.objects.exists()
    assert {"account.identity-linked", "account.identity-unlinked"} <= set(verbs())


def test_linking_asks_first_who_it_is(client: Client) -> None:
    client.force_login(factories.user())

    response = client.post(SECURITY + "sso/link/")

    assert response["Location"].startswith("/en/my/security/confirm/")


def test_an_identity_belongs_to_one_account() -> None:
    linked("mirai")
    factories.user(username="haneul")
    mine = signed_in("haneul")
    confirm(mine)

    mine.get(at_provider(begin(mine, SECURITY + "sso/link/")))

    assert "linked to another account" in told(mine, SECURITY)
    assert SocialAccount.objects.get().user.username == "mirai"


def test_the_only_way_in_is_kept(client: Client) -> None:
    user = linked()
    user.set_unusable_password()
    user.save()
    sign_on(client)

    client.post(SECURITY + "sso/unlink/")

    assert SocialAccount.objects.exists()
    assert "nothing else would open your account" in told(client, SECURITY)


def test_by_setting_the_user_name_links(client: Client, settings: Any, issuer: str) -> None:
    _use(settings, issuer, link="username")
    account = factories.user(username="haneul", language="ko")

    assert sign_on(client)["Location"] == "/ko/my/"
    assert SocialAccount.objects.get().user == account


def test_an_account_that_is_linked_elsewhere_is_not_taken_by_its_name(
    client: Client, settings: Any, issuer: str
) -> None:
    _use(settings, issuer, link="username")
    account = factories.user(username="haneul")
    SocialAccount.objects.create(user=account, provider="sso", uid="somebody-else")

    sign_on(client)

    assert not is_signed_in(client)


def test_by_setting_an_unknown_person_gets_an_account(client: Client, settings: Any, issuer: str) -> None:
    _use(settings, issuer, link="create")

    sign_on(client)

    made = User.objects.get()
    assert is_signed_in(client)
    assert (made.username, made.native_name, made.email) == ("haneul", "김하늘", "")
    assert not made.has_usable_password()
    assert verbs() == ["account.made", "account.signed-in"]


def test_a_new_account_never_takes_an_existing_one(client: Client, settings: Any, issuer: str) -> None:
    _use(settings, issuer, link="create")
    existing = factories.user(username="Haneul")

    sign_on(client)

    made = User.objects.exclude(pk=existing.pk).get()
    assert made.username.startswith("haneul-")


def test_nothing_the_provider_tells_about_the_person_is_kept(client: Client) -> None:
    linked()

    sign_on(client)

    assert SocialAccount.objects.get().extra_data == {"sub": "u-1001"}


def test_refusing_at_the_provider_leads_back(client: Client) -> None:
    linked()

    response = client.get(at_provider(begin(client), action="deny"))

    assert response["Location"] == "/en/sign-in/"
    assert "cancelled at the provider" in told(client)


def test_an_answer_with_another_state_is_refused(client: Client) -> None:
    linked()
    back = at_provider(begin(client))

    response = client.get(back.replace("state=", "state=x"))

    assert response["Location"] == "/en/sign-in/"
    assert not is_signed_in(client)


def test_an_answer_for_another_browser_is_refused(client: Client) -> None:
    linked()
    back = at_provider(begin(client))
    victim = Client()

    victim.get(back)

    assert not is_signed_in(victim)


def test_an_answer_to_another_question_is_refused(client: Client) -> None:
    linked()
    asked = begin(client)
    nonce = parse_qs(urlsplit(asked).query)["nonce"][0]

    client.get(at_provider(asked.replace(nonce, "another-nonce")))

    assert not is_signed_in(client)
    assert "does not belong to this sign-in" in told(client)


def test_an_answer_is_taken_once(client: Client) -> None:
    linked()
    back = at_provider(begin(client))
    client.get(back)
    client.logout()

    client.get(back)

    assert not is_signed_in(client)


def test_a_provider_that_calls_itself_otherwise_is_refused(
    client: Client, settings: Any, issuer: str
) -> None:
    linked()
    _use(settings, issuer, issuer="https://login.example.org")

    response = client.post("/en/sign-in/sso/")

    assert response["Location"] == "/en/sign-in/"
    assert "cannot be reached" in told(client) or "did not succeed" in told(client)


def test_a_provider_that_is_away_is_said_to_be(client: Client, settings: Any) -> None:
    _use(settings, "http://127.0.0.1:9")

    response = client.post("/en/sign-in/sso/")

    assert response["Location"] == "/en/sign-in/"
    assert "cannot be reached" in told(client)


def test_a_closed_account_stays_closed(client: Client) -> None:
    linked(is_active=False)

    sign_on(client)

    assert not is_signed_in(client)
    assert "has been closed" in told(client)


def test_without_a_provider_there_is_neither_button_nor_address(client: Client, settings: Any) -> None:
    assert "City account" in told(client)
    settings.OIDC_ISSUER = ""

    assert "City account" not in told(client)
    assert client.post("/en/sign-in/sso/").status_code == 404
    assert client.get("/sso/sso/answer/")["Location"] == "/en/sign-in/"


@pytest.mark.parametrize("language", ["ja", "ko", "zh-hans"])
def test_the_person_comes_back_to_their_language(client: Client, language: str) -> None:
    asked = begin(client, f"/{language}/sign-in/sso/")

    response = client.get(at_provider(asked, action="deny"))

    assert response["Location"] == f"/{language}/sign-in/"
