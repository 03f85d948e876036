"""What waits for a person after signing in. Apps register sections; this app knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DeskSection:
    """A titled list on the desk. `items` are (title, address, remark); `url` leads to the whole list."""

    title: str
    items: list[tuple[Any, str, str]]
    url: str
    total: int


Provider = Callable[[Any, str], DeskSection | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a section: called with the user and the reader's language; None where it does not concern the person."""
    if provider not in _providers:
        _providers.append(provider)


def sections(user: Any, language: str) -> list[DeskSection]:
    """The sections that concern this person, in the order the apps registered them."""
    return [section for provider in _providers if (section := provider(user, language)) is not None]
