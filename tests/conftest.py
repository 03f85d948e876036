from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from tests import factories
from tricity.search import engine


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """SQLite empties tables by DELETE after tests with transactions of their own, which the audit trail refuses."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS activity_entry_kept")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test starts in English, whatever the one before switched to."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    """Each test has a search index of its own, made when it is first written, and sees its own terms and names."""
    settings.INDEX_FOLDER = tmp_path / "index"
    engine.forget()


@pytest.fixture
def countries(db: None) -> dict[str, object]:
    return {code: factories.country(code) for code in ("CN", "JP", "KR")}
