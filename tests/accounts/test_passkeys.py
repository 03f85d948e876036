"""Passkeys, with a device in software that answers as a browser's would."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client, TestCase
from tests import factories
from tests.accounts.authenticator import Device
from tests.accounts.people import SECURITY, confirm, give_password, options_in, signed_in, verbs

from tricity.accounts import throttle
from tricity.accounts.models import SignIn

pytestmark = pytest.mark.django_db
ADD = SECURITY + "passkeys/add/"
SIGN_IN = "/en/sign-in/passkey/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def person() -> Any:
    return factories.user(username="mirai", language="ja")


@pytest.fixture
def client(person: Any) -> Client:
    client = signed_in("mirai")
    confirm(client)
    return client


def enrol(client: Client, device: Device, name: str = "work laptop") -> HttpResponse:
    answer = device.create(options_in(client.get(ADD)))
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(ADD, {"name": name, "credential": json.dumps(answer)})


def sign_in(browser: Client, device: Device, **more: str) -> HttpResponse:
    asked = browser.get(SIGN_IN, **JSON).json()["request_options"]
    return browser.post(SIGN_IN, {"credential": json.dumps(device.get(asked)), **more})


def visitor() -> Client:
    return Client(SERVER_NAME="localhost")


def test_an_enrolled_passkey_opens_the_account_without_a_password(client: Client) -> None:
    device = Device()
    assert enrol(client, device)["Location"] == SECURITY + "codes/"
    browser = visitor()

    response = sign_in(browser, device)

    assert response["Location"] == "/ja/my/"
    assert browser.get("/ja/my/").status_code == 200
    assert SignIn.objects.first().method == SignIn.Method.PASSKEY
    assert {"account.passkey-added", "account.recovery-codes-made"} <= set(verbs())


def test_the_device_has_to_keep_the_passkey_and_to_check_who_holds_it(client: Client) -> None:
    asked = options_in(client.get(ADD))["publicKey"]

    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    refused = enrol(client, Device(verifies=False))
    assert refused.status_code == 422
    assert not Authenticator.objects.exists()


def test_the_person_returns_to_the_page_they_came_from(client: Client) -> None:
    device = Device()
    enrol(client, device)

    assert sign_in(visitor(), device, next="/ko/needs/")["Location"] == "/ko/needs/"
    assert sign_in(visitor(), device, next="https://example.org/")["Location"] == "/ja/my/"


def test_after_the_password_a_passkey_serves_as_second_factor(client: Client) -> None:
    device = Device()
    enrol(client, device)
    browser = visitor()

    asked = give_password(browser, "mirai")
    page = browser.get(asked["Location"])
    response = browser.post(asked["Location"], {"credential": json.dumps(device.get(options_in(page)))})

    assert response["Location"] == "/ja/my/"
    assert SignIn.objects.first().method == SignIn.Method.TWO_FACTORS


def test_a_passkey_confirms_who_it_is(client: Client, person: Any) -> None:
    device = Device()
    enrol(client, device)
    browser = visitor()
    sign_in(browser, device)
    page = browser.get("/en/my/security/confirm/passkey/")

    response = browser.post(
        "/en/my/security/confirm/passkey/", {"credential": json.dumps(device.get(options_in(page)))}
    )

    assert response.status_code == 302
    assert browser.get(ADD).status_code == 200


def test_an_answer_is_worth_nothing_a_second_time(client: Client) -> None:
    device = Device()
    enrol(client, device)
    browser = visitor()
    asked = browser.get(SIGN_IN, **JSON).json()["request_options"]
    answer = {"credential": json.dumps(device.get(asked))}
    browser.post(SIGN_IN, answer)
    thief = visitor()
    thief.get(SIGN_IN, **JSON)

    thief.post(SIGN_IN, answer)

    assert thief.get("/en/my/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [Device("https://evil.example"), Device("http://localhost.evil.example")],
    ids=["another site", "a similar name"],
)
def test_a_false_website_gets_nothing(wrong: Device, client: Client) -> None:
    device = Device()
    enrol(client, device)
    device.origin = wrong.origin
    browser = visitor()

    sign_in(browser, device)

    assert browser.get("/en/my/").status_code == 302


@pytest.mark.parametrize(
    "answer", ["", "null", "[]", "{}", '{"id": 1}', '"x"', '{"response": {"userHandle": null}}', "no json"]
)
def test_nonsense_is_refused(answer: str, client: Client) -> None:
    browser = visitor()
    browser.get(SIGN_IN, **JSON)

    response = browser.post(SIGN_IN, {"credential": answer})

    assert response["Location"] == "/en/sign-in/"
    assert client.post(ADD, {"name": "x", "credential": answer}).status_code == 422


def test_an_unknown_passkey_opens_nothing_and_counts_for_the_address(client: Client, person: Any) -> None:
    stranger = Device()
    enrol(client, Device())
    stranger.owner = b"1"
    browser = visitor()
    for _ in range(throttle.FAILURES_ALLOWED_PER_ADDRESS):
        sign_in(browser, stranger)

    response = sign_in(browser, stranger)

    assert "Too many attempts" in browser.get(response["Location"]).content.decode()


def test_a_closed_account_stays_closed(client: Client, person: Any) -> None:
    device = Device()
    enrol(client, device)
    person.is_active = False
    person.save()
    browser = visitor()

    response = sign_in(browser, device)

    assert response["Location"] == "/en/sign-in/"
    assert "has been closed" in browser.get("/en/sign-in/").content.decode()


def test_a_passkey_is_renamed_and_removed(client: Client) -> None:
    device = Device()
    enrol(client, device)
    passkey = Authenticator.objects.get(type="webauthn")

    client.post(f"{SECURITY}passkeys/{passkey.pk}/", {"name": "phone"})
    assert "phone" in client.get(SECURITY).content.decode()
    client.post(f"{SECURITY}passkeys/{passkey.pk}/remove/")

    browser = visitor()
    sign_in(browser, device)
    assert browser.get("/en/my/").status_code == 302
    assert not Authenticator.objects.exists()
    assert {"account.passkey-renamed", "account.passkey-removed"} <= set(verbs())


def test_a_passkey_without_a_name_gets_one(client: Client) -> None:
    enrol(client, Device(), name="")

    assert str(Authenticator.objects.get(type="webauthn")) == "Passkey 1"


@pytest.mark.parametrize("step", ["", "remove/"])
def test_nobody_changes_another_persons_passkey(step: str, client: Client) -> None:
    enrol(client, Device())
    passkey = Authenticator.objects.get(type="webauthn")
    factories.user(username="other")
    other = signed_in("other")
    confirm(other)

    response = other.post(f"{SECURITY}passkeys/{passkey.pk}/{step}", {"name": "mine"})

    assert response.status_code == 404
    assert str(Authenticator.objects.get(pk=passkey.pk)) == "work laptop"


def test_where_the_address_is_a_number_the_page_says_why_there_are_no_passkeys(person: Any) -> None:
    numbered = Client(SERVER_NAME="127.0.0.1")

    assert "Sign in with a passkey" not in numbered.get("/en/sign-in/").content.decode()
    assert "Sign in with a passkey" in visitor().get("/en/sign-in/").content.decode()
    numbered.force_login(person)
    assert "not by its number" in numbered.get(SECURITY).content.decode()
