"""What interpreters of an event do outside its programme. Apps above register what they know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tricity.events.models import Event
from tricity.events.spans import Span

# Called with the event; gives name of the interpreter (as in the programme) and time.
Provider = Callable[[Event], Iterable[tuple[str, Span]]]
_providers: list[Provider] = []


def register_work(provider: Provider) -> None:
    """Add what counts towards the daily limit of interpreters."""
    if provider not in _providers:
        _providers.append(provider)


def work_elsewhere(event: Event) -> list[tuple[str, Span]]:
    return [each for provider in _providers for each in provider(event)]
