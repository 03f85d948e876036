from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories
from tricity.knowledge.models import Record
from tricity.search import indexer
from tricity.search.actions import touch


@pytest.fixture
def indexed() -> Callable[..., Record]:
    """Make a record and have it indexed."""

    def make(code: str = "JP", **fields: Any) -> Record:
        record = factories.record(code, **fields)
        touch(record)
        indexer.catch_up()
        return record

    return make
