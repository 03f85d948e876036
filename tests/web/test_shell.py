from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LANGUAGES = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


@pytest.mark.parametrize(("code", "tag"), LANGUAGES.items())
def test_page_states_its_language(client: Client, code: str, tag: str) -> None:
    response = client.get(f"/{code}/about/")

    assert response["Content-Language"] == tag
    assert f'<html lang="{tag}">' in response.content.decode()


def test_page_names_itself_in_the_other_languages_and_keeps_the_query(client: Client) -> None:
    html = client.get("/ja/about/?x=1").content.decode()

    for code, tag in LANGUAGES.items():
        assert f'hreflang="{tag}" href="http://testserver/{code}/about/?x=1"' in html
    assert '<a href="/ko/about/?x=1" hreflang="ko" lang="ko">한국어</a>' in html


@pytest.mark.parametrize(
    ("accepted", "home"),
    [("ko-KR,ko;q=0.9", "/ko/"), ("zh-CN", "/zh-hans/"), ("ja", "/ja/"), ("fr", "/en/"), ("", "/en/")],
)
def test_first_visit_opens_in_the_language_of_the_browser(client: Client, accepted: str, home: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})

    assert response["Location"] == home


def test_headers_forbid_other_origins_and_inline_code(client: Client) -> None:
    response = client.get("/en/about/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_page_loads_nothing_from_elsewhere(client: Client) -> None:
    html = client.get("/en/about/").content.decode()

    loaded = re.findall(
        r'(?:src|data-src)="([^"]+)"|<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', html
    )
    assert loaded
    assert all((script or link).startswith("/") for script, link in loaded)


def test_missing_page_answers_in_the_readers_language(client: Client) -> None:
    response = client.get("/en/no-such-page/")

    assert response.status_code == 404
    assert "Nothing here" in response.content.decode()


def test_health(client: Client) -> None:
    assert client.get("/health/live/").json() == {"status": "live"}
    assert client.get("/health/ready/").json()["checks"]["database"] is True


def test_passwords_are_kept_with_argon2() -> None:
    from tricity.site import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
