from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tricity.knowledge.actions import records_changed
from tricity.knowledge.models import Record
from tricity.search import indexer


@pytest.fixture
def indexed() -> Callable[..., None]:
    """Put records (all, where none is named) into the test's search index."""

    def put(*records: Any) -> None:
        records_changed([record.pk for record in records or Record.objects.all()])
        indexer.catch_up()

    return put
