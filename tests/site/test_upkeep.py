from __future__ import annotations

import pytest
from django.db import connection

from tests import factories
from tricity.site.upkeep import refresh_statistics


@pytest.mark.django_db
def test_sqlite_knows_its_indexes_afterwards() -> None:
    factories.record()

    assert refresh_statistics() == 0

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'knowledge_record'")
            assert cursor.fetchone()[0] > 0
