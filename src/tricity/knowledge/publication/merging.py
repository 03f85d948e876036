"""Two people changed the same record: what goes together by itself, and what one of them has to choose. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

# Values that only make sense together: chosen as one.
BOUND: Final = (
    ("country", "city"),
    ("start_year", "end_year"),
    ("budget_amount", "budget_currency"),
)


@dataclass(frozen=True, slots=True)
class Merge:
    """`values` has every change both sides made apart from each other; `conflicts` are the fields both changed.

    Of fields bound together the first stands for all. In `values` a field of a conflict holds theirs.
    """

    values: dict[str, Any]
    conflicts: tuple[str, ...]
    taken_from_theirs: tuple[str, ...]


def bound_to(field: str) -> tuple[str, ...]:
    """The field with those it is bound to, in their order."""
    return next((group for group in BOUND if field in group), (field,))


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """Join two sets of values made from the same one."""
    values, conflicts, taken = dict(theirs), [], []
    for group in dict.fromkeys(bound_to(field) for field in theirs):
        i_changed = any(_differ(mine.get(field), base.get(field)) for field in group)
        they_changed = any(_differ(theirs.get(field), base.get(field)) for field in group)
        differ = any(_differ(mine.get(field), theirs.get(field)) for field in group)
        if i_changed and they_changed and differ:
            conflicts.append(group[0])
        elif i_changed:
            values |= {field: mine[field] for field in group if field in mine}
        elif they_changed:
            taken += [field for field in group if _differ(theirs.get(field), base.get(field))]
    return Merge(values, tuple(conflicts), tuple(taken))


def choose(merged: Merge, mine: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """The merged values with mine for these fields of the conflict."""
    wanted = [each for field in merged.conflicts if field in fields for each in bound_to(field)]
    return merged.values | {field: mine[field] for field in wanted if field in mine}


def _differ(one: Any, other: Any) -> bool:
    """Whether two values say something else; a form writes what is empty as well, a file may leave it out."""
    return _said(one) != _said(other)


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if each not in (None, "")}
    return "" if value is None else value
