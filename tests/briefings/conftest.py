from __future__ import annotations

import pytest

from tests.briefings.made import Small, small


@pytest.fixture
def world(db: None, countries: object) -> Small:
    return small()
