"""How many requests the interface answers: so many a minute for each token, fewer for each address without one.

The counters live in the cache of each process: a limit of pace may be a little wider where several processes serve.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache

WINDOW_SECONDS = 60
FOR_A_TOKEN = 600
FOR_AN_ADDRESS = 120


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
    key = f"api:{window}:{hashlib.sha256(subject.encode('utf-8', 'surrogatepass')).hexdigest()}"
    cache.add(key, 0, 2 * WINDOW_SECONDS)
    try:
        used = cache.incr(key)
    except ValueError:  # the cache was full and dropped the counter between the two calls
        used = 1
    reset = (window + 1) * WINDOW_SECONDS - now
    return Allowance(limit, max(0, limit - used), reset, is_spent=used > limit)
