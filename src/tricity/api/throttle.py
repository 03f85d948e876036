"""How many requests the interface answers: so many a minute for each token, fewer for each address without one.

The counters live in a small file beside the database, which all processes that serve the site share: the limits hold
whichever of them answers, and reading never waits for those who write records.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WINDOW_SECONDS = 60
FOR_A_TOKEN = 600
FOR_AN_ADDRESS = 120
FILE = "api-pace.sqlite3"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a window that ends in `reset_seconds`."""

    limit: int
    remaining: int
    reset_seconds: int
    is_spent: bool = False

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers-07."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_seconds),
            "RateLimit-Policy": f"{self.limit};w={WINDOW_SECONDS}",
        }


def take(subject: str, limit: int) -> Allowance:
    """Count one request of `subject` (a token, an address) in the present window."""
    now = int(time.time())
    window = now // WINDOW_SECONDS
    used = _count(hashlib.sha256(subject.encode("utf-8", "surrogatepass")).hexdigest(), window)
    reset = (window + 1) * WINDOW_SECONDS - now
    return Allowance(limit, max(0, limit - used), reset, is_spent=used > limit)


def forget() -> None:
    """Begin to count anew."""
    with _counters() as counters:
        counters.execute("DELETE FROM pace")


_threads = threading.local()


def _count(key: str, window: int) -> int:
    """How many there are now. A file that cannot be written stops nobody: the limit is one of pace."""
    try:
        with _counters() as counters:
            row = counters.execute(
                "INSERT INTO pace VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET"
                ' used = CASE WHEN "window" = excluded."window" THEN used + 1 ELSE 1 END, "window" = excluded."window"'
                " RETURNING used",
                (key, window),
            ).fetchone()
            if row[0] == 1:
                counters.execute('DELETE FROM pace WHERE "window" < ?', (window,))
    except sqlite3.Error as error:
        logger.warning("requests are not counted: %s", error)
        return 1
    return int(row[0])


def _counters() -> sqlite3.Connection:
    """This thread's connection; used as a context it is a transaction. What is lost with the power is not missed."""
    place = Path(settings.DATA) / "state" / FILE
    kept: tuple[Path, sqlite3.Connection] | None = getattr(_threads, "kept", None)
    if kept is None or kept[0] != place:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(place, timeout=2)
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            'CREATE TABLE IF NOT EXISTS pace (key TEXT PRIMARY KEY, "window" INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;'
        )
        kept = _threads.kept = (place, connection)
    return kept[1]
