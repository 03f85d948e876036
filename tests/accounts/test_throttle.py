"""Counting attempts: per account and per address, within a window, shared by all processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.accounts.people import PASSWORD

from tricity.accounts import throttle
from tricity.accounts.models import Attempts

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    real = timezone.now

    def move(seconds: int) -> None:
        monkeypatch.setattr(throttle.timezone, "now", lambda: real() + dt.timedelta(seconds=seconds))

    return move


def fail(who: str | None = "haneul", address: str = "192.0.2.1", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(ZeroDivisionError), throttle.attempt("password", who=who, address=address):
            raise ZeroDivisionError


def succeed(who: str | None = "haneul", address: str = "192.0.2.1") -> None:
    with throttle.attempt("password", who=who, address=address):
        pass


def test_after_too_many_failures_the_account_is_closed_from_everywhere() -> None:
    fail(times=throttle.FAILURES_ALLOWED)

    with pytest.raises(throttle.TooManyAttempts):
        succeed(address="198.51.100.7")
    succeed(who="mirai")


def test_names_are_compared_without_regard_to_capitals() -> None:
    fail("Haneul", times=throttle.FAILURES_ALLOWED)

    with pytest.raises(throttle.TooManyAttempts):
        succeed("haneul")


def test_fifteen_minutes_later_it_is_open_again(later: Callable[[int], None]) -> None:
    fail(times=throttle.FAILURES_ALLOWED)

    later(throttle.WINDOW_SECONDS - 5)
    with pytest.raises(throttle.TooManyAttempts):
        succeed()
    later(throttle.WINDOW_SECONDS + 5)
    succeed()


def test_a_success_clears_the_account() -> None:
    fail(times=throttle.FAILURES_ALLOWED - 1)
    succeed()
    fail(times=throttle.FAILURES_ALLOWED - 1)

    succeed()


def test_one_address_cannot_try_many_accounts() -> None:
    for number in range(throttle.FAILURES_ALLOWED_PER_ADDRESS):
        fail(f"person{number}")

    with pytest.raises(throttle.TooManyAttempts):
        succeed("somebody")
    succeed("somebody", address="198.51.100.7")


def test_own_successes_do_not_clear_an_address() -> None:
    for number in range(throttle.FAILURES_ALLOWED_PER_ADDRESS - 1):
        fail(f"person{number}")
    succeed("attacker")
    fail("one more")

    with pytest.raises(throttle.TooManyAttempts):
        succeed("attacker")


def test_what_is_over_is_not_kept(later: Callable[[int], None]) -> None:
    fail(times=3)
    later(throttle.WINDOW_SECONDS + 1)

    succeed("mirai", "198.51.100.7")

    assert list(Attempts.objects.values_list("count", flat=True)) == [0]


def test_neither_names_nor_addresses_are_stored() -> None:
    fail()

    stored = " ".join(Attempts.objects.values_list("key", flat=True))
    assert "haneul" not in stored
    assert "192.0.2.1" not in stored


def test_a_text_is_used_once_within_its_time(later: Callable[[int], None]) -> None:
    assert throttle.use_once("totp", "7 123456", 120)
    assert not throttle.use_once("totp", "7 123456", 120)
    later(121)
    assert throttle.use_once("totp", "7 123456", 120)


def test_the_old_password_is_not_guessed_at_its_change(client: Client) -> None:
    client.force_login(factories.user())
    new: dict[str, Any] = {"new_password1": "another-long-one", "new_password2": "another-long-one"}
    for _ in range(throttle.FAILURES_ALLOWED):
        client.post("/en/my/password/", {"old_password": "wrong", **new})

    refused = client.post("/en/my/password/", {"old_password": PASSWORD, **new})

    assert refused.status_code == 422
    assert "Too many attempts" in refused.content.decode()
