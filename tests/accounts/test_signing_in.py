from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests import factories

from tricity.accounts import throttle
from tricity.activity.models import Entry

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/sign-in/"


@pytest.fixture(autouse=True)
def _no_earlier_failures() -> None:
    cache.clear()


def test_right_password_opens_the_desk_in_the_persons_language(client: Client) -> None:
    factories.user(username="haneul", password="a-long-password", language="ko")

    response = client.post(SIGN_IN, {"username": "haneul", "password": "a-long-password"})

    assert response.status_code == 302
    assert response["Location"] == "/ko/my/"
    assert Entry.objects.get().verb == "account.signed-in"


def test_person_returns_to_the_page_they_came_from(client: Client) -> None:
    factories.user(username="haneul", password="a-long-password")

    response = client.post(
        SIGN_IN, {"username": "haneul", "password": "a-long-password", "next": "/ja/needs/"}
    )

    assert response["Location"] == "/ja/needs/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    factories.user(username="haneul", password="a-long-password", language="ja")

    response = client.post(SIGN_IN, {"username": "haneul", "password": "a-long-password", "next": elsewhere})

    assert response["Location"] == "/ja/my/"


def test_wrong_password_keeps_the_name_and_says_so(client: Client) -> None:
    factories.user(username="haneul", password="a-long-password")

    response = client.post(SIGN_IN, {"username": "haneul", "password": "wrong"})

    assert response.status_code == 422
    assert "do not belong together" in response.content.decode()
    assert 'value="haneul"' in response.content.decode()


def test_guessing_is_stopped_even_with_the_right_password(client: Client) -> None:
    factories.user(username="haneul", password="a-long-password")
    for _ in range(throttle.FAILURES_ALLOWED):
        client.post(SIGN_IN, {"username": "haneul", "password": "wrong"})

    response = client.post(SIGN_IN, {"username": "haneul", "password": "a-long-password"})

    assert response.status_code == 422
    assert "Too many attempts" in response.content.decode()


def test_signing_out_needs_a_post(client: Client) -> None:
    person = factories.user()
    client.force_login(person)

    assert client.get("/en/sign-out/").status_code == 405
    assert client.post("/en/sign-out/").status_code == 302
    assert client.get("/en/my/").status_code == 302


@pytest.mark.parametrize("path", ["/en/my/", "/en/my/profile/", "/en/my/password/"])
def test_visitors_are_asked_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith("/en/sign-in/?next=")


def test_profile_keeps_the_name_as_written(client: Client) -> None:
    person = factories.user()
    client.force_login(person)
    values = {
        "native_name": "佐藤未来",
        "native_language": "ja",
        "reading": "さとうみらい",
        "language": "ja",
        "time_zone": "Asia/Tokyo",
    }

    response = client.post("/en/my/profile/", values)

    person.refresh_from_db()
    assert response["Location"] == "/ja/my/profile/"
    assert (person.display_name, person.reading, person.time_zone) == (
        "佐藤未来",
        "さとうみらい",
        "Asia/Tokyo",
    )


def test_changed_password_ends_other_sessions(client: Client) -> None:
    person = factories.user(password="a-long-password")
    elsewhere = Client()
    client.force_login(person)
    elsewhere.force_login(person)
    values = {
        "old_password": "a-long-password",
        "new_password1": "another-long-one",
        "new_password2": "another-long-one",
    }

    response = client.post("/en/my/password/", values)

    assert response.status_code == 302
    assert client.get("/en/my/").status_code == 200
    assert elsewhere.get("/en/my/").status_code == 302


def test_demo_accounts_show_on_a_demo_site_only(client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "tricity-demo" not in client.get(SIGN_IN).content.decode()

    settings.DEMO = True  # type: ignore[attr-defined]
    assert "tricity-demo" in client.get(SIGN_IN).content.decode()
