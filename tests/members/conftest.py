from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from tests import factories

from tricity.accounts.models import User
from tricity.directory.actions import join
from tricity.directory.models import Organization


@pytest.fixture(autouse=True)
def _no_earlier_failures() -> None:
    cache.clear()


@pytest.fixture
def body(countries: dict[str, Any]) -> Organization:
    return factories.organization("JP", names={"ja": "横浜市役所", "en": "City of Yokohama"})


@pytest.fixture
def other(countries: dict[str, Any]) -> Organization:
    return factories.organization("KR")


@pytest.fixture
def administrator(body: Organization) -> User:
    return member(body, "administrator")


def member(body: Organization, role: str = "member", **fields: Any) -> User:
    person = factories.user(**fields)
    join(person, body, role=role)
    return person
