"""What apps above say on the page of a record, and where a withdrawn record lives on. They register; this app knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tricity.knowledge.models import Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A template and what it shows; stands below the record's head."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Provider = Callable[[Record, Any], Mark | None]
Successor = Callable[[Record], str | None]
_providers: list[Provider] = []
_successors: list[Successor] = []


def register(provider: Provider) -> None:
    """Add a mark: called with the record and the user; None where there is nothing to say."""
    if provider not in _providers:
        _providers.append(provider)


def register_successor(successor: Successor) -> None:
    """Say where a record that is not public any more lives on: its address, or None."""
    if successor not in _successors:
        _successors.append(successor)


def marks_on(record: Record, user: Any) -> list[Mark]:
    return [mark for provider in _providers if (mark := provider(record, user)) is not None]


def successor_of(record: Record) -> str | None:
    return next((address for find in _successors if (address := find(record)) is not None), None)
