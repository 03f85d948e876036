from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests import factories


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test starts in English, whatever the one before switched to."""
    with translation.override("en"):
        yield


@pytest.fixture
def countries(db: None) -> dict[str, object]:
    return {code: factories.country(code) for code in ("CN", "JP", "KR")}
