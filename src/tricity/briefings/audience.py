"""Whose candidates a briefing holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads it: everybody reads published candidates, these readers also those of `countries` (None: of all)."""

    countries: tuple[str, ...] | None = ()

    @property
    def is_public(self) -> bool:
        return self.countries == ()

    @property
    def key(self) -> str:
        """As rows keep it."""
        return _ALL if self.countries is None else ",".join(self.countries)


def audience_named(key: str) -> Audience:
    """The audience with this key."""
    return INSIDERS if key == _ALL else Audience(tuple(filter(None, key.split(","))))


EVERYBODY: Final = Audience()
INSIDERS: Final = Audience(None)
