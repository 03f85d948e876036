"""What apps above show on the pages of this one: records, opportunities, events of a country, city or organization.

Apps register in `AppConfig.ready()`; this app knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.expressions import Combinable

from tricity.directory.models import City, Country, Organization

Subject = Country | City | Organization


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of a page: `template` is included with `context` (as `panel`); it brings its own <section> and <h2>."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something there are in a country, and where they are listed."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Presence:
    """A facet of the list of cities: those that have something. `condition` filters cities."""

    value: str
    label: Any
    condition: Callable[[], Q | Combinable]


PanelProvider = Callable[[Subject, str, Any], Panel | None]
FigureProvider = Callable[[str, Any], Mapping[str, list[Figure]]]

CardProvider = Callable[[Country, str, Any], Panel | None]

_panels: list[PanelProvider] = []
_cards: list[CardProvider] = []
_figures: list[FigureProvider] = []
_presences: dict[str, Presence] = {}


def register(provider: PanelProvider) -> None:
    """Add a section: called with the subject, the reader's language and the user; None where there is nothing to show."""
    if provider not in _panels:
        _panels.append(provider)


def register_card(provider: CardProvider) -> None:
    """Add a section to the card of a country: called as the providers of `register` are."""
    if provider not in _cards:
        _cards.append(provider)


def register_figures(provider: FigureProvider) -> None:
    """Add figures to the countries: called with the reader's language and the user; gives country code → figures."""
    if provider not in _figures:
        _figures.append(provider)


def register_presence(presence: Presence) -> None:
    """Add a value to the facet of what a city has; one registered before under the same value is replaced."""
    _presences[presence.value] = presence


def panels(subject: Subject, *, language: str, user: Any) -> list[Panel]:
    """The sections for this page, in the order the apps registered them."""
    return [panel for provider in _panels if (panel := provider(subject, language, user)) is not None]


def card_panels(country: Country, *, language: str, user: Any) -> list[Panel]:
    """The sections that apps above add to a country's card, in the order they registered them."""
    return [panel for provider in _cards if (panel := provider(country, language, user)) is not None]


def figures(*, language: str, user: Any) -> dict[str, list[Figure]]:
    """Country code → its figures, in the order the apps registered them."""
    found: dict[str, list[Figure]] = {}
    for provider in _figures:
        for country, given in provider(language, user).items():
            found.setdefault(country, []).extend(given)
    return found


def presences() -> list[Presence]:
    return list(_presences.values())
