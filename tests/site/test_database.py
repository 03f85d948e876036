from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_sqlite_writers_wait_for_each_other() -> None:
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["OPTIONS"]["timeout"] >= 10


def test_sqlite_keeps_a_write_ahead_log() -> None:
    from tricity.site.settings import SQLITE

    assert "journal_mode=WAL" in SQLITE["OPTIONS"]["init_command"]
