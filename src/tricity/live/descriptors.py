"""How many connections a process may hold."""

from __future__ import annotations

import resource

MOST = 200_000


def allow_many() -> int:
    """Ask for as many descriptors as the system allows this process, and return that number."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed
