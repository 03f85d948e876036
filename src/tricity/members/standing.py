"""Rights a person has beyond one organization, as the apps above know them: registered there, asked here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any], bool]
_predicates: list[Predicate] = []


def register(predicate: Predicate) -> None:
    """Add a right: called with a user; True keeps administrators of an organization from recovering the account."""
    if predicate not in _predicates:
        _predicates.append(predicate)


def reaches_further(user: Any) -> bool:
    return any(predicate(user) for predicate in _predicates)
