"""What all addresses of the interface have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.api import throttle
from tricity.api.actions import MOST_TOKENS, make_token, revoke_token
from tricity.api.errors import TooManyTokens
from tricity.api.models import Token

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
RECORDS = "/api/v1/records"
PROBLEM = "application/problem+json"


def with_secret(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


# --- Tokens --------------------------------------------------------------------------------------------------


def test_only_the_digest_of_a_token_is_kept() -> None:
    token, secret = make_token(factories.user(), name="x", scopes=["read"], days=30)

    kept = Token.objects.filter(pk=token.pk).values().get()

    assert secret not in map(str, kept.values())
    assert token.start == secret[:8]


@pytest.mark.parametrize("end", ["revoked", "expired", "person left", "cut short"])
def test_token_that_is_not_valid_opens_nothing(end: str) -> None:
    person = factories.user()
    token, secret = make_token(person, name="x", scopes=["read"], days=30)
    if end == "revoked":
        revoke_token(token, by=person)
    elif end == "expired":
        Token.objects.update(expires_at=timezone.now())
    elif end == "person left":
        type(person).objects.update(is_active=False)
    else:
        secret = secret[:-1]

    response = with_secret(secret).get(RECORDS)

    assert response.status_code == 401
    assert response.json()["code"] == "invalid-token"
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "x", "Bearer é\x00"])
def test_authorization_of_another_kind_is_refused(header: str) -> None:
    response = Client(headers={"authorization": header}).get(RECORDS)

    assert response.status_code == 401


def test_use_is_noted_at_most_every_ten_minutes(django_assert_num_queries: Any) -> None:
    token, secret = make_token(factories.user(), name="x", scopes=["read"], days=30)
    client = with_secret(secret)
    client.get(RECORDS)
    token.refresh_from_db()
    first = token.last_used_at

    client.get(RECORDS)

    token.refresh_from_db()
    assert first is not None
    assert token.last_used_at == first


def test_person_has_a_limited_number_of_tokens() -> None:
    person = factories.user()
    for _ in range(MOST_TOKENS):
        make_token(person, name="x", scopes=["read"], days=30)

    with pytest.raises(TooManyTokens):
        make_token(person, name="x", scopes=["read"], days=30)


def test_token_that_may_only_write_does_not_read(program: Program) -> None:
    response = program(factories.user(), scopes=("write:records",)).get(RECORDS)

    assert response.status_code == 403
    assert response.json()["code"] == "insufficient-scope"


# --- Limits --------------------------------------------------------------------------------------------------


def test_allowance_is_counted_down(program: Program) -> None:
    client = program()

    first, second = client.get(RECORDS), client.get(RECORDS)

    assert first["RateLimit-Limit"] == str(throttle.FOR_AN_ADDRESS)
    assert int(first["RateLimit-Remaining"]) - int(second["RateLimit-Remaining"]) == 1
    assert 0 < int(first["RateLimit-Reset"]) <= throttle.WINDOW_SECONDS


def test_who_asks_too_often_is_told_when_to_come_again(program: Program, monkeypatch: Any) -> None:
    monkeypatch.setattr(throttle, "FOR_AN_ADDRESS", 2)
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000_000.0)  # 20 seconds before a window ends
    client = program(language="ja")

    answers = [client.get(RECORDS) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "20"
    assert answers[2]["Content-Type"] == PROBLEM
    assert answers[2].json()["code"] == "rate-limited"


def test_tokens_have_allowances_of_their_own(program: Program, monkeypatch: Any) -> None:
    monkeypatch.setattr(throttle, "FOR_A_TOKEN", 1)
    one, other = program(factories.user()), program(factories.user())

    assert [one.get(RECORDS).status_code, other.get(RECORDS).status_code] == [200, 200]
    assert one.get(RECORDS).status_code == 429


def test_guessing_of_tokens_spends_the_allowance_of_the_address(monkeypatch: Any) -> None:
    monkeypatch.setattr(throttle, "FOR_AN_ADDRESS", 1)
    client = with_secret("tri_guess")

    assert [client.get(RECORDS).status_code for _ in range(2)] == [401, 429]


# --- Conditional requests ------------------------------------------------------------------------------------


def test_unchanged_answer_is_not_sent_again(program: Program) -> None:
    factories.record("JP")
    client = program()
    first = client.get(RECORDS)

    again = client.get(RECORDS, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["RateLimit-Limit"]


@pytest.mark.parametrize("shape", ["W/{}", '"other", {}', "*"])
def test_state_is_known_again_in_other_shapes(program: Program, shape: str) -> None:
    client = program()
    tag = client.get(RECORDS)["ETag"]

    assert client.get(RECORDS, headers={"if-none-match": shape.format(tag)}).status_code == 304
    assert client.get(RECORDS, headers={"if-none-match": '"other"'}).status_code == 200


def test_reading_takes_no_notice_of_a_condition_for_writing(program: Program) -> None:
    assert program().get(RECORDS, headers={"if-match": '"v1-other"'}).status_code == 200


def test_answer_in_another_language_is_another_state(program: Program) -> None:
    factories.record("JP")

    tags = {program(language=language).get(RECORDS)["ETag"] for language in ("en", "ja", "ko", "zh-CN")}

    assert len(tags) == 4


def test_head_says_what_get_would(program: Program) -> None:
    client = program()

    head, get = client.head(RECORDS), client.get(RECORDS)

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_personal_answers_stay_out_of_shared_caches(program: Program) -> None:
    assert program(factories.user()).get(RECORDS)["Cache-Control"] == "private, no-cache"
    assert program().get(RECORDS)["Cache-Control"] == "public, max-age=60"
    assert "Authorization" in program().get(RECORDS)["Vary"]


# --- Errors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v2/records", 404),
        ("GET", f"{RECORDS}/ABCDEFGH", 404),
        ("GET", f"{RECORDS}/%00", 404),
        ("DELETE", RECORDS, 405),
        ("GET", f"{RECORDS}?limit=x", 422),
        ("GET", f"{RECORDS}?limit=1000", 422),
        ("GET", f"{RECORDS}?country=%00", 422),
        ("GET", f"{RECORDS}?updated_since=yesterday", 422),
        ("GET", f"{RECORDS}?updated_since=2026-01-01T00:00:00", 422),
        ("GET", f"{RECORDS}?kind=idea", 422),
    ],
)
def test_every_error_has_one_shape(program: Program, method: str, address: str, status: int) -> None:
    response = program().generic(method, address)

    assert response.status_code == status
    assert response["Content-Type"] == PROBLEM
    problem = response.json()
    assert problem["status"] == status
    assert problem["type"] == f"urn:tricity:problem:{problem['code']}"
    assert problem["title"]
    assert problem["detail"]


def test_wrong_method_names_the_right_ones(program: Program) -> None:
    assert program().delete(RECORDS)["Allow"] == "GET, POST"


def test_error_of_ours_has_the_same_shape(program: Program, monkeypatch: Any) -> None:
    def fail(*_arguments: Any, **_named: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("tricity.api.endpoints.records.records", fail)
    client = program()
    client.raise_request_exception = False

    response = client.get(RECORDS)

    assert response.status_code == 500
    assert response["Content-Type"] == PROBLEM
    assert "boom" not in response.content.decode()


def test_wrong_parameters_are_named(program: Program) -> None:
    response = program().get(f"{RECORDS}?limit=0&kind=idea")

    assert {each["parameter"]: each["code"] for each in response.json()["errors"]} == {
        "limit": "greater-than-equal",
        "kind": "literal-error",
    }


# --- Other sites ---------------------------------------------------------------------------------------------


def test_pages_of_other_sites_may_ask(program: Program) -> None:
    preflight = program().options(RECORDS)
    answer = program().get(RECORDS)

    assert preflight.status_code == 204
    assert "Authorization" in preflight["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_rest_of_the_site_is_left_alone(client: Client) -> None:
    response = client.get("/en/about/")

    assert "RateLimit-Limit" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_expired_token_is_told_from_a_valid_one() -> None:
    token, _secret = make_token(factories.user(), name="x", scopes=["read"], days=30)

    assert token.is_expired is False
    token.expires_at = timezone.now() - dt.timedelta(seconds=1)
    assert token.is_expired is True
