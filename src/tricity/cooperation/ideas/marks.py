"""What apps above say on the page of an idea, below its head. They register; this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tricity.cooperation.models import Idea
from tricity.knowledge.marks import Mark

Provider = Callable[[Idea, Any], Mark | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a mark: called with the idea and the user; None where there is nothing to say."""
    if provider not in _providers:
        _providers.append(provider)


def marks_on(idea: Idea, user: Any) -> list[Mark]:
    return [mark for provider in _providers if (mark := provider(idea, user)) is not None]
