"""The authenticator app and the recovery codes: adding, using, removing."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests import factories
from tests.accounts.people import (
    SECURITY,
    code_of,
    confirm,
    give_password,
    signed_in,
    verbs,
    with_app,
)

from tricity.accounts import administration, throttle

pytestmark = pytest.mark.django_db
CODE = "/en/sign-in/code/"


@pytest.fixture
def person() -> Any:
    return factories.user(username="haneul", language="ko")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Move the clock of one-time codes forward, in seconds."""
    start = time.time()

    def move(seconds: float) -> float:
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: start + seconds)
        return start + seconds

    return move


def codes_shown(client: Client) -> list[str]:
    page = client.get(SECURITY + "codes/").content.decode()
    return re.findall(r"<li><code>([\d ]+)</code></li>", page)


def test_the_app_reads_a_picture_that_stands_in_the_page_itself(person: Any) -> None:
    client = signed_in("haneul")
    confirm(client)

    page = client.get(SECURITY + "app/").content.decode()

    assert '<svg class="qr"' in page
    assert "data:" not in page
    assert "style=" not in page


def test_after_the_password_the_app_is_asked(person: Any, later: Any) -> None:
    _client, secret = with_app("haneul")
    browser = Client(SERVER_NAME="localhost")

    asked = give_password(browser, "haneul")
    assert asked["Location"] == CODE
    assert browser.get("/en/my/").status_code == 302
    entered = browser.post(CODE, {"code": code_of(secret, later(60))})

    assert entered["Location"] == "/ko/my/"
    assert browser.get("/en/my/").status_code == 200
    assert verbs() == [
        "account.signed-in",
        "account.app-added",
        "account.recovery-codes-made",
        "account.signed-in",
    ]


def test_the_person_returns_to_the_page_they_came_from_after_the_code(person: Any, later: Any) -> None:
    _client, secret = with_app("haneul")
    browser = Client()
    browser.post("/en/sign-in/", {"username": "haneul", "password": "a-long-password", "next": "/ja/needs/"})

    entered = browser.post(CODE, {"code": code_of(secret, later(60))})

    assert entered["Location"] == "/ja/needs/"


def test_a_code_opens_the_account_once(person: Any, later: Any) -> None:
    _client, secret = with_app("haneul")
    code = code_of(secret, later(60))
    first, second = Client(), Client()
    give_password(first, "haneul")
    give_password(second, "haneul")

    assert first.post(CODE, {"code": code}).status_code == 302
    later(89)
    refused = second.post(CODE, {"code": code})

    assert refused.status_code == 422
    assert "used already" in refused.content.decode()


def test_a_wrong_code_is_refused_and_written_down(person: Any, later: Any) -> None:
    with_app("haneul")
    browser = Client()
    give_password(browser, "haneul")

    refused = browser.post(CODE, {"code": "12"})

    assert refused.status_code == 422
    assert "account.factor-refused" in verbs()


def test_guessing_codes_is_stopped_even_with_the_right_one(person: Any, later: Any) -> None:
    _client, secret = with_app("haneul")
    browser = Client()
    give_password(browser, "haneul")
    for _ in range(throttle.FAILURES_ALLOWED):
        browser.post(CODE, {"code": "12"})

    refused = browser.post(CODE, {"code": code_of(secret, later(60))})

    assert refused.status_code == 422
    assert "Too many attempts" in refused.content.decode()


def test_the_page_of_the_code_is_closed_without_a_password(person: Any) -> None:
    response = Client().get(CODE)

    assert response["Location"] == "/en/sign-in/"


def test_recovery_codes_are_shown_once(person: Any) -> None:
    client, _secret = with_app("haneul")

    assert len(codes_shown(client)) == 10
    assert codes_shown(client) == []


def test_a_recovery_code_stands_in_for_the_app_once(person: Any) -> None:
    client, _secret = with_app("haneul")
    code = codes_shown(client)[0]
    first, second = Client(), Client()
    give_password(first, "haneul")
    give_password(second, "haneul")

    assert first.post(CODE, {"code": code}).status_code == 302
    assert second.post(CODE, {"code": code}).status_code == 422
    assert "account.recovery-code-used" in verbs()
    assert "9 codes are left" in client.get(SECURITY).content.decode()


