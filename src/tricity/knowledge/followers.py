"""Apps above that want to know when records change. They register in `AppConfig.ready()`; this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Follower = Callable[[Sequence[int]], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a function called inside every transaction that created or changed records, with their row ids in order: it
    should only note a wish.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell(ids: Sequence[int]) -> None:
    for follower in _followers:
        follower(ids)
