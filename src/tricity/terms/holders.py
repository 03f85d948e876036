"""Who refers to concepts: what of apps above follows when two concepts become one, and is given back when that is undone.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from tricity.terms.models import Concept

Label = Callable[[int], str]
Count = Callable[[Collection[str]], int]
# Point everything from the first concept to the second; returns JSON by which it can be given back.
Move = Callable[[Concept, Concept], Any]
# Give back to the first concept what was moved from it to the second, as far as it is still there.
Restore = Callable[[Concept, Concept, Any], None]


@dataclass(frozen=True, slots=True)
class Holder:
    """Rows of one kind. `label` says how many of them in the reader's language, `count` how many name these slugs."""

    name: str
    label: Label
    count: Count
    move: Move
    restore: Restore


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Add a kind of rows; registering a name again replaces it."""
    _holders[holder.name] = holder


def holders() -> list[Holder]:
    return list(_holders.values())


def counts(slugs: Collection[str]) -> dict[str, int]:
    """Holder → how many of its rows name one of these concepts; those with none are left out."""
    found = {each.name: each.count(slugs) for each in holders()}
    return {name: number for name, number in found.items() if number}


def sentences(counted: dict[str, int]) -> list[str]:
    """“12 records”, in the reader's language."""
    return [_holders[name].label(number) for name, number in counted.items() if name in _holders]
