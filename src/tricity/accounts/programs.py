"""Keys by which programs act in a person's name. Apps above that hand them out tell here; this app knows none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is valid. `start` are its first characters; `revoke_url` takes a POST."""

    name: str
    start: str
    expires_at: dt.datetime
    last_used_at: dt.datetime | None
    revoke_url: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """`keys` of a person, the newest first; `revoke_all` ends them and returns how many; `url` is where they are kept."""

    keys: Callable[[Any], Sequence[Key]]
    revoke_all: Callable[[Any], int]
    url: Callable[[], str]


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    if keeper not in _keepers:
        _keepers.append(keeper)


def keys_of(user: Any) -> list[Key]:
    return [key for keeper in _keepers for key in keeper.keys(user)]


def revoke_all(user: Any) -> int:
    """End every key of the person; call it in the transaction of the deed that asks for it."""
    return sum(keeper.revoke_all(user) for keeper in _keepers)


def addresses() -> list[str]:
    """Where keys are made and ended."""
    return [keeper.url() for keeper in _keepers]