def test_new_recovery_codes_end_the_old_ones(person: Any) -> None:
    client, _secret = with_app("haneul")
    old = codes_shown(client)[0]
    client.post(SECURITY + "codes/new/")
    new = codes_shown(client)[0]
    browser = Client()
    give_password(browser, "haneul")

    assert browser.post(CODE, {"code": old}).status_code == 422
    assert browser.post(CODE, {"code": new}).status_code == 302


def test_recovery_codes_alone_cannot_be_made(person: Any) -> None:
    client = signed_in("haneul")
    confirm(client)

    response = client.post(SECURITY + "codes/new/")

    assert response.status_code == 422
    assert not Authenticator.objects.exists()


def test_without_the_app_the_password_is_enough_again(person: Any) -> None:
    client, _secret = with_app("haneul")

    client.post(SECURITY + "app/remove/")

    assert not Authenticator.objects.exists()
    assert give_password(Client(), "haneul")["Location"] == "/ko/my/"
    assert "account.app-removed" in verbs()


def test_a_wrong_code_adds_no_app(person: Any) -> None:
    client = signed_in("haneul")
    confirm(client)
    client.get(SECURITY + "app/")

    response = client.post(SECURITY + "app/", {"code": "000"})

    assert response.status_code == 422
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("path", ["app/", "app/remove/", "codes/", "codes/new/", "passkeys/add/"])
def test_before_a_credential_changes_the_person_confirms(path: str, person: Any, client: Client) -> None:
    Authenticator.objects.create(user=person, type="totp", data={"secret": "A" * 32})
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "a", "used_mask": 0})
    client.force_login(person)

    response = client.get(SECURITY + path)

    assert response["Location"].startswith("/en/my/security/confirm/?next=")


def test_confirming_with_the_app_does_as_well(person: Any, later: Any) -> None:
    _client, secret = with_app("haneul")
    client = Client()
    client.force_login(person)

    page = client.get("/en/my/security/confirm/").content.decode()
    response = client.post("/en/my/security/confirm/code/", {"code": code_of(secret, later(60))})

    assert "/en/my/security/confirm/code/" in page
    assert response.status_code == 302
    assert client.get(SECURITY + "app/remove/").status_code == 200


def test_a_wrong_password_confirms_nothing_and_counts(person: Any, client: Client) -> None:
    client.force_login(person)
    for _ in range(throttle.FAILURES_ALLOWED):
        assert client.post("/en/my/security/confirm/", {"password": "wrong"}).status_code == 422

    refused = client.post("/en/my/security/confirm/", {"password": "a-long-password"})

    assert "Too many attempts" in refused.content.decode()


def test_lost_factors_are_removed_at_the_command_line(person: Any) -> None:
    with_app("haneul")

    administration.forget_factors("haneul")

    assert give_password(Client(), "haneul")["Location"] == "/ko/my/"
    assert verbs()[-2] == "account.factors-reset"


@pytest.mark.parametrize(
    ("required", "roles", "status"),
    [
        ("operator", ["operator"], 302),
        ("operator", ["curator:JP"], 200),
        ("everyone", [], 302),
        ("", ["operator"], 200),
    ],
)
def test_the_operator_may_ask_for_a_second_factor(
    required: str, roles: list[str], status: int, client: Client, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = frozenset(filter(None, [required]))
    client.force_login(factories.user(roles=roles))

    response = client.get("/en/my/")

    assert response.status_code == status
    if status == 302:
        assert response["Location"] == SECURITY
        assert "Add one to go on" in client.get(SECURITY).content.decode()


def test_with_the_factor_the_site_is_open(person: Any, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = frozenset(["everyone"])
    client, _secret = with_app("haneul")

    assert client.get("/en/my/").status_code == 200


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_nobody_sees_another_persons_factors(language: str, person: Any) -> None:
    with_app("haneul")
    factories.user(username="mirai")

    page = signed_in("mirai").get(f"/{language}/my/security/")

    assert page.status_code == 200
    assert not page.context["factors"].any


def test_who_has_a_factor_but_no_password_confirms_before_setting_one(person: Any, client: Client) -> None:
    person.set_unusable_password()
    person.save()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "A" * 32})
    client.force_login(person)
    words = {"new_password1": "a-quiet-river-runs", "new_password2": "a-quiet-river-runs"}

    response = client.post("/en/my/password/", words)

    assert response.headers["Location"].startswith("/en/my/security/confirm/code/?next=")
    person.refresh_from_db()
    assert not person.has_usable_password()
