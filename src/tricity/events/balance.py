"""Who speaks, by country, kind of body and whether from a capital: to see who is missing, never to rank anybody.

A “gap” is a country of the directory, or a kind of body, of which nobody speaks yet, and a programme on which all
cities are capitals or none is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tricity.directory.models import Organization, OrganizationType

# Of whom a programme of cities is expected to have somebody; the others are welcome, and nobody misses them.
EXPECTED_KINDS = (OrganizationType.CITY, OrganizationType.COMPANY, OrganizationType.ASSOCIATION)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as far as the balance is concerned: `country` and `kind` are empty where the body is not known."""

    country: str = ""
    kind: str = ""
    is_of_capital: bool | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """`counts[country, kind]` are speakers; `capitals[country]` and `elsewhere[country]` those of cities that are a
    capital and that are not; `unknown` those whose body is not in the directory.
    """

    counts: Counter[tuple[str, str]]
    capitals: Counter[str]
    elsewhere: Counter[str]
    unknown: int
    missing_countries: tuple[str, ...]
    missing_kinds: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + self.unknown

    @property
    def only_capitals(self) -> bool:
        return self.capitals.total() > 0 and self.elsewhere.total() == 0

    def of(self, country: str, kind: str) -> int:
        return self.counts[country, kind]


def balance(voices: Iterable[Voice], countries: Sequence[str]) -> Balance:
    """Count the voices; `countries` are those whose people one hopes to hear. Nothing is missing where nobody speaks yet."""
    heard = list(voices)
    known = [voice for voice in heard if voice.kind]
    counts = Counter((voice.country, voice.kind) for voice in known)
    spoken = {voice.country for voice in known}
    kinds = {voice.kind for voice in known}
    return Balance(
        counts=counts,
        capitals=Counter(voice.country for voice in known if voice.is_of_capital is True),
        elsewhere=Counter(voice.country for voice in known if voice.is_of_capital is False),
        unknown=len(heard) - len(known),
        missing_countries=tuple(code for code in countries if code not in spoken) if heard else (),
        missing_kinds=tuple(kind.value for kind in EXPECTED_KINDS if kind not in kinds) if heard else (),
    )


def voice_of(body: Organization | None) -> Voice:
    """The body, loaded with its city, of a speaker."""
    if body is None or body.deleted_at is not None:
        return Voice()
    is_of_capital = body.city.is_capital if body.city else None
    return Voice(body.country_id or "", body.type, is_of_capital)
