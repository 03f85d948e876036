"""Where a registration leads: apps above offer their doors on its page, the room of the event for one.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tricity.participation.models import Registration


@dataclass(frozen=True, slots=True)
class WayIn:
    label: str
    url: str


# Called with a registration that stands and the code it was found by (empty for an account's own).
Provider = Callable[[Registration, str], WayIn | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def ways_in(registration: Registration, secret: str) -> list[WayIn]:
    """The doors of this registration, in the order the apps registered them."""
    return [way for each in _providers if (way := each(registration, secret)) is not None]
