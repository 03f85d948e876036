"""What a running site does for its database now and then."""

from __future__ import annotations

from django.db import connection

# Rows of each index SQLite looks at: enough to tell a selective index from one that is not, in milliseconds.
ANALYSIS_LIMIT = 400


def refresh_statistics() -> int:
    """Let SQLite learn which of its indexes are selective, so that it picks them; PostgreSQL does so by itself.

    Returns 0: there is nothing to do again at once.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ANALYSIS_LIMIT}")
            cursor.execute("ANALYZE")
    return 0
