from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tricity.api import throttle
from tricity.api.actions import make_token
from tricity.api.models import Scope

EVERYTHING = (Scope.READ.value, Scope.WRITE_RECORDS.value)


@pytest.fixture(autouse=True)
def _no_requests_counted() -> None:
    throttle.forget()


@pytest.fixture
def program() -> Callable[..., Client]:
    """A client that sends the token of a person, or none."""

    def make(person: Any = None, *, scopes: tuple[str, ...] = EVERYTHING, language: str = "en") -> Client:
        headers = {"accept-language": language}
        if person is not None:
            _token, secret = make_token(person, name="test", scopes=scopes, days=30)
            headers["authorization"] = f"Bearer {secret}"
        return Client(headers=headers)

    return make
