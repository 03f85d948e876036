"""Sections that apps above add beside a public record. They register; this app knows none."""

from __future__ import annotations

from collections.abc import Callable

from tricity.directory.panels import Panel
from tricity.knowledge.models import Record

Provider = Callable[[Record, str], Panel | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a section: called with the record and the reader's language; None where there is nothing to show."""
    if provider not in _providers:
        _providers.append(provider)


def sections_of(record: Record, language: str) -> list[Panel]:
    """The sections of a public record, in the order the apps registered them."""
    if not record.is_public:
        return []
    return [panel for provider in _providers if (panel := provider(record, language)) is not None]
