"""Pure: whose candidates a briefing may hold; `user` may be anonymous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tricity.accounts.rules import is_organizer
from tricity.knowledge.queries import curated_countries


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads it: everybody reads published candidates, these readers also those of `countries` (None: of all)."""

    countries: tuple[str, ...] | None = ()

    @property
    def is_public(self) -> bool:
        return self.countries == ()


EVERYBODY: Final = Audience()
INSIDERS: Final = Audience(None)


def audience_of(user: Any) -> Audience:
    """Curators get the candidates of the countries they review for; organizers and a secretariat get all."""
    countries = curated_countries(user)
    if countries is None or is_organizer(user):
        return INSIDERS
    return Audience(tuple(sorted(countries)))
